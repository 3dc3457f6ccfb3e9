# %% [markdown]
# # Convolution
# %%
import numpy as np

# %%
def overlap(window, kernel):
    total = 0
    for x, k in zip(window, kernel):
        total = total + x * k
    return total

# %%
def conv1d(data, kernel):
    result = []
    start = 0
    while start < len(data):
        window = data[start:start + len(kernel)]
        result.append(overlap(window, kernel))
        start += 1
    return result

# %%
def strongest(data, kernel):
    responses = conv1d(data, kernel)
    best = responses[0]
    positions = []
    for i, r in enumerate(responses):
        if r > best:
            best = r
            positions = [i]
        elif r == best:
            positions.append(i)
    return positions

# %%
def conv2d(image, kernel):
    image = image.astype(float)
    h = kernel.shape[0]
    w = kernel.shape[1]
    result = []
    for i in range(image.shape[0] - h + 1):
        row = []
        for j in range(image.shape[1] - w + 1):
            row.append((image[i:i + h, j:j + w] * kernel).sum())
        result.append(row)
    return np.array(result)

# %%
def blur(image):
    total = conv2d(image, np.ones((3, 3)))
    return total / 9

# %%
EDGE = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])

def edges(image):
    return conv2d(image, EDGE)
