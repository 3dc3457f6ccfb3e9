import numpy as np

array = np.array([180, 20, 250, 40])
value_at_2 = 250


def describe(array):
    shape = array.shape
    ndim = array.ndim
    return (shape, ndim)


train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = 70000
pixels_per_image = 784


def binarise(image, threshold=128):
    result = np.copy(image)
    result[image < threshold] = 1
    result[image >= threshold] = 0
    return result


def flatten_image(image):
    return np.concatenate(image)


x = np.array([
    [0, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 0],
    [0, 0, 1, 1],
    [0, 1, 0, 0],
    [0, 1, 0, 1],
    [0, 1, 1, 0],
    [0, 1, 1, 1],
    [1, 0, 0, 0],
    [1, 0, 0, 1],
    [1, 0, 1, 0],
    [1, 0, 1, 1],
    [1, 1, 0, 0],
    [1, 1, 0, 1],
    [1, 1, 1, 0],
    [1, 1, 1, 1],
])
y = np.array([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0])


def make_dataset():
    return x, y


def one_hot(y, num_classes):
    table = np.identity(num_classes)
    return np.array([table[label] for label in y])


def predicted_class(outputs):
    return np.where(outputs == np.max(outputs))[0][0]


iris_species = 3
iris_samples = 150

print(value_at_2)
print(describe(np.zeros((60, 28, 28))))
print(binarise(np.array([[0, 255, 200], [100, 30, 220]])))
print(flatten_image(np.array([[0, 0], [1, 0]])))
print(one_hot(np.array([0, 2, 1]), 3))
print(predicted_class(np.array([0.148, 0.831, 0.021])))
