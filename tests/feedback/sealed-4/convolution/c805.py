import numpy as np


# 問1
def overlap(window, kernel):
    total = 0
    for i in range(len(kernel)):
        total += window[i] * kernel[i]
    return total


# 問2
def conv1d(data, kernel):
    kekka = []
    for i in range(len(data) - len(kernel) + 1):
        goukei = 0
        for j in range(len(kernel)):
            goukei += data[i + j] * kernel[j]
        kekka.append(goukei)
    return kekka


# 問3
def strongest(data, kernel):
    r = conv1d(data, kernel)
    saidai = 0
    for v in r:
        if v > saidai:
            saidai = v
    return [i for i in range(len(r)) if r[i] == saidai]


# 問4
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


# 問5
def blur(image):
    H, W = image.shape
    out = np.zeros((H - 2, W - 2))
    for i in range(H - 2):
        for j in range(W - 2):
            out[i, j] = np.mean(image[i:i + 3, j:j + 3])
    return out


# 問6
def edges(image):
    k = np.array([[0, 1, 0],
                  [1, -4, 1],
                  [0, 1, 0]])
    H, W = image.shape
    out = np.zeros((H - 2, W - 2))
    for i in range(H - 2):
        for j in range(W - 2):
            out[i, j] = np.sum(image[i:i + 3, j:j + 3].astype(float) * k)
    return out
