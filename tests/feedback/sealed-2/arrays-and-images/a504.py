import numpy as np


array = np.array([180, 20, 250, 40])
value_at_2 = array[2]


def describe(array):
    return array.shape, array.ndim


train_shape = (28, 28, 60000)
test_shape = (28, 28, 10000)
total_images = 70000
pixels_per_image = 784


def binarise(image, threshold=128):
    # しきい値より小さいと黒(1)
    return np.where(image < threshold, 1, 0)


def flatten_image(image):
    return image.flatten()


def make_dataset():
    x = []
    for a in range(2):
        for b in range(2):
            for c in range(2):
                for d in range(2):
                    x.append([a, b, c, d])
    y = np.zeros(16, dtype=int)
    y[5] = 1
    y[10] = 1
    y[3] = 2
    y[12] = 2
    return np.array(x), y


def one_hot(y, num_classes):
    kekka = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        kekka[i, y[i]] = 1
    return kekka


def predicted_class(outputs):
    return np.argmax(outputs)


iris_species = 3
iris_samples = 150
