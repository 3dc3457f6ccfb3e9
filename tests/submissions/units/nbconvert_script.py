#!/usr/bin/env python
# coding: utf-8

# # 課題1

# In[1]:


get_ipython().system('pip install numpy')
get_ipython().run_line_magic('matplotlib', 'inline')
import numpy as np


# In[3]:


def weighted_sum(inputs, weights, bias=0.0):
    inputs = list(inputs)
    weights = list(weights)
    total = 0
    while inputs:
        total += inputs.pop() * weights.pop()
    return total + bias

weighted_sum([10.1, -0.5, 0.2], [0.1, 0.8, -0.5])


# In[7]:


get_ipython().run_cell_magic('time', '', 'def relu(x):\n    if type(x) == np.ndarray:\n        x[x < 0] = 0\n        return x\n    elif x < 0:\n        return 0\n    else:\n        return x\n')


# In[8]:


def sigmoid(x):
    return np.exp(-np.logaddexp(0, -x))


# In[12]:


get_ipython().run_line_magic('timeit', '-n 1 -r 1 sigmoid(np.zeros(10))')
def unit(inputs, weights, bias, activation):
    inputs = inputs * weights
    inputs[0] += bias
    return activation(inputs.sum())


# In[13]:


s_20 = unit(np.array([20.1, 0.8, -0.5]), np.array([0.1, 0.8, -0.5]), 0, relu)
s_25 = unit(np.array([25.1, 0.8, -0.5]), np.array([0.1, 0.8, -0.5]), 0, relu)
s_20, s_25


# In[15]:


def image_unit(image, weights, bias, activation):
    image = image.astype(float)
    image.shape = (9,)
    return unit(image, weights, bias, activation)


# In[ ]:
