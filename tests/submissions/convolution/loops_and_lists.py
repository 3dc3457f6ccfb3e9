# 課題5 畳み込み

def overlap(window, kernel):
    goukei = 0
    for i in range(len(kernel)):
        goukei = goukei + window[i] * kernel[i]
    return goukei


print(overlap([0, 1, 0], [1, 0, 1]))


def conv1d(data, kernel):
    kekka = []
    i = 0
    while i + len(kernel) <= len(data):
        kekka.append(overlap(data[i:i + len(kernel)], kernel))
        i = i + 1
    return kekka


data = [0, 1, 0, 1, 0, 0, 1, 1, 1, 0]
print(conv1d(data, [1, 0, 1]))


def strongest(data, kernel):
    hannou = conv1d(data, kernel)
    # max を使わずに最大値をさがす
    saidai = hannou[0]
    for h in hannou:
        if h > saidai:
            saidai = h
    ichi = []
    for i in range(len(hannou)):
        if hannou[i] == saidai:
            ichi.append(i)
    return ichi


print(strongest(data, [1, 0, 1]))


def conv2d(image, kernel):
    H = len(image)
    W = len(image[0])
    h = len(kernel)
    w = len(kernel[0])
    kekka = []
    for i in range(H - h + 1):
        gyou = []
        for j in range(W - w + 1):
            goukei = 0
            for a in range(h):
                for b in range(w):
                    # uint8 のままだとおかしくなるので float にする
                    goukei = goukei + float(image[i + a][j + b]) * float(kernel[a][b])
            gyou.append(goukei)
        kekka.append(gyou)
    return kekka


print(conv2d([[0, 1, 1, 0, 1]] * 5, [[1, 0, 1], [1, 1, 1], [0, 0, 1]]))


def blur(image):
    kekka = conv2d(image, [[1, 1, 1], [1, 1, 1], [1, 1, 1]])
    for i in range(len(kekka)):
        for j in range(len(kekka[i])):
            kekka[i][j] = kekka[i][j] / 9
    return kekka


def edges(image):
    return conv2d(image, [[0, 1, 0], [1, -4, 1], [0, 1, 0]])


print(blur([[0, 0, 0, 0], [0, 9, 0, 0], [0, 0, 0, 0], [0, 0, 0, 18]]))
print(edges([[0, 0, 5, 5], [0, 0, 5, 5], [0, 0, 5, 5]]))
