"""Known mistakes in the assignment `keras-training`.

A model and its training are random, so that all but the numbers of `parameters` are recognised by
what became of the model.
"""

# Students do not annotate.
# mypy: allow-untyped-defs, no-check-untyped-defs

import numpy as np

from autograder.authoring import mistake, recognised
from reference.cases.training import EVEN_LOSS, GOOD_LOSS, cross_entropy, labels, patterns

FOLLOWS = {
    "model": ("training", "predict", "weights"),
    "compile": ("training", "predict"),
    "training": ("predict",),
}

ALTERNATING, IN_PAIRS = (1, 2)  #: numbers of the classes
LITTLE = 0.03  #: what a bias, 0 at first, does not reach in a few epochs


# ------------------------------------------------------------------ model


@recognised(
    "model",
    code="""
m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(3, activation="sigmoid"),
])
""",
    en="The output layer has the sigmoid for its activation function, so that each unit answers for "
    "itself and the three outputs do not add up to 1. Where one class out of several is to be "
    "chosen, softmax shares out the 1 among them.",
    ja="出力の層の活性化関数がシグモイドになっています。"
    "シグモイドではユニットごとに別々に計算されるので、3 個の出力の合計は 1 になりません。"
    "いくつかのクラスから 1 つを選ぶときは、合計が 1 になるソフトマックスを使います。",
)
def model_sigmoid_for_softmax(m):
    return units(m) == [64, 3] and activations(m) == ["relu", "sigmoid"]


@recognised(
    "model",
    code="""
m = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(64, activation="relu"), layers.Dense(3)])
""",
    en="The output layer has no activation function: its outputs can be any numbers, also negative "
    "ones, and no shares of the three classes. Softmax makes shares of them.",
    ja="出力の層に活性化関数がありません。"
    "このままでは出力は負にもなる任意の数で、3 つのクラスの割合になりません。"
    "割合に直すのがソフトマックスです。",
)
def model_softmax_missing(m):
    return units(m) == [64, 3] and activations(m) == ["relu", "linear"]


@recognised(
    "model",
    code="""
m = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(64), layers.Dense(3, activation="softmax")])
""",
    en="The first layer has no activation function. Two layers without one in between amount to a "
    "single layer, and a single layer cannot learn these classes.",
    ja="1 層目に活性化関数がありません。"
    "間に活性化関数のない 2 つの層は、1 つの層と同じことしかできません。"
    "1 つの層では、この 3 種類の分類は学習できません。",
)
def model_relu_missing(m):
    return units(m) == [64, 3] and activations(m) == ["linear", "softmax"]


@recognised(
    "model",
    code="""
m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(64, activation="softmax"),
    layers.Dense(3, activation="relu"),
])
""",
    en="The activation functions of the two layers are exchanged. Softmax belongs to the output, "
    "where it makes shares of the three classes.",
    ja="2 つの層の活性化関数が入れ替わっています。"
    "ソフトマックスは、3 つのクラスの割合を作るもので、出力の層に付けます。",
)
def model_activations_swapped(m):
    return units(m) == [64, 3] and activations(m) == ["softmax", "relu"]


@recognised(
    "model",
    code="""
m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(3, activation="softmax"),
    layers.Dense(64, activation="relu"),
])
""",
    en="The two layers stand in the reverse order. In the list, the layer that the inputs reach first "
    "comes first, and the output layer last.",
    ja="2 つの層の順序が逆です。リストには、入力が最初に届く層を先に、出力の層を最後に書きます。",
)
def model_layers_in_reverse_order(m):
    return units(m) == [3, 64]


@recognised(
    "model",
    code="""
m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(4, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
""",
    en="There is a layer of 4 units before the two that are asked for. The 4 inputs are no layer with "
    "weights of its own: `keras.Input` is all that they need.",
    ja="2 つの層の前に、ユニット数 4 の層があります。"
    "4 個の入力は、重みを持つ層ではありません。`keras.Input` だけで十分です。",
)
def model_inputs_as_a_layer(m):
    return units(m) == [4, 64, 3]


@recognised(
    "model",
    code="""
m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(4, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
""",
    en="The first layer has as many units as there are inputs. The number that `Dense` is given is that "
    "of its units; how many inputs they have is known from what stands before the layer.",
    ja="1 層目のユニットの個数が、入力の個数と同じになっています。"
    "`Dense` に渡すのはその層のユニットの個数です。入力の個数は、その前にあるものから決まります。",
)
def model_units_as_many_as_inputs(m):
    return units(m) == [4, 3]


@recognised(
    "model",
    code="""
m = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(64, activation="relu"), layers.Dense(1)])
""",
    en="The output layer has a single unit, as if the number of the class came out of it. There is one "
    "unit for each of the three classes; the one with the highest output wins.",
    ja="出力の層のユニットが 1 個で、クラスの番号がそのまま出てくる形になっています。"
    "ユニットは 3 つのクラスに 1 個ずつ必要です。出力の最も大きいユニットのクラスが答えになります。",
)
def model_class_number_as_output(m):
    return units(m) == [64, 1]


@recognised(
    "model",
    code="""
m = keras.Sequential([
    keras.Input(shape=(16,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
""",
    en="The model takes 16 numbers: that is how many images there are. `shape` is the shape of a single "
    "image, as numbers; how many of them there are does not belong to it.",
    ja="モデルの入力が 16 個の数になっています。16 は画像の枚数です。"
    "`shape` に書くのは画像 1 枚分の数の形で、枚数は含めません。",
)
def model_images_counted_as_inputs(m):
    return m.input_shape[0] == 16


def units(m):
    return [layer.units for layer in m.layers]


def activations(m):
    return [layer.activation for layer in m.layers]


# ------------------------------------------------------------------ parameters


@mistake(
    "parameters",
    en="Your numbers count the weights only. Each unit also has a bias, which is a parameter "
    "too. Look at how many numbers a single unit keeps.",
    ja="重みだけを数えたときの値と一致しています。"
    "ユニットは 1 個ずつバイアスを持っていて、バイアスもパラメータです。"
    "ユニット 1 個が持つ数を見直してください。",
)
def parameters_without_biases():
    return {"layer_params": [256, 192], "total_params": 448, "connections": 192}


@mistake(
    "parameters",
    en="Your number of connections counts the biases along. A connection leads from one unit to "
    "another; a bias belongs to a single unit.",
    ja="結合の数に、バイアスの数が入っています。"
    "結合はユニットとユニットを結ぶものです。バイアスは 1 個のユニットに属しています。",
)
def parameters_biases_are_connections():
    return {"layer_params": [320, 195], "total_params": 515, "connections": 195}


@mistake(
    "parameters",
    en="Your number of connections counts those that come from the inputs along. The question "
    "is about those between the units of the two layers.",
    ja="結合の数に、入力と 1 層目の間の結合が入っています。"
    "問われているのは、1 層目のユニットと 2 層目のユニットを結ぶ結合の数です。",
)
def parameters_connections_of_inputs_too():
    return {"layer_params": [320, 195], "total_params": 515, "connections": 448}


@mistake(
    "parameters",
    en="Your number of connections adds the units of the two layers. In a fully connected "
    "network every unit of one layer is connected with every unit of the next.",
    ja="結合の数が、2 つの層のユニット数を足した値と一致しています。"
    "全結合では、1 層目のユニットのそれぞれが、2 層目のすべてのユニットと結ばれます。",
)
def parameters_units_added():
    return {"layer_params": [320, 195], "total_params": 515, "connections": 67}


@mistake(
    "parameters",
    en="Your numbers count units. A parameter is a number that training adjusts: each unit has "
    "several, a weight for each of its inputs and a bias.",
    ja="ユニットの個数を数えたときの値と一致しています。"
    "パラメータは学習で調整される数です。ユニット 1 個が、入力ごとの重みとバイアスを持っています。",
)
def parameters_units_counted():
    return {"layer_params": [64, 3], "total_params": 67, "connections": 192}


@mistake(
    "parameters",
    en="The order of your two numbers is that of the layers from output to input. The first "
    "number belongs to the layer that the inputs reach first.",
    ja="2 個の数の順序が逆で、出力側の層から並んでいます。"
    "最初の数は、入力が最初に届く層のものです。",
)
def parameters_layers_swapped():
    return {"layer_params": [195, 320], "total_params": 515, "connections": 192}


# ------------------------------------------------------------------ compile


@recognised(
    "compile",
    code="""
m.compile(
    loss="categorical_crossentropy",
    optimizer=keras.optimizers.SGD(lr=0.01, momentum=0.9, nesterov=True),
)
""",
    en="Your program says `lr=`, as the lecture's does. Keras no longer knows that name and stops, so "
    "that the model is not compiled. Write `learning_rate=` instead.",
    ja="講義のプログラムと同じ `lr=` を使っています。"
    "いまの Keras では使えない書き方なので、エラーで止まり、モデルがコンパイルされていません。"
    "かわりに `learning_rate=` と書いてください。",
)
def compile_lr_of_the_lecture(m, raised):
    return m.compiled is None and says(raised, "not recognized", "'lr'")


@recognised(
    "compile",
    code="""
m.compile(loss="mse", optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True))
""",
    en="The loss is the mean squared error, which measures distances between numbers. For classes, "
    "cross-entropy is asked for: it grows quickly where the network is sure and wrong.",
    ja="損失関数が平均二乗誤差 (MSE) になっています。これは数どうしの差を測るものです。"
    "分類では、自信をもって間違えたときに大きくなる交差エントロピー (cross-entropy) を使います。",
)
def compile_squared_error(m):
    return m.compiled.loss in ("mean_squared_error", "mse")


@recognised(
    "compile",
    code="""
m.compile(
    loss="binary_crossentropy",
    optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
)
""",
    en="The loss is binary cross-entropy, which is for answers of yes or no. Where one class out of "
    "several is to be chosen, categorical cross-entropy is asked for.",
    ja="損失関数が binary cross-entropy になっています。これは 2 択の問題で使うものです。"
    "いくつかのクラスから 1 つを選ぶときは、categorical cross-entropy を使います。",
)
def compile_binary_cross_entropy(m):
    return m.compiled.loss == "binary_crossentropy"


@recognised(
    "compile",
    code="""
m.compile(loss="categorical_crossentropy", optimizer="sgd")
""",
    en='The optimizer is SGD without momentum. The name alone, as in `optimizer="sgd"`, has none; '
    "make one with `keras.optimizers.SGD(…)` and give it all three settings.",
    ja="オプティマイザは SGD ですが、モーメンタムがありません。"
    '`optimizer="sgd"` のように名前だけを書くと、モーメンタムは使われません。'
    "`keras.optimizers.SGD(…)` を作り、3 つの設定をすべて書いてください。",
)
def compile_momentum_missing(m):
    return m.compiled.optimizer == "SGD" and m.compiled.settings["momentum"] == 0


@recognised(
    "compile",
    code="""
m.compile(
    loss="categorical_crossentropy",
    optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9),
)
""",
    en="The optimizer has momentum, but not in Nesterov's way. That is a setting of its own, which is "
    "off unless you switch it on.",
    ja="モーメンタムはありますが、Nesterov の方法になっていません。"
    "Nesterov は別の設定で、指定しないかぎり使われません。",
)
def compile_nesterov_missing(m):
    settings = m.compiled.settings
    return m.compiled.optimizer == "SGD" and settings["momentum"] > 0 and not settings["nesterov"]


@recognised(
    "compile",
    code="""
m.compile(loss="categorical_crossentropy", optimizer="adam")
""",
    en="The optimizer is Adam, which many examples use. This question asks for SGD, so that you set "
    "learning rate and momentum yourself.",
    ja="オプティマイザが Adam になっています。よく使われるものですが、この問では、"
    "学習率とモーメンタムを自分で決める SGD を使います。",
)
def compile_adam(m):
    return m.compiled.optimizer == "Adam"


# ------------------------------------------------------------------ training


@recognised(
    "training",
    code="""
m.fit(x, y, epochs=500, verbose=0)
""",
    en="The training stopped with an error before it began: `y` holds class numbers, where categorical "
    "cross-entropy wants one number for each of the three units. Make them one-hot.",
    ja="学習が始まる前に、エラーで止まっています。"
    "categorical cross-entropy では 3 個のユニットのそれぞれに正解が必要ですが、"
    "`y` はクラス番号のままです。one-hot 形式に直して渡してください。",
    more_general_than=("training_missing",),
)
def training_labels_not_one_hot(raised):
    flat = ("target.shape=(None,)", "target.shape=(None, 1)", "target.shape=(16,)")
    return any(says(raised, "`target` and `output` must have the same", shape) for shape in flat)


@recognised(
    "training",
    code="""
m.fit
""",
    en="The weights of `m` are still those it was made with: it has learned nothing. See that `fit` "
    "is called, that its cell and the one of `compile` run without errors, that no layer is frozen "
    "(`trainable = False`), and that `m` is not made anew afterwards.",
    ja="`m` の重みが作ったときのままで、何も学習していません。"
    "`fit` を呼び出しているか、そのセルと `compile` のセルにエラーがないか、"
    "`trainable = False` で層を固定していないか、"
    "あとで `m` を作り直していないかを確かめてください。",
)
def training_missing(m):
    return largest_bias(m) == 0 and can_learn(m)


@recognised(
    "training",
    code="""
m.fit(x, keras.utils.to_categorical(y), verbose=0)
""",
    en="The weights of `m` have hardly moved from where they started. Without `epochs=`, `fit` goes "
    "through the examples only once.",
    ja="`m` の重みが、作ったときからほとんど変わっていません。"
    "`epochs=` を指定しないと、`fit` はデータを 1 回しか使いません。",
)
def training_epochs_forgotten(m):
    return 0 < largest_bias(m) < LITTLE


@recognised(
    "training",
    code="""
m.fit(x, keras.utils.to_categorical(y), epochs=150, verbose=0)
""",
    en="`m` has begun to learn, but has not come far enough. Look at the number of epochs; if there are "
    "500, look at the settings of the question before, and at the inputs and labels that you pass.",
    ja="`m` は学習し始めていますが、まだ十分ではありません。エポック数を確かめてください。"
    "500 エポックなら、前の問の設定と、渡した入力や正解のデータを見直してください。",
)
def training_too_short(m):
    far = GOOD_LOSS < loss(m, labels()) < EVEN_LOSS
    as_asked = units(m) == [64, 3] and activations(m) == ["relu", "softmax"]
    return as_asked and largest_bias(m) >= LITTLE and far and has_the_plain_loss(m)


@recognised(
    "training",
    code="""
m.fit(x, keras.utils.to_categorical(np.where(y == 0, 0, 3 - y)), epochs=500, verbose=0)
""",
    en="`m` has learned well, but the classes 1 and 2 exchanged. Compare the labels that you pass with "
    "the table of the question.",
    ja="`m` はよく学習していますが、クラス 1 とクラス 2 が入れ替わっています。"
    "渡した正解のデータを、問の表と比べてください。",
    more_general_than=("training_too_short",),
)
def training_classes_swapped(m):
    y = labels()
    return loss(m, np.where(y == 0, 0, ALTERNATING + IN_PAIRS - y)) <= GOOD_LOSS


def can_learn(m):
    """Whether training would have changed it: nothing in its own settings keeps it as it was made."""
    if m.compiled is None:
        return True
    standing = m.compiled.settings.get("learning_rate", 0.01) == 0
    return not standing and activations(m)[-1] in ("softmax", "sigmoid")


def has_the_plain_loss(m):
    """Only then does the distance from the goal tell how long the training was."""
    if m.compiled is None:
        return True
    return (m.compiled.loss or "").endswith(
        "categorical_crossentropy"
    ) and not m.compiled.loss_settings


def says(raised, *parts):
    return any(all(part in error.message for part in parts) for error in raised)


def largest_bias(m):
    return max(float(np.abs(layer.weights["bias"]).max()) for layer in m.layers)


def loss(m, y):
    return cross_entropy(m.forward(patterns()), y)


# ------------------------------------------------------------------ predict


@recognised(
    "predict",
    code="""
p = np.array([[0.148, 0.831, 0.021]])
""",
    en="These are the numbers of the lecture. Weights start out random, so your own network gives "
    "others: put into `p` what `m.predict` returns.",
    ja="`p` が講義に出てくる数値になっています。重みの初期値は乱数で決まるので、"
    "あなたのネットワークの出力は別の数値です。`m.predict` の結果を `p` に入れてください。",
)
def predict_numbers_of_the_lecture(p):
    of_the_lecture = ((0.148, 0.831, 0.021), (0.148, 0.030, 0.822))
    return any(np.allclose(np.ravel(p), numbers, rtol=0, atol=6e-4) for numbers in of_the_lecture)


@recognised(
    "predict",
    code="""
p = m.predict(np.array([[0, 1, 0, 1]]), verbose=0).argmax()
""",
    en="`p` is the number of the class that wins. The question is about what the network puts out "
    "before that: one number for each of the three classes.",
    ja="`p` が、選ばれたクラスの番号になっています。"
    "問われているのはその前の段階で、3 つのクラスのそれぞれに対するネットワークの出力です。",
)
def predict_number_of_the_class(p):
    return np.size(p) == 1 and float(np.squeeze(p)) in (0, 1, 2)


@recognised(
    "predict",
    code="""
p = m.predict(np.array([[0, 1, 0, 1]]), verbose=0)[0]
""",
    en="`p` holds the three numbers alone, taken out of their row. `m.predict` returns a table with one "
    "row for each image; leave it as it is.",
    ja="`p` が、表から取り出した 3 個の数だけになっています。"
    "`m.predict` が返すのは、画像 1 枚につき 1 行の表です。そのまま `p` に入れてください。",
)
def predict_row_taken_out(m, p):
    return np.shape(p) == (3,) and agree(p, outputs(m, [0, 1, 0, 1]))


@recognised(
    "predict",
    code="""
p = m.predict(x, verbose=0)
""",
    en="`p` holds the outputs for all 16 images. Give `m.predict` a table of one row, the image 0101 "
    "alone.",
    ja="`p` に、16 枚すべての画像に対する出力が入っています。"
    "`m.predict` には、画像 `0101` だけの 1 行の表を渡してください。",
)
def predict_all_patterns(p):
    return np.shape(p) == (16, 3)


@recognised(
    "predict",
    code="""
p = m.predict(np.array([[0, 0, 1, 1]]), verbose=0)
""",
    en="`p` is what your network says of another image than 0101. Look at the input that you pass.",
    ja="`p` が、`0101` とは別の画像に対する出力になっています。渡した入力を確かめてください。",
)
def predict_another_pattern(m, p):
    if np.shape(p) != (1, 3) or agree(p, outputs(m, [0, 1, 0, 1])):
        return False
    return any(agree(p, outputs(m, pattern)) for pattern in patterns())


def outputs(m, pattern):
    return m.forward([pattern])[0]


def agree(one, other):
    return np.allclose(np.ravel(one), np.ravel(other), rtol=0, atol=1e-4)


# ------------------------------------------------------------------ weights


@recognised(
    "weights",
    code="""
w = m.get_weights()[0]
""",
    en="`w` holds the weights between the inputs and the first layer, which come first in the list. The "
    "question is about those between the two layers.",
    ja="`w` に、リストの最初にある、入力と 1 層目の間の重みが入っています。"
    "問われているのは、1 層目と 2 層目の間の重みです。",
)
def weights_of_the_inputs(m, w):
    return agree(w, m.layers[0].weights["kernel"])


@recognised(
    "weights",
    code="""
w = m.get_weights()[3]
""",
    en="`w` holds the biases of a layer, one for each unit. In the list, the biases of a layer come after "
    "its weights; count from 0.",
    ja="`w` に、ユニット 1 個につき 1 つあるバイアスが入っています。"
    "リストには、層ごとに重み、バイアスの順に並んでいます。番号は 0 から数えます。",
)
def weights_biases(m, w):
    return any(agree(w, layer.weights["bias"]) for layer in m.layers if np.size(w) == layer.units)


@recognised(
    "weights",
    code="""
w = m.get_weights()
""",
    en="`w` is the whole list that `get_weights` returns. Take out of it the one array that is asked "
    "for.",
    ja="`w` が、`get_weights` の返すリスト全体になっています。"
    "その中から、問われている配列を 1 つ取り出してください。",
)
def weights_whole_list(w):
    return isinstance(w, list) and len(w) == 4


@recognised(
    "weights",
    code="""
w = m.get_weights()[2].T
""",
    en="`w` holds the right weights, but with rows and columns exchanged: each row should belong to one "
    "of the 64 units.",
    ja="重みは合っていますが、行と列が入れ替わっています。1 行が、64 個のユニットの 1 つに対応します。",
)
def weights_transposed(m, w):
    return np.shape(w) == (3, 64) and agree(np.transpose(w), m.layers[-1].weights["kernel"])
