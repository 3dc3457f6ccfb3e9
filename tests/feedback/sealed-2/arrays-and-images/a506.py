import numpy as np


value_at_2 = 250


def describe(array):
    return array.shape, len(array.shape)


train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = train_shape[0] + test_shape[0]
pixels_per_image = 28 * 28


def binarise(image, threshold=128):
    n = len(image)
    result = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            if image[i, j] < threshold:
                result[i, j] = 1
    return result


def flatten_image(image):
    pixels = []
    for row in image:
        for pixel in row:
            pixels.append(pixel)
    return np.array(pixels)


def make_dataset():
    x = [[int(c) for c in format(i, "04b")] for i in range(16)]
    y = []
    for row in x:
        if row == [0, 1, 0, 1] or row == [1, 0, 1, 0]:
            y.append(1)
        elif row == [0, 0, 1, 1] or row == [1, 1, 0, 0]:
            y.append(2)
        else:
            y.append(0)
    return np.array(x), np.array(y)


def one_hot(y, num_classes):
    return np.eye(num_classes)[y]


def predicted_class(outputs):
    best = 0
    for i in range(len(outputs)):
        if outputs[i] > outputs[best]:
            best = i
    return best


iris_species = 3
iris_samples = 50 * 3
