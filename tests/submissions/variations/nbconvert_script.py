#!/usr/bin/env python
# coding: utf-8

# # フィードバックとメモリ

# In[1]:


import numpy as np
get_ipython().run_line_magic('matplotlib', 'inline')


# In[3]:


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    y = 0
    ys = np.array([])
    for x in inputs:
        s = input_weight * x
        s += feedback_weight * y
        s += bias
        y = activation(s)
        ys = np.append(ys, y)
    return ys


# In[4]:


recurrent(np.array([1, 0, 0, 0]), 1, 0.5, 0, lambda total: total)


# ## 問2

# In[7]:


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = np.einsum('i,ij->j', x, weights) + np.einsum('i,ij->j', h, recurrent_weights) + biases
    n = z.size // 4
    gate = 1 / (1 + np.exp(-z))
    new_c = gate[n:2*n] * c + gate[:n] * np.tanh(z[2*n:-n])
    new_h = gate[-n:] * np.tanh(new_c)
    return new_h, new_c


# In[8]:


get_ipython().run_line_magic('timeit', 'lstm_step(np.ones(1), np.ones(1), np.ones(1), np.ones((1, 4)), np.ones((1, 4)), np.ones(4))')


# ## 問3 畳み込みニューラルネットワーク

# In[10]:


from tensorflow import keras
from tensorflow.keras import layers


# In[11]:


cnn = keras.Sequential([
    layers.Conv2D(8, kernel_size=(3, 3), activation="relu", input_shape=(28, 28, 1)),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
cnn.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
cnn.summary()


# ## 問4

# In[9]:


kinds = {"feedback": "RNN", "memory": "LSTM", "convolutional layers": "CNN"}


# In[ ]:
