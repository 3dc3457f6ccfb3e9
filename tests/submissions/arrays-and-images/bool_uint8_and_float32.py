#%%
import numpy as np
#%%
array = np.array([180, 20, 250, 40], dtype=np.uint8)
value_at_2 = array[2]
#%%
def describe(array):
    shape = np.array(array.shape, dtype=np.int32)
    return shape, np.int8(shape.size)
#%%
train_shape = np.array([60000, 28, 28], dtype=np.float32)
test_shape = np.array([10000, 28, 28], dtype=np.float32)
total_images = np.float32(train_shape[0] + test_shape[0])
pixels_per_image = train_shape[1:].prod()
#%%
def binarise(image, threshold=128):
    return image < threshold          # True, False
#%%
def flatten_image(image):
    return np.ravel(image).astype(np.float32)
#%%
def make_dataset():
    x = np.unpackbits(np.arange(16, dtype=np.uint8)[:, np.newaxis], axis=1)[:, 4:]
    left, right = x[:, 0], x[:, 1]
    same_rows = (x[:, :2] == x[:, 2:]).all(axis=1)
    same_columns = (x[:, ::2] == x[:, 1::2]).all(axis=1)
    y = np.select([same_rows & (left != right), same_columns & (left != x[:, 2])], [1, 2], 0)
    return x.astype(np.float32), y.astype(np.float32)
make_dataset()
#%%
def one_hot(y, num_classes):
    return np.eye(num_classes, dtype=bool)[y]
#%%
def predicted_class(outputs):
    return np.float32(outputs.argmax())
#%%
iris_species = np.uint8(3)
iris_samples = np.float64(150)
