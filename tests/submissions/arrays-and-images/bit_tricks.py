import numpy as np

value_at_2 = np.array([180, 20, 250, 40])[-2]


def describe(array):
    return [np.shape(array), np.ndim(array)]


H = W = 28
train_shape = np.array([60000, H, W])
test_shape = np.array([10000, H, W])
total_images = train_shape[0] + test_shape[0]
pixels_per_image = H * W


def binarise(image, threshold=128):
    return (image < threshold) + 0


def flatten_image(image):
    return image.reshape(-1)


def make_dataset():
    n = np.arange(16)
    x = (n[:, None] >> np.arange(3, -1, -1)) & 1
    y = np.zeros(16, dtype=np.int8)
    y[[0b0101, 0b1010]] = 1
    y[[0b0011, 0b1100]] = 2
    return x, y


def one_hot(y, num_classes):
    bits = 1 << np.asarray(y, dtype=object)
    return [[b >> k & 1 for k in range(num_classes)] for b in bits]


def predicted_class(outputs):
    return np.argsort(outputs)[-1]


iris_species, iris_samples = 3, 150
