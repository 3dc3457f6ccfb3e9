# 課題3
import numpy as np
import itertools

value_at_2 = 250

def describe(array):
    s = np.shape(array)
    return s, len(s)

train_shape = [60000, 28, 28]
test_shape = [10000, 28, 28]
total_images = train_shape[0] + test_shape[0]
pixels_per_image = train_shape[1] * train_shape[2]

def binarise(image, threshold=128):
    return [[255 if p < threshold else 0 for p in gyou] for gyou in image]

def flatten_image(image):
    result = []
    for gyou in image:
        result.extend(gyou)
    return result

def make_dataset():
    x = np.array(list(itertools.product([0, 1], repeat=4)))
    # 0000 0001 0010 0011 0100 0101 0110 0111 ...
    y = np.array([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0])
    return x, y

def one_hot(y, num_classes):
    hyou = []
    for label in y:
        gyou = [0] * num_classes
        gyou[label] = 1
        hyou.append(gyou)
    return hyou

def predicted_class(outputs):
    outputs = list(outputs)
    return outputs.index(max(outputs))

iris_species = 3
iris_samples = 50 * 3
