# 課題3 配列と画像
# for 文とリストだけで書きました

hairetsu = [180, 20, 250, 40]
i = 0
for atai in hairetsu:
    if i == 2:
        value_at_2 = atai
    i += 1
print(value_at_2)


def describe(array):
    katachi = []
    naka = array
    while True:
        try:
            katachi.append(len(naka))
        except TypeError:
            break
        naka = naka[0]
    return katachi, len(katachi)


print(describe([[0, 0, 0], [0, 0, 0]]))

train_shape = [60000, 28, 28]
test_shape = [10000, 28, 28]
total_images = 70000
pixels_per_image = 784


def binarise(image, threshold=128):
    kekka = []
    for gyou in image:
        atarashii_gyou = []
        for gaso in gyou:
            if gaso < threshold:
                atarashii_gyou.append(1)
            else:
                atarashii_gyou.append(0)
        kekka.append(atarashii_gyou)
    return kekka


print(binarise([[0, 255, 200], [100, 30, 220]]))


def flatten_image(image):
    kekka = []
    for i in range(len(image)):
        for j in range(len(image[0])):
            kekka.append(image[i][j])
    return kekka


print(flatten_image([[0, 0], [1, 0]]))


def make_dataset():
    x = []
    y = []
    for a in range(2):
        for b in range(2):
            for c in range(2):
                for d in range(2):
                    x.append([a, b, c, d])
                    if a == c and b == d and a != b:
                        y.append(1)
                    elif a == b and c == d and a != c:
                        y.append(2)
                    else:
                        y.append(0)
    return x, y


print(make_dataset())


def one_hot(y, num_classes):
    kekka = []
    for label in y:
        gyou = []
        for k in range(num_classes):
            if k == label:
                gyou.append(1)
            else:
                gyou.append(0)
        kekka.append(gyou)
    return kekka


print(one_hot([0, 2, 1], 3))


def predicted_class(outputs):
    saidai = outputs[0]
    bangou = 0
    for i in range(1, len(outputs)):
        if outputs[i] > saidai:
            saidai = outputs[i]
            bangou = i
    return bangou


print(predicted_class([0.148, 0.831, 0.021]))

iris_species = 3
iris_samples = 150
