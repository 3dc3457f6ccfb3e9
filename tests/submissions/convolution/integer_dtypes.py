#%%
import numpy as np
I = np.int32
#%%
# 整数のデータは整数のまま計算する（小数のときだけ float にする）
def henkan(a):
    a = np.asarray(a)
    return a.astype(I) if a.dtype.kind in "biu" else a
#%%
def overlap(window, kernel):
    return (henkan(window) * henkan(kernel)).sum()
#%%
def conv1d(data, kernel):
    data, kernel = henkan(data), henkan(kernel)
    n = data.size - kernel.size + 1
    index = np.arange(n)[:, None] + np.arange(kernel.size)
    return (data[index] * kernel).sum(axis=1)
#%%
def strongest(data, kernel):
    return list(np.flatnonzero(conv1d(data, kernel) >= np.max(conv1d(data, kernel))))
#%%
strongest(np.array([0, 1, 0, 1, 0, 0, 1, 1, 1, 0]), np.array([1, 0, 1]))
#%%
def conv2d(image, kernel):
    image, kernel = henkan(image), henkan(kernel)
    shape = (image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1)
    result = np.empty(shape, dtype=np.result_type(image, kernel))
    for i, j in np.ndindex(*shape):
        window = image[i:i + kernel.shape[0], j:j + kernel.shape[1]]
        result[i, j] = overlap(window.ravel(), kernel.ravel())
    return result
#%%
def blur(image):
    return conv2d(image, np.ones((3, 3), dtype=np.int8)) / I(9)
#%%
def edges(image):
    return conv2d(image, np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], dtype=np.int8))
