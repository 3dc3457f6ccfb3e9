# %%
import numpy as np

# %% 問1
overlap = lambda window, kernel: sum(x * k for x, k in zip(window, kernel))

# %% 問2
def conv1d(data, kernel):
    # data[0:], data[1:], data[2:], … を zip すると、窓が1つずつ出てくる
    windows = zip(*[data[i:] for i in range(len(kernel))])
    return [overlap(window, kernel) for window in windows]

# %% [markdown]
# `zip` はいちばん短いものに合わせて止まるので、はみ出さない。

# %%
conv1d(np.array([0, 1, 0, 1, 0, 0, 1, 1, 1, 0]), np.array([1, 0, 1]))

# %% 問3
def strongest(data, kernel):
    r = conv1d(data, kernel)
    return [i for i, v in enumerate(r) if v == max(r)]

# %% 問4
def conv2d(image, kernel):
    image, kernel = image.tolist(), kernel.tolist()
    (h, w), (H, W) = np.shape(kernel), np.shape(image)
    return [
        [
            sum(overlap(image[y + i][x:x + w], kernel[i]) for i in range(h))
            for x in range(W - w + 1)
        ]
        for y in range(H - h + 1)
    ]

# %% 問5
def blur(image):
    return [[v / 9 for v in row] for row in conv2d(image, np.full((3, 3), 1))]

# %% 問6
def edges(image):
    kernel = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    return tuple(tuple(row) for row in conv2d(image, np.array(kernel)))
