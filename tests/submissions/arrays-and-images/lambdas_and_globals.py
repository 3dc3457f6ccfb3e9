from numpy import *

a = array([180, 20, 250, 40])
value_at_2 = a[a == amax(a)]  # 2番目はいちばん大きい数だった
value_at_2 = value_at_2.item()

describe = lambda a: (shape(a), ndim(a))
train_shape, test_shape = [(n, 28, 28) for n in (60000, 10000)]
total_images, pixels_per_image = train_shape[0] + test_shape[0], prod(test_shape[1:])
binarise = lambda image, threshold=128: 1 - (image >= threshold)
flatten_image = lambda image: image.flatten(order="C").tolist()
P = array(meshgrid([0, 1], [0, 1], [0, 1], [0, 1], indexing="ij")).reshape(4, -1).T
Y = asarray([{"0101": 1, "1010": 1, "0011": 2, "1100": 2}.get("".join(map(str, p)), 0) for p in P])
make_dataset = lambda: [P, Y]
one_hot = lambda y, num_classes: equal.outer(y, arange(num_classes)).astype(int)
predicted_class = lambda outputs: outputs.tolist().index(max(outputs))
iris_species, iris_samples = 3, 3 * 50
