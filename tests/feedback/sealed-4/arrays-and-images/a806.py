import numpy as np


# 問1 index
value_at_2 = 250


# 問2 describe
def describe(array):
    katachi = np.shape(array)
    jigen = np.ndim(array)
    return katachi, jigen


# 問3 mnist-facts
train_shape = (60000, 28, 28)
test_shape = (10000, 28, 28)
total_images = train_shape[0] + test_shape[0]
pixels_per_image = 28 * 28


# 問4 binarise
def binarise(image, threshold=128):
    return (image < threshold).astype(int)


# 問5 flatten
def flatten_image(image):
    return image.reshape(-1)


# 問6 dataset
def make_dataset():
    x = np.array([[int(c) for c in format(n, "04b")] for n in range(16)])
    y = np.zeros(16)
    y[[5, 10]] = 1
    y[[3, 12]] = 2
    return x, y


# 問7 one-hot
def one_hot(y, num_classes):
    result = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        result[i, y[i]] = 1
    return result


# 問8 predicted-class
def predicted_class(outputs):
    saidai = 0
    bangou = 0
    for i in range(len(outputs)):
        if outputs[i] > saidai:
            saidai = outputs[i]
            bangou = i
    return bangou


# 問9 iris-facts
iris_species = 3  # setosa, versicolor, virginica
iris_samples = 50 * iris_species
