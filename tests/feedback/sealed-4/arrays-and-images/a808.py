import numpy as np


value_at_2 = 250


def describe(array):
    print(array.shape, array.ndim)


train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = train_shape[0] + test_shape[0]
pixels_per_image = 28 * 28


def binarise(image, threshold=128):
    return np.where(image < threshold, 1, 0)


def flatten_image(image):
    return image.flatten()


def make_dataset():
    x = np.array([[int(c) for c in format(n, "04b")] for n in range(16)])
    y = np.zeros(16)
    y[[5, 10]] = 1
    y[[3, 12]] = 2
    return x, y


def one_hot(y, num_classes):
    kekka = []
    for label in y:
        row = [0] * num_classes
        row[label] = 1
        kekka.append(row)
    return np.array(kekka)


def predicted_class(outputs):
    return list(outputs).index(max(outputs))


iris_species = 3  # setosa, versicolor, virginica
iris_samples = 50 * iris_species
