from numpy import *
import numpy.linalg

# 畳み込みは行列のかけ算で書ける、と先輩に教わった


def overlap(a, b): return a.T @ b


def _行列(n, kernel):
    k = len(kernel)
    M = zeros((n - k + 1, n))
    for i in range(n - k + 1):
        M[i, i:i + k] = kernel
    return M


def conv1d(x, k): return _行列(len(x), k) @ x


def strongest(x, k):
    y = conv1d(x, k)
    return nonzero(isclose(y, amax(y)))[0].tolist()


def conv2d(X, K):
    H, W = X.shape
    h, w = K.shape
    # 行ごとの行列 × 画像、を縦にずらして足す
    return array([
        [0.0 + trace(X[i:i + h, j:j + w].astype(float) @ K.T) for j in arange(W - w + 1)]
        for i in arange(H - h + 1)
    ])


def blur(X):
    H, W = X.shape
    たて, よこ = _行列(H, [1, 1, 1]), _行列(W, [1, 1, 1])
    return たて @ X @ よこ.T / 9


def edges(X):
    H, W = X.shape
    中 = eye(3)[1]
    d = [1, -2, 1]
    return _行列(H, d) @ X @ _行列(W, 中).T + _行列(H, 中) @ X @ _行列(W, d).T
