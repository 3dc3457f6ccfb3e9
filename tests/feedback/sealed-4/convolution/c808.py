import numpy as np


def overlap(window, kernel):
    return np.dot(window, kernel)


def conv1d(data, kernel):
    kekka = []
    for i in range(len(data) - len(kernel) + 1):
        goukei = 0
        for j in range(len(kernel)):
            goukei += data[i + j] * kernel[j]
        kekka.append(goukei)
    return kekka


def strongest(data, kernel):
    # 反応が最大の位置をすべて集める
    r = conv1d(data, kernel)
    m = max(r)
    ichi = []
    for i in range(len(r)):
        if r[i] == m:
            ichi.append(i)
    return ichi


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


def blur(image):
    # 3x3の合計を9でわる
    h, w = image.shape
    result = np.zeros((h - 2, w - 2))
    for i in range(h - 2):
        for j in range(w - 2):
            total = np.sum(image[i:i + 3, j:j + 3])
            result[i, j] = total // 9
    return result


def edges(image):
    a = image.astype(float)
    return a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] - 4 * a[1:-1, 1:-1]
