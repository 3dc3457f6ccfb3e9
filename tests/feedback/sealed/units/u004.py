# %% [markdown]
# # Assignment 1
# %%
import numpy as np

# %%
def weighted_sum(xs, ws, b=0.0):
    products = [x * w for x in xs for w in ws]
    return sum(products) + b

# %%
def relu(x):
    if np.ndim(x) == 0:
        if x > 0:
            return x
        else:
            return 0
    result = [relu(v) for v in x]
    return np.array(result)

# %%
def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-np.asarray(x, dtype=float)))

# %%
def unit(xs, ws, b, f):
    total = weighted_sum(xs, ws, b)
    return f(total)

# %%
s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])
print(s_20, s_25)

# %%
def image_unit(image, ws, b, f):
    pixels = []
    for row in image:
        for pixel in row:
            pixels.append(pixel)
    return unit(pixels, ws, b, f)
