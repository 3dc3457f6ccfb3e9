import numpy as np


array = np.array([180, 20, 250, 40])
value_at_2 = array[2]


def describe(array):
    katachi = np.shape(array)
    jigen = np.ndim(array)
    return katachi, jigen


train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = train_shape[0] + test_shape[0]
pixels_per_image = 28 * 28


def binarise(image, threshold=128):
    h, w = image.shape
    result = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            if image[i, j] < threshold:
                result[i, j] = 1
    return result


def flatten_image(image):
    h, w = image.shape
    return image.reshape(1, h * w)


def make_dataset():
    x = np.array([[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0, 1, 1],
                  [0, 1, 0, 0], [0, 1, 0, 1], [0, 1, 1, 0], [0, 1, 1, 1],
                  [1, 0, 0, 0], [1, 0, 0, 1], [1, 0, 1, 0], [1, 0, 1, 1],
                  [1, 1, 0, 0], [1, 1, 0, 1], [1, 1, 1, 0], [1, 1, 1, 1]])
    y = np.array([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0])
    return x, y


def one_hot(y, num_classes):
    result = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        result[i, y[i]] = 1
    return result


def predicted_class(outputs):
    return list(outputs).index(max(outputs))


iris_species = 3
iris_samples = 150
