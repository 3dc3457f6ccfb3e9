import sys

sys.setrecursionlimit(10000)  # データが長いとき用


def overlap(window, kernel):
    if len(window) == 0:
        return 0
    return window[0] * kernel[0] + overlap(window[1:], kernel[1:])


def conv1d(data, kernel):
    data, kernel = list(data), list(kernel)
    if len(data) < len(kernel):
        return []
    return [overlap(data[: len(kernel)], kernel)] + conv1d(data[1:], kernel)


def strongest(data, kernel):
    return positions(conv1d(data, kernel), 0, None, [])


def positions(responses, i, best, found):
    if i == len(responses):
        return found
    r = responses[i]
    if best is None or r > best:
        return positions(responses, i + 1, r, [i])
    if r == best:
        return positions(responses, i + 1, best, found + [i])
    return positions(responses, i + 1, best, found)


def add(rows):
    if len(rows) == 1:
        return rows[0]
    return [a + b for a, b in zip(rows[0], add(rows[1:]))]


def conv2d(image, kernel):
    """2次元の畳み込みは、1次元の畳み込みを行ごとにやって足したもの"""
    image = [[int(p) if p == int(p) else float(p) for p in row] for row in image]
    if len(image) < len(kernel):
        return []
    top = add([conv1d(row, k) for row, k in zip(image, kernel)])
    return [top] + conv2d(image[1:], kernel)


def blur(image):
    return conv2d(image, [[1 / 9, 1 / 9, 1 / 9]] * 3)


def edges(image):
    return conv2d(image, [[0, 1, 0], [1, -4, 1], [0, 1, 0]])
