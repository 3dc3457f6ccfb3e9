"""Known mistakes in the assignment `dense-networks`."""

# Students do not annotate, and some return from the middle of a loop.
# mypy: allow-untyped-defs, no-check-untyped-defs
# ruff: noqa: RET503

import numpy as np

from autograder.authoring import mistake

#: Questions whose solution calls an earlier one's.
FOLLOWS = {
    "dense": ("network", "xnor", "centre"),
    "network": ("xnor", "centre"),
}

# ------------------------------------------------------------------ dense


@mistake(
    "dense",
    en="Your answers are what comes out when the weights are transposed. Each row of the weights "
    "belongs to an input and each column to a unit. Look at what you do to the weights before "
    "you multiply.",
    ja="答えは、重みの行と列を入れかえたときの値と一致しています。"
    "重みの行は入力に、列はユニットに対応しています。"
    "掛け算の前に重みを転置していないか、確かめてください。",
    raises=ValueError,
)
def dense_weights_transposed(x, weights, biases, activation):
    return activation(np.dot(x, np.transpose(weights)) + biases)


@mistake(
    "dense",
    en="Your answers are what comes out when the weights stand first in the product and the "
    "inputs second. In a product of matrices the order matters. Compare the shapes: the inputs "
    "of an example should meet a column of the weights.",
    ja="答えは、行列の積で重みを先に、入力を後に書いたときの値と一致しています。"
    "行列の積では順序によって結果が変わります。"
    "入力と重みの形を並べて書き、入力の並びが重みの列と組になる順序を考えてください。",
    raises=ValueError,
)
def dense_weights_first(x, weights, biases, activation):
    return activation(np.dot(weights, x) + biases)


@mistake(
    "dense",
    en="Your answers are what comes out when the biases are added after the activation function. "
    "The activation function gets the sum with the bias in it. Look at the order of the two "
    "steps.",
    ja="答えは、活性化関数を適用したあとにバイアスを足したときの値と一致しています。"
    "活性化関数は、バイアスまで足した合計に適用します。2 つの手順の順序を見直してください。",
)
def dense_bias_after_activation(x, weights, biases, activation):
    return activation(np.dot(x, weights)) + biases


@mistake(
    "dense",
    en="Your answers are the sums with the biases; the activation function is not applied to "
    "them. Look at what your function does with its last argument.",
    ja="答えは、バイアスまで足した合計そのもので、活性化関数が適用されていません。"
    "最後の引数が使われているか、確かめてください。",
)
def dense_activation_not_applied(x, weights, biases, activation):
    return np.dot(x, weights) + biases


@mistake(
    "dense",
    en="Your answers are what comes out when the biases are left out. Look at what your function "
    "does with its third argument.",
    ja="答えは、バイアスを足さずに活性化関数を適用したときの値と一致しています。"
    "3 番目の引数が使われているか、確かめてください。",
)
def dense_bias_forgotten(x, weights, biases, activation):
    return activation(np.dot(x, weights))


@mistake(
    "dense",
    en="Your answers are what comes out when every unit gets the sum of all the biases. Each unit "
    "has a bias of its own. Look at how you add the biases.",
    ja="答えは、どのユニットにも全部のバイアスの合計を足したときの値と一致しています。"
    "バイアスはユニットごとに 1 つずつあります。バイアスの足し方を見直してください。",
)
def dense_biases_added_up(x, weights, biases, activation):
    return activation(np.dot(x, weights) + np.sum(biases))


@mistake(
    "dense",
    en="Your answers are single numbers: the sums of all units are added together before the "
    "activation function. Each unit of the layer has an output of its own. Look at where you "
    "add up.",
    ja="答えが 1 つの数になっていて、全ユニットの合計をまとめてから活性化関数を適用した値と"
    "一致しています。層の出力は、ユニットごとに 1 つずつあります。"
    "どこで合計しているか、見直してください。",
)
def dense_one_number(x, weights, biases, activation):
    return activation(np.sum(np.dot(x, weights) + biases))


@mistake(
    "dense",
    en="Your answers are what comes out when the activation function is applied to the inputs, "
    "before they are weighted. A unit applies it to its finished sum. Look at the order of the "
    "steps.",
    ja="答えは、重みを掛ける前の入力に活性化関数を適用したときの値と一致しています。"
    "活性化関数は、合計が終わってから適用します。手順の順序を見直してください。",
)
def dense_activation_of_the_inputs(x, weights, biases, activation):
    return np.dot(activation(x), weights) + biases


@mistake(
    "dense",
    en="Your answers are what comes out when ReLU is applied, whichever function was handed over. "
    "The activation function is an argument: look at which function your code calls.",
    ja="どの関数を渡しても ReLU を適用したときの値になっています。"
    "活性化関数は引数として渡されます。どの関数を呼び出しているか、確かめてください。",
)
def dense_always_relu(x, weights, biases, activation):
    return np.maximum(0, np.dot(x, weights) + biases)


@mistake(
    "dense",
    en="From a batch of a single example, your function returns the bare outputs. The answer keeps the "
    "form of the inputs: a table of one row goes in, and a table of one row comes out.",
    ja="1 件だけのバッチを渡すと、出力が表から取り出されて返ってきます。"
    "答えの形は入力の形に合わせます。1 行の表が入れば、1 行の表が出てきます。",
)
def dense_batch_of_one_without_its_row(x, weights, biases, activation):
    outputs = activation(np.atleast_2d(x) @ weights + biases)
    return outputs[0] if len(outputs) == 1 else outputs


@mistake(
    "dense",
    en="Your answers are what comes out when the sums are multiplied by the biases. A bias is added to "
    "its sum. Look at the operation in front of the biases.",
    ja="答えは、合計にバイアスを掛けたときの値と一致しています。"
    "バイアスは合計に足すものです。バイアスの前の演算を見直してください。",
)
def dense_bias_multiplied(x, weights, biases, activation):
    return activation(np.dot(x, weights) * biases)


@mistake(
    "dense",
    en="Your answers are what comes out when every unit gets the bias of the first one. Each unit "
    "has a bias of its own. Look at which element of the biases you add.",
    ja="答えは、どのユニットにも最初のバイアスを足したときの値と一致しています。"
    "バイアスはユニットごとに 1 つずつあります。足しているのがどの要素か、確かめてください。",
)
def dense_first_bias_everywhere(x, weights, biases, activation):
    return activation(np.dot(x, weights) + biases[0])


@mistake(
    "dense",
    en="Your code behaves as if inputs and weights were multiplied element by element. For each unit "
    "the products with all inputs are added up: that is the matrix product, `@` or `np.dot`.",
    ja="入力と重みを要素ごとに掛けたときの結果になっています。"
    "ユニットごとに、すべての入力との積を合計します。それが行列の積で、`@` や `np.dot` で計算します。",
    raises=ValueError,
)
def dense_element_by_element(x, weights, biases, activation):
    return activation(np.asarray(x) * weights + biases)


# ------------------------------------------------------------------ network


@mistake(
    "network",
    en="Your answers are what comes out when no layer applies its activation function. Each layer "
    "comes with a function of its own. Look at what you do with the third part of a layer.",
    ja="答えは、どの層でも活性化関数を適用しなかったときの値と一致しています。"
    "活性化関数は層ごとに渡されます。層の 3 番目の要素が使われているか、確かめてください。",
)
def network_activation_forgotten(x, layers):
    for weights, biases, _activation in layers:
        x = np.dot(x, weights) + biases
    return x


@mistake(
    "network",
    en="Your answers are what comes out when the last layer does not apply its activation "
    "function. Every layer applies its own, the last one too.",
    ja="答えは、最後の層だけ活性化関数を適用しなかったときの値と一致しています。"
    "最後の層も、ほかの層と同じように活性化関数を適用します。",
)
def network_last_activation_missing(x, layers):
    for weights, biases, activation in layers[:-1]:
        x = activation(np.dot(x, weights) + biases)
    weights, biases, activation = layers[-1]
    return np.dot(x, weights) + biases


@mistake(
    "network",
    en="Your answers are what comes out when only the last layer applies its activation function. "
    "Every layer applies its own before it hands its outputs on. Look at what stands inside the "
    "repetition.",
    ja="答えは、最後の層だけで活性化関数を適用したときの値と一致しています。"
    "どの層も、出力を次の層へ渡す前に活性化関数を適用します。"
    "繰り返しの中と外に何を書いているか、見直してください。",
)
def network_activation_at_the_end_only(x, layers):
    for weights, biases, _activation in layers:
        x = np.dot(x, weights) + biases
    return layers[-1][2](x)


@mistake(
    "network",
    en="Your answers are what comes out when all layers apply the activation function of the "
    "first. Each layer comes with a function of its own. Look at where your code takes the "
    "function from.",
    ja="答えは、すべての層で最初の層の活性化関数を使ったときの値と一致しています。"
    "活性化関数は層ごとに渡されます。どの層のものを使っているか、見直してください。",
)
def network_first_activation_everywhere(x, layers):
    activation = layers[0][2]
    for weights, biases, _activation in layers:
        x = activation(np.dot(x, weights) + biases)
    return x


@mistake(
    "network",
    en="Your answers are the outputs of the last layer but one: the last layer is left out. Look "
    "at where your repetition ends.",
    ja="答えは、最後から 2 番目の層の出力で、最後の層の計算が抜けています。"
    "繰り返しがどこで終わるか、見直してください。",
)
def network_last_layer_missing(x, layers):
    for weights, biases, activation in layers[:-1]:
        x = activation(np.dot(x, weights) + biases)
    return x


@mistake(
    "network",
    en="Your answers are the outputs of the first layer, as if the network ended there. Look at "
    "whether your function returns before the repetition has finished.",
    ja="答えは最初の層の出力で、そのあとの層の計算が行われていません。"
    "繰り返しが終わる前に return していないか、確かめてください。",
)
def network_only_the_first_layer(x, layers):
    for weights, biases, activation in layers:
        return activation(np.dot(x, weights) + biases)


@mistake(
    "network",
    en="Your code behaves as if every layer got the input of the network. A layer gets what the "
    "layer before it has put out. Look at what you hand to each layer.",
    ja="どの層にも、ネットワークの入力をそのまま渡したときの結果になっています。"
    "層が受け取るのは、1 つ前の層の出力です。各層に何を渡しているか、見直してください。",
    raises=ValueError,
)
def network_not_fed_on(x, layers):
    for weights, biases, activation in layers:
        y = activation(np.dot(x, weights) + biases)
    return y


@mistake(
    "network",
    en="Your code behaves as if the data went through the layers from the last to the first. The "
    "list begins with the layer that gets the input. Look at the order in which you take the "
    "layers.",
    ja="データが最後の層から最初の層へ、逆向きに流れたときの結果になっています。"
    "リストの先頭が、入力を受け取る層です。層を取り出す順序を見直してください。",
    raises=ValueError,
)
def network_backwards(x, layers):
    for weights, biases, activation in layers[::-1]:
        x = activation(np.dot(x, weights) + biases)
    return x


@mistake(
    "network",
    en="You return the outputs of all layers. Only what the last layer puts out is asked for.",
    ja="すべての層の出力が返されています。ここで答えるのは、最後の層の出力だけです。",
)
def network_all_outputs(x, layers):
    outputs = []
    for weights, biases, activation in layers:
        x = activation(np.dot(x, weights) + biases)
        outputs.append(x)
    return outputs


@mistake(
    "network",
    en="From a batch of a single example, your function returns the bare outputs. The answer keeps the "
    "form of the inputs: a table of one row goes in, and a table of one row comes out.",
    ja="1 件だけのバッチを渡すと、出力が表から取り出されて返ってきます。"
    "答えの形は入力の形に合わせます。1 行の表が入れば、1 行の表が出てきます。",
)
def network_batch_of_one_without_its_row(x, layers):
    outputs = np.atleast_2d(x)
    for weights, biases, activation in layers:
        outputs = activation(outputs @ weights + biases)
    return outputs[0] if len(outputs) == 1 else outputs


@mistake(
    "network",
    en="Your answers are what comes out when all layers apply ReLU, whichever function they bring. "
    "Each layer comes with a function of its own. Look at what you do with the third part of a layer.",
    ja="どの層にも ReLU を適用したときの値になっています。"
    "活性化関数は層ごとに渡されます。層の 3 番目の要素が使われているか、確かめてください。",
)
def network_always_relu(x, layers):
    for weights, biases, _activation in layers:
        x = np.maximum(0, np.dot(x, weights) + biases)
    return x


# ------------------------------------------------------------------ xnor


@mistake(
    "xnor",
    en="Your answers are those of XOR, which is 1 where the inputs differ. Here the output is to "
    "be 1 where they are the same. Compare your function with the table, row by row.",
    ja="答えは、入力が異なるときに 1 になる XOR の値と一致しています。"
    "この問いでは、入力が同じときに 1 にします。表と 1 行ずつ見比べてください。",
)
def xnor_xor(x1, x2):
    return int(x1 != x2)


@mistake(
    "xnor",
    en="Your answers are those of AND. There is another row of the table for which the output is to "
    "be 1. Compare your function with the table, row by row.",
    ja="答えは AND の値と一致しています。"
    "出力を 1 にする行は、表にもう 1 つあります。表と 1 行ずつ見比べてください。",
)
def xnor_and(x1, x2):
    return x1 * x2


@mistake(
    "xnor",
    en="Your answers are those of NOR. There is another row of the table for which the output is to "
    "be 1. Compare your function with the table, row by row.",
    ja="答えは NOR の値と一致しています。"
    "出力を 1 にする行は、表にもう 1 つあります。表と 1 行ずつ見比べてください。",
)
def xnor_nor(x1, x2):
    return max(0, -x1 - x2 + 1)


@mistake(
    "xnor",
    en="Your answers are those of OR, which is 1 as soon as one input is. Compare your function "
    "with the table, row by row.",
    ja="答えは、どちらかが 1 であれば 1 になる OR の値と一致しています。"
    "表と 1 行ずつ見比べてください。",
)
def xnor_or(x1, x2):
    return max(x1, x2)


@mistake(
    "xnor",
    en="Your answers are those of NAND, which is 0 only where both inputs are 1. Compare your "
    "function with the table, row by row.",
    ja="答えは、両方が 1 のときだけ 0 になる NAND の値と一致しています。"
    "表と 1 行ずつ見比べてください。",
)
def xnor_nand(x1, x2):
    return 1 - x1 * x2


@mistake(
    "xnor",
    en="Your answers are 0 everywhere, which is what the lecture's network gives without its "
    "activation functions: the two units of the first layer then cancel each other out. Look at "
    "whether ReLU is applied in that layer.",
    ja="答えがすべて 0 です。講義のネットワークから活性化関数を取り去ると、"
    "1 層目の 2 つのユニットが打ち消し合い、このようになります。"
    "1 層目で ReLU が適用されているか、確かめてください。",
)
def xnor_activation_forgotten(x1, x2):
    unit1 = x1 + x2 - 1
    unit2 = -x1 - x2 + 1
    return unit1 + unit2


@mistake(
    "xnor",
    en="Your answers have the right values, but each comes as an array with one element. A number "
    "is asked for: take it out of the array.",
    ja="値は正しいのですが、要素が 1 つの配列のまま返されています。"
    "ここで答えるのは数です。配列から取り出して返してください。",
)
def xnor_in_an_array(x1, x2):
    return np.array([int(x1 == x2)])


# ------------------------------------------------------------------ patterns


@mistake(
    "patterns",
    en="Your two patterns are exchanged. Work out for each unit which input makes its sum "
    "positive.",
    ja="2 つのパターンが入れかわっています。"
    "それぞれのユニットで、合計が正になる入力はどれかを計算してください。",
)
def patterns_exchanged():
    return {"unit1_pattern": (0, 0), "unit2_pattern": (1, 1)}


@mistake(
    "patterns",
    en="For the second unit you give its weights. A pattern is an input, made of 0 and 1: the one "
    "to which the unit answers.",
    ja="ユニット 2 の答えが、重みになっています。"
    "パターンは 0 と 1 からなる入力で、そのユニットが反応するものを答えます。",
)
def patterns_weights():
    return {"unit2_pattern": (-1, -1)}


@mistake(
    "patterns",
    en="Your patterns are the inputs for which the network puts out 0. A unit recognises the "
    "input for which its own output is above 0.",
    ja="ネットワークの出力が 0 になる入力が答えになっています。"
    "ユニットが識別するのは、そのユニットの出力が 0 より大きくなる入力です。",
)
def patterns_where_the_output_is_zero():
    return {"unit1_pattern": (0, 1), "unit2_pattern": (1, 0)}


@mistake(
    "patterns",
    en="You give the same pattern for both units. Their weights have opposite signs, and so do "
    "their biases: work out the sums of the second unit.",
    ja="2 つのユニットに同じパターンを答えています。"
    "2 つのユニットの重みとバイアスは符号が反対です。ユニット 2 の合計を計算してください。",
)
def patterns_both_the_same():
    return {"unit1_pattern": (1, 1), "unit2_pattern": (1, 1)}


# ------------------------------------------------------------------ threshold


@mistake(
    "threshold",
    stands_for="threshold_unit",
    en="Your unit is not active when its total is exactly on the threshold. Read in the text on "
    "which side the threshold itself belongs, and look at your comparison.",
    ja="合計がちょうど境目の値のとき、活性化していません。"
    "境目の値がどちらに含まれるかを問題文で確かめ、不等号を見直してください。",
)
def threshold_unit_greater(total):
    return 1 if total > 0 else 0


@mistake(
    "threshold",
    stands_for="threshold_unit",
    en="Your answers are those of ReLU: the total itself comes out where it is positive. This "
    "unit only tells active from not active, with two values.",
    ja="答えは ReLU の値と一致していて、正の合計がそのまま出力されています。"
    "このユニットの出力は、活性化か非活性化かを表す 2 つの値だけです。",
)
def threshold_unit_relu(total):
    return max(0, total)


@mistake(
    "threshold",
    stands_for="threshold_unit",
    en="Your unit is active below the threshold and inactive above it. Look at the direction of "
    "your comparison.",
    ja="活性化と非活性化が逆になっています。不等号の向きを見直してください。",
)
def threshold_unit_inverted(total):
    return 1 if total < 0 else 0


@mistake(
    "threshold",
    stands_for="threshold_unit",
    en="Your unit puts out -1 where it is not active. Read in the text which two values are asked "
    "for.",
    ja="非活性化のときに -1 を出力しています。"
    "2 つの出力の値が何と何かを、問題文で確かめてください。",
)
def threshold_unit_minus_one(total):
    return 1 if total >= 0 else -1


@mistake(
    "threshold",
    stands_for="threshold_unit",
    en="Your answers are the signs of the totals: -1, 0 and 1. This unit knows two values only: read in "
    "the text which they are, and which of them belongs to a total of 0.",
    ja="答えが合計の符号 (-1、0、1) になっています。このユニットの出力は 2 つの値だけです。"
    "それが何と何か、また合計が 0 のときどちらになるかを、問題文で確かめてください。",
)
def threshold_unit_sign(total):
    return int(np.sign(total))


@mistake(
    "threshold",
    stands_for="threshold_unit",
    en="Your unit becomes active only at a total of 1. Read in the text from which total on it is "
    "active.",
    ja="合計が 1 にならないと活性化しません。"
    "合計がいくつから活性化するのか、問題文で確かめてください。",
)
def threshold_unit_from_one(total):
    return 1 if total >= 1 else 0


@mistake(
    "threshold",
    stands_for="new_weight",
    en="With a weight of this sign, a larger output of B makes C more active, not less. Work out "
    "the total of C for two outputs of B and compare them.",
    ja="この符号の重みでは、B の出力が大きくなるほど C が活性化しやすくなります。"
    "B の出力が小さいときと大きいときで、C の合計を計算して比べてください。",
)
def new_weight_sign_lost():
    return {"new_weight": 6}


@mistake(
    "threshold",
    stands_for="new_weight",
    en="Your number is what arrives at C from B, the product of B's output and the weight. Only "
    "the weight is asked for.",
    ja="答えは、B から C に届く値（B の出力と重みの積）になっています。"
    "ここで答えるのは重みだけです。",
)
def new_weight_times_output():
    return {"new_weight": -12}


@mistake(
    "threshold",
    stands_for="new_weight",
    en="Your number is the old weight. With it, C stays active for a while after B has passed the "
    "limit: work out the total of C there.",
    ja="答えが、調整する前の重みのままです。この重みでは、B の出力が境目を超えても C は"
    "しばらく活性化したままです。境目での C の合計を計算してみてください。",
)
def new_weight_unchanged():
    return {"new_weight": -2}


@mistake(
    "threshold",
    stands_for="new_weight",
    en="Your number is what comes out when the output of A reaches C without its weight. Look at "
    "the figure: what arrives from A is already multiplied.",
    ja="答えは、A の出力に重みを掛けずに計算したときの値と一致しています。"
    "A から C に届く値は、重みを掛けたあとの値です。図をもう一度確かめてください。",
)
def new_weight_weight_of_a_forgotten():
    return {"new_weight": -1.5}


# ------------------------------------------------------------------ generalise


@mistake(
    "generalise",
    en="Your predictions change one step too late. Compare them with the training data on both "
    "sides of the change.",
    ja="予測の変わり目が 1 つ遅くなっています。変わり目の両側の訓練データと見比べてください。",
)
def predictions_boundary_too_late():
    return {"predictions": [500] * 6 + [1000] * 4}


@mistake(
    "generalise",
    en="Your predictions change one step too early. Compare them with the training data on both "
    "sides of the change.",
    ja="予測の変わり目が 1 つ早くなっています。変わり目の両側の訓練データと見比べてください。",
)
def predictions_boundary_too_early():
    return {"predictions": [500] * 4 + [1000] * 6}


@mistake(
    "generalise",
    en="You predict 0 wherever there is no training example. To generalise means to make use of "
    "the examples for inputs that are not among them.",
    ja="訓練データにない入力の予測が、すべて 0 になっています。"
    "汎化とは、訓練データにない入力についても、訓練データをもとに予測することです。",
)
def predictions_only_what_was_seen():
    return {"predictions": [0, 0, 500, 0, 500, 1000, 0, 1000, 0, 0]}


@mistake(
    "generalise",
    en="You give the answers of the four training examples. A prediction is asked for each of the "
    "ten inputs in the text.",
    ja="4 つの訓練データの正解が並んでいます。"
    "ここで答えるのは、問題文にある 10 個の入力のそれぞれに対する予測です。",
)
def predictions_of_the_training_data():
    return {"predictions": [500, 500, 1000, 1000]}


@mistake(
    "generalise",
    en="You give predictions only for the inputs that are not in the training data. One is asked "
    "for each of the ten inputs in the text.",
    ja="訓練データにない入力の予測だけが並んでいます。"
    "ここで答えるのは、問題文にある 10 個の入力のそれぞれに対する予測です。",
)
def predictions_of_the_new_inputs_only():
    return {"predictions": [500, 500, 500, 1000, 1000, 1000]}


@mistake(
    "generalise",
    en="Your list holds the inputs. What is asked for is the output that belongs to each of them.",
    ja="入力の数がそのまま並んでいます。ここで答えるのは、それぞれの入力に対する出力の予測です。",
)
def predictions_inputs():
    return {"predictions": [7, 8, 9, 10, 11, 12, 13, 14, 15, 16]}


# ------------------------------------------------------------------ learning-step


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your steps go the wrong way: the output moves away from the target, and the error grows. "
    "Look at the sign with which the error changes the weights and the bias.",
    ja="調整の向きが逆で、出力が目標から遠ざかり、誤差が増えています。"
    "誤差を使って重みとバイアスを変えるときの符号を見直してください。",
)
def learning_step_wrong_sign(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return weights + rate * error * inputs, bias + rate * error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your steps are right for the weights, but the bias comes back as it was. It is adjusted "
    "like the weight of an input that is always 1.",
    ja="重みの調整は正しいのですが、バイアスが元のままです。"
    "バイアスは、いつも 1 である入力の重みと考えて、同じように調整します。",
)
def learning_step_bias_not_updated(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return weights - rate * error * inputs, bias


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="All your weights change by the same amount, whatever their inputs are. A weight has "
    "contributed to the error only as much as its input let it. Look for the inputs in your "
    "step.",
    ja="入力に関係なく、すべての重みが同じだけ変わっています。"
    "それぞれの重みが誤差に与える影響は、その重みの入力によって違います。"
    "変化量の計算に入力が使われているか、確かめてください。",
)
def learning_step_inputs_left_out(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return weights - rate * error, bias - rate * error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your steps are as long as with a rate of 1, whatever rate was handed over. Look at what "
    "your function does with its last argument.",
    ja="どの学習率を渡しても、学習率が 1 のときと同じ変化量になっています。"
    "最後の引数が使われているか、確かめてください。",
)
def learning_step_rate_ignored(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return weights - error * inputs, bias - error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your error is worked out without the bias. The output of the unit includes its bias. Look "
    "at how you calculate the output.",
    ja="誤差が、バイアスを足さない出力から計算されています。"
    "ユニットの出力にはバイアスも含まれます。出力の計算を見直してください。",
)
def learning_step_output_without_bias(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) - target
    return weights - rate * error * inputs, bias - rate * error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="You return the changes themselves. The new weights and the new bias are asked for: the "
    "old ones with the changes made.",
    ja="変化量そのものが返されています。"
    "ここで答えるのは、元の値に変化量を加えたあとの、新しい重みと新しいバイアスです。",
)
def learning_step_only_the_changes(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return -rate * error * inputs, -rate * error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your steps use the squared error itself. It is never negative, so it cannot tell in which "
    "direction to go. The step follows the slope of the squared error.",
    ja="変化量の計算に、誤差の 2 乗がそのまま使われています。"
    "2 乗は負にならないので、どちらの向きに動かせばよいかがわかりません。"
    "調整は、誤差の 2 乗の傾きに従って行います。",
)
def learning_step_squared_error(weights, bias, inputs, target, rate):
    error = (np.dot(weights, inputs) + bias - target) ** 2
    return weights - rate * error * inputs, bias - rate * error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="You return only the weights. The bias is learnt as well: return both, in the order in "
    "which they came.",
    ja="重みだけが返されています。バイアスも学習で調整されます。"
    "引数と同じ順に、両方を返してください。",
)
def learning_step_only_the_weights(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return weights - rate * error * inputs


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your bias is adjusted by the error that is left after the weights have changed. One step adjusts "
    "all of them by the same error: work it out once, before anything changes.",
    ja="重みを変えたあとに残った誤差で、バイアスを調整しています。"
    "1 ステップでは、重みもバイアスも同じ誤差で調整します。何も変えないうちに、誤差を 1 回だけ計算してください。",
)
def learning_step_bias_after_the_weights(weights, bias, inputs, target, rate):
    weights = weights - rate * (np.dot(weights, inputs) + bias - target) * inputs
    return weights, bias - rate * (np.dot(weights, inputs) + bias - target)


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="Your steps depend only on the sign of the error: they are equally long whether it is large or "
    "small. The step follows the error itself.",
    ja="変化量が誤差の符号だけで決まっていて、誤差が大きくても小さくても同じ長さになっています。"
    "変化量は、誤差の大きさにも応じて決まります。",
)
def learning_step_sign_alone(weights, bias, inputs, target, rate):
    error = np.sign(np.dot(weights, inputs) + bias - target)
    return weights - rate * error * inputs, bias - rate * error


@mistake(
    "learning-step",
    stands_for="learning_step",
    en="After your step no error is left: your function repeats the step again and again. A single "
    "step is asked for. Look at the loop around it.",
    ja="1 回の呼び出しで誤差がなくなるまで、調整を何度も繰り返しています。"
    "ここで求めるのは 1 ステップだけです。まわりの繰り返しを見直してください。",
)
def learning_step_until_no_error(weights, bias, inputs, target, rate):
    for _step in range(200):
        error = np.dot(weights, inputs) + bias - target
        weights, bias = weights - rate * error * inputs, bias - rate * error
    return weights, bias


# ------------------------------------------------------------------ centre


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your labels are exchanged: active outside, inactive in the centre. Look at the direction "
    "of your comparison, or at the sign of the last layer.",
    ja="ラベルが逆で、中央で非活性化し、外側で活性化しています。"
    "不等号の向き、または最後の層の符号を見直してください。",
)
def in_centre_inverted(points):
    return (np.linalg.norm(points, axis=1) >= 2).astype(int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your unit is active in a circle that is too small: the sum of the squares is compared "
    "with the distance itself. Look at whether you take a root, or square the other side.",
    ja="活性化する円が小さすぎます。2 乗の和を、距離そのものと比べた結果と一致しています。"
    "平方根をとっているか、比べる相手も 2 乗しているかを確かめてください。",
)
def in_centre_root_forgotten(points):
    return (np.sum(np.array(points) ** 2, axis=1) < 2).astype(int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your labels depend on the first coordinate alone, so that a whole strip is active. The "
    "distance to the centre needs both coordinates.",
    ja="ラベルが 1 番目の座標だけで決まっていて、縦長の帯の全体で活性化しています。"
    "中央からの距離には、2 つの座標が両方とも必要です。",
)
def in_centre_one_coordinate(points):
    return (np.abs(np.array(points)[:, 0]) < 2).astype(int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your labels compare the sum of the two coordinates with the limit. Far from the centre "
    "the coordinates can cancel each other out. Think of how a distance in the plane is worked "
    "out.",
    ja="2 つの座標の和を境目の値と比べた結果と一致しています。"
    "中央から遠くても、2 つの座標が打ち消し合うことがあります。"
    "平面上の距離をどう計算するか、思い出してください。",
)
def in_centre_sum_of_coordinates(points):
    return (np.abs(np.sum(points, axis=1)) < 2).astype(int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your labels compare the sum of the two coordinates with the limit, negative ones included, so "
    "that everything to the lower left is active. Think of how a distance in the plane is worked out.",
    ja="2 つの座標の和を、負のときもそのまま境目の値と比べた結果と一致していて、"
    "左下の側がすべて活性化しています。平面上の距離をどう計算するか、思い出してください。",
)
def in_centre_sum_with_its_sign(points):
    return (np.sum(points, axis=1) < 2).astype(int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your labels compare the sum of the two coordinates, without their signs, with the limit: "
    "the active region is a square standing on its corner. It should be a circle.",
    ja="2 つの座標の絶対値の和を、境目の値と比べた結果と一致しています。"
    "活性化する範囲が、円ではなく、角で立った正方形になっています。",
)
def in_centre_diamond(points):
    return (np.sum(np.abs(points), axis=1) < 2).astype(int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your unit is not active anywhere. Look at the total of the last layer for a point in the "
    "centre, and at whether its bias lets it become active.",
    ja="どこでも活性化していません。"
    "中央の点で最後の層の合計がいくつになるかを調べ、バイアスが適切か確かめてください。",
)
def in_centre_never_active(points):
    return np.zeros(len(points), int)


@mistake(
    "centre",
    stands_for="in_centre",
    en="Your unit is active everywhere. Look at the total of the last layer for a point far from "
    "the centre, and at whether anything can make it inactive.",
    ja="どこでも活性化しています。"
    "中央から遠い点で最後の層の合計がいくつになるかを調べ、非活性化できるか確かめてください。",
)
def in_centre_always_active(points):
    return np.ones(len(points), int)
