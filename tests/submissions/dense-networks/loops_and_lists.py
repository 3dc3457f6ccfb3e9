# 課題2　全結合のネットワーク
# numpy は使わずに for 文だけで書きました


def relu(x):
    if x > 0:
        return x
    else:
        return 0


def is_single(x):
    # 1つのデータなら x[0] は数、複数なら x[0] も列
    try:
        len(x[0])
        return False
    except TypeError:
        return True


def dense(x, weights, biases, activation):
    if not is_single(x):
        kekka = []
        for data in x:
            kekka.append(dense(data, weights, biases, activation))
        return kekka

    y = []
    for j in range(len(biases)):
        total = biases[j]
        for i in range(len(x)):
            total = total + x[i] * weights[i][j]
        y.append(activation(total))
    return y


print(dense([1, 1], [[1, -1], [1, -1]], [-1, 1], relu))


def network(x, layers):
    output = x
    for k in range(len(layers)):
        output = dense(output, layers[k][0], layers[k][1], layers[k][2])
    return output


def xnor(x1, x2):
    if x1 == 1 and x2 == 1:
        return 1
    elif x1 == 0 and x2 == 0:
        return 1
    else:
        return 0


print(xnor(1, 1), xnor(0, 1), xnor(1, 0), xnor(0, 0))

unit1_pattern = [1, 1]
unit2_pattern = [0, 0]


def threshold_unit(total):
    if total < 0:
        return 0
    return 1


# 12 + 2w = 0 だから w = -6
new_weight = -12 / 2

predictions = []
for x in range(7, 17):
    if x <= 11:
        predictions.append(500)
    else:
        predictions.append(1000)
print(predictions)


def learning_step(weights, bias, inputs, target, rate):
    z = bias
    for i in range(len(weights)):
        z += weights[i] * inputs[i]
    gosa = z - target
    new_weights = []
    for i in range(len(weights)):
        new_weights.append(weights[i] - rate * gosa * inputs[i])
    new_bias = bias - rate * gosa
    return new_weights, new_bias


print(learning_step([0.5, -0.5], 0, [1, 2], 1, 0.1))


def in_centre(points):
    labels = []
    for p in points:
        if p[0] ** 2 + p[1] ** 2 < 4:
            labels.append(1)
        else:
            labels.append(0)
    return labels


print(in_centre([[0, 0], [1, -1], [4, 0]]))
