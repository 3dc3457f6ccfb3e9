import numpy as np


array = np.array([28, 3, 250, 7])
value_at_2 = array[2]


def describe(array):
    return array.shape, array.ndim


train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = 60000 + 10000
pixels_per_image = 28 * 28


def binarise(image, threshold=128):
    return np.where(image < threshold, 1, 0)


def flatten_image(image):
    return image.flatten()


def make_dataset():
    x, y = [], []
    for n in range(16):
        bits = format(n, "04b")
        x.append([int(b) for b in bits])
        if bits in ("0101", "1010"):
            y.append(1)
        elif bits in ("0011", "1100"):
            y.append(2)
        else:
            y.append(0)
    return np.array(x), np.array(y)


def one_hot(y, num_classes):
    result = np.zeros((len(y), num_classes))
    for i, label in enumerate(y):
        result[label, i] = 1
    return result


def predicted_class(outputs):
    return np.argmax(outputs)


iris_species = 3
iris_samples = 150
