"""Arrays and images"""
import numpy as np

array = np.array([180, 20, 250, 40])
value_at_2 = array[2]


def describe(array):
    return array.shape, array.ndim


train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = 70000
pixels_per_image = 784


def binarise(image, threshold=128):
    return np.where(image < threshold, 1, 0)


def flatten_image(image):
    return image.flatten()


def make_dataset():
    x = np.zeros((16, 4), dtype=int)
    for n in range(16):
        bits = format(n, "04b")
        for k in range(4):
            x[n, k] = int(bits[k])
    y = np.zeros(16, dtype=int)
    y[[5, 10]] = 1
    y[[3, 12]] = 2
    return x, y


def one_hot(y, num_classes):
    return np.eye(num_classes)[y[0]]


def predicted_class(outputs):
    return int(np.argmax(outputs))


iris_species = 3
iris_samples = 150
