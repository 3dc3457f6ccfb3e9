import numpy as np


def add_one(x):
    """最後に 1 を付けたす（バイアスは、いつも 1 である入力の重み）"""
    x = np.asarray(x, dtype=float)
    return np.concatenate([x, np.ones(x.shape[:-1] + (1,))], axis=-1)


def relu(x):
    return (x + np.abs(x)) / 2


def dense(x, weights, biases, activation):
    W = np.vstack([weights, biases])
    return activation(add_one(x).dot(W))


def network(x, layers):
    layers = list(layers)
    if not layers:
        return x
    return network(dense(x, *layers[0]), layers[1:])


XNOR = [
    (np.array([[1, -1], [1, -1]]), np.array([-1, 1]), relu),
    (np.array([[1], [1]]), np.array([0]), relu),
]


def xnor(x1, x2):
    return network([x1, x2], XNOR).item()


unit1_pattern = (1.0, 1.0)
unit2_pattern = (0.0, 0.0)


def threshold_unit(total):
    return total >= 0


new_weight = -6.0
predictions = tuple([500] * 5 + [1000] * 5)


def learning_step(weights, bias, inputs, target, rate):
    w = np.append(weights, bias)
    x = np.append(inputs, 1)
    w = w - rate * 2 * (w @ x - target) * x
    return w[:-1], w[-1]


# 中央で活性化するネットワーク。上下左右と斜めの 8 本の直線で囲む
k = np.arange(8)
KAKUDO = np.pi / 8 + k * np.pi / 4
LINES = np.array([np.cos(KAKUDO), np.sin(KAKUDO)])


def in_centre(points):
    step = lambda t: 1 * (t >= 0)
    inside = dense(points, -LINES, np.full(8, 1.93), step)
    return dense(inside, np.ones((8, 1)), [-8], step)


if __name__ == "__main__":
    for a, b in [(1, 1), (0, 1), (1, 0), (0, 0)]:
        print(a, b, xnor(a, b))
    p = np.random.uniform(-5, 5, (10000, 2))
    print("正解率", np.mean(in_centre(p)[:, 0] == (np.hypot(p[:, 0], p[:, 1]) < 2)))
