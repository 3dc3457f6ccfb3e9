import numpy as np


# 1
def overlap(window, kernel):
    return np.sum(window * kernel)


# 2
def conv1d(data, kernel):
    r = []
    for i in range(len(data) - 2):
        r.append(data[i] * kernel[0] + data[i+1] * kernel[1] + data[i+2] * kernel[2])
    return r


# 3
def strongest(data, kernel):
    k = len(kernel)
    scores = [np.sum(data[i:i + k] * kernel) for i in range(len(data) - k + 1)]
    top = max(scores)
    return [i for i, s in enumerate(scores) if s == top]


# 4
def conv2d(image, kernel):
    img = np.array(image, dtype=float)
    kh = kernel.shape[0]
    kw = kernel.shape[1]
    out = []
    for y in range(img.shape[0] - kh + 1):
        row = []
        for x in range(img.shape[1] - kw + 1):
            s = 0
            for a in range(kh):
                for b in range(kw):
                    s += img[y + a][x + b] * kernel[a][b]
            row.append(s)
        out.append(row)
    return out


# 5
def blur(image):
    result = []
    for i in range(image.shape[0] - 2):
        row = []
        for j in range(image.shape[1] - 2):
            row.append(image[i:i + 3, j:j + 3].mean())
        result.append(row)
    return result


# 6
def edges(image):
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    return conv2d(image, kernel)
