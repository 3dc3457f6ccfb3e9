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
    return np.where(image >= threshold, 1, 0)


def flatten_image(image):
    return image.reshape(-1)


def make_dataset():
    x = np.array([[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0, 1, 1],
                  [0, 1, 0, 0], [0, 1, 0, 1], [0, 1, 1, 0], [0, 1, 1, 1],
                  [1, 0, 0, 0], [1, 0, 0, 1], [1, 0, 1, 0], [1, 0, 1, 1],
                  [1, 1, 0, 0], [1, 1, 0, 1], [1, 1, 1, 0], [1, 1, 1, 1]])
    y = np.array([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0])
    return x, y


def one_hot(y, num_classes):
    return np.eye(num_classes)[y]


def predicted_class(outputs):
    return np.argmax(outputs)


iris_species = 3  # setosa, versicolor, virginica
iris_samples = 50 * iris_species
