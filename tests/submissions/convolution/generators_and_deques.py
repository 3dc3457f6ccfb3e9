import itertools as it
import operator
from collections import deque
from functools import partial, reduce


def sliding(seq, n):
    """n 個ずつの窓を順に作るジェネレーター"""
    window = deque(maxlen=n)
    for value in seq:
        window.append(value)
        if len(window) == n:
            yield tuple(window)


def overlap(window, kernel, /):
    return reduce(operator.add, it.starmap(operator.mul, zip(window, kernel)), 0)


def conv1d(data, kernel, /):
    return list(map(partial(overlap, kernel), sliding(data, len(kernel))))


def strongest(*args):
    responses = conv1d(*args)
    best = max(responses)
    return tuple(it.compress(it.count(), (r == best for r in responses)))


def conv2d(image, kernel):
    k = list(it.chain(*kernel))
    for_rows = sliding(([*map(float, row)] for row in image), len(kernel))
    # 縦にも横にも窓をすべらせる
    return [
        [overlap(it.chain(*zip(*columns)), k) for columns in sliding(zip(*rows), len(kernel[0]))]
        for rows in for_rows
    ]


def blur(image):
    result = conv2d(image, ((1,) * 3,) * 3)
    return [[value.__truediv__(9) for value in row] for row in result]


edges = lambda image, kernel=((0, 1, 0), (1, -4, 1), (0, 1, 0)): conv2d(image, kernel)
