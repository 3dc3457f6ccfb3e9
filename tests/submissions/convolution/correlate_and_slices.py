"""np.correlate が「反転させない畳み込み」だと調べて知った。"""
import numpy as np


def overlap(window, kernel):
    return np.correlate(window, kernel).item()


def conv1d(data, kernel):
    return np.correlate(data, kernel, mode="valid")


def strongest(data, kernel):
    response = conv1d(data, kernel)
    return np.where(response == response.max())[0]


def conv2d(image, kernel):
    # カーネルの1マスごとに、ずらした画像全体を足していく
    h, w = kernel.shape
    H, W = image.shape
    result = np.zeros((H - h + 1, W - w + 1))
    for (a, b), k in np.ndenumerate(kernel):
        result += k * image[a : H - h + 1 + a, b : W - w + 1 + b].astype(np.float64)
    return result


def blur(image):
    # 横に3つ、縦に3つの順で平均する
    image = image / 1.0
    rows = (image[:-2] + image[1:-1] + image[2:]) / 3
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 3


def edges(image):
    c = image * 1.0  # uint8 では負の数にならないので
    return c[:-2, 1:-1] + c[2:, 1:-1] + c[1:-1, :-2] + c[1:-1, 2:] - 4 * c[1:-1, 1:-1]


if __name__ == "__main__":
    data = np.array([0, 1, 0, 1, 0, 0, 1, 1, 1, 0])
    print(conv1d(data, np.array([1, 0, 1])))
    print(strongest(data, np.array([1, 0, 1])))
