# %%
from collections import Counter
from itertools import chain, product

import numpy as np

# %% 問1
value_at_2 = dict(enumerate((180, 20, 250, 40)))[2]

# %% 問2
def describe(a): return tuple(a.shape), len(a.shape)

# %% 問3
(*train_shape,) = 60_000, 28, 28
(*test_shape,) = 10_000, 28, 28
total_images = sum(n for n, *_ in (train_shape, test_shape))
pixels_per_image = train_shape[-1] ** 2

# %% 問4
def binarise(image, threshold=128):
    return [[0 if pixel >= threshold else 1 for pixel in row] for row in image]

# %% 問5
def flatten_image(image): return list(chain.from_iterable(image))

# %% 問6
def label(image):
    top, bottom = image[:2], image[2:]
    return 0 if sum(image) != 2 else 1 if top == bottom else 2 if len({*top}) == 1 else 0

def make_dataset():
    x = [*product((0, 1), repeat=4)]
    return x, [label(image) for image in x]

# %%
Counter(make_dataset()[1])

# %% 問7
def one_hot(ys, n): return [[int(k == y) for k in range(n)] for y in ys]

# %% 問8
def predicted_class(outputs): return max(range(len(outputs)), key=lambda i: outputs[i])

# %% 問9
iris_species = len({"setosa", "versicolor", "virginica"})
iris_samples = iris_species * 50
