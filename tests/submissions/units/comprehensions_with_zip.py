# %% [markdown]
# # 課題1
# 内包表記で書きました。
# %%
from math import exp, tanh

import numpy as np

# %%
def weighted_sum(xs, ws, b=0.0): return sum([x * w for x, w in zip(xs, ws)]) + b

# %%
weighted_sum((10.1, -0.5, 0.2), (0.1, 0.8, -0.5))

# %%
def relu(x):
    if np.ndim(x) == 0:
        return max(x, 0)
    return np.array([relu(row) for row in x])

# %%
def sigmoid(x):
    # 1/(1+e^-x) = (1 + tanh(x/2)) / 2 なのでオーバーフローしない
    return (1 + tanh(x / 2)) / 2 if np.ndim(x) == 0 else np.array([sigmoid(row) for row in x])

# %%
[round(sigmoid(v), 4) for v in (-1000, -2, 0, 2, 1000)]

# %%
def unit(xs, ws, b, f): return f(b + sum(x * w for x, w in zip(xs, ws)))

# %% s の計算
s_20, s_25 = [weighted_sum((x1, 0.8, -0.5), (0.1, 0.8, -0.5)) for x1 in (20.1, 25.1)]

# %%
def image_unit(image, ws, b, f):
    return unit([pixel for row in image for pixel in row], ws, b, f)

# %%
image_unit(np.array([[1, 1, 1], [0, 1, 1], [0, 0, 1]]), np.arange(1, 10) / 10, -0.6, relu)
