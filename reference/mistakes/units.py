"""Known mistakes in the assignment `units`."""

# Students do not annotate, and their zip is not strict.
# mypy: allow-untyped-defs, no-check-untyped-defs
# ruff: noqa: B905

import numpy as np

from autograder.authoring import mistake

#: Questions whose solution calls an earlier one's.
FOLLOWS = {
    "weighted-sum": ("unit", "s-quiz", "image-unit"),
    "unit": ("image-unit",),
}

# ------------------------------------------------------------------ weighted-sum


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are what comes out when the bias is left out. A unit adds its bias once, "
    "after the products have been summed. Look at what your function does with its third "
    "argument.",
    ja="答えは、バイアスを足さなかったときの値と一致しています。"
    "ユニットは、掛け算の結果を合計したあとで、バイアスを 1 回足します。"
    "3 番目の引数が計算のどこで使われているか、確かめてください。",
)
def weighted_sum_bias_forgotten(inputs, weights, bias=0.0):
    total = 0
    for x, w in zip(inputs, weights):
        total = total + x * w
    return total


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are what comes out when the bias is taken away instead of added. Look at "
    "the sign in front of the bias.",
    ja="答えは、バイアスを足すかわりに引いたときの値と一致しています。"
    "バイアスの前の符号を見直してください。",
)
def weighted_sum_bias_subtracted(inputs, weights, bias=0.0):
    total = 0
    for x, w in zip(inputs, weights):
        total = total + x * w
    return total - bias


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are what comes out when the bias is added once for every input. It belongs "
    "to the unit, not to an input, and is added only once. Look at whether the bias stands "
    "inside the repetition.",
    ja="答えは、入力の個数だけバイアスを足したときの値と一致しています。"
    "バイアスはユニットに 1 つだけあり、足すのは 1 回です。"
    "繰り返しの中でバイアスを足していないか、確かめてください。",
)
def weighted_sum_bias_added_every_time(inputs, weights, bias=0.0):
    total = 0
    for x, w in zip(inputs, weights):
        total = total + x * w + bias
    return total


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are what comes out when the inputs and the weights are each summed first "
    "and the two sums are multiplied. Each input has a weight of its own: look at what is "
    "multiplied with what, and which of the two steps comes first.",
    ja="答えは、入力の合計と重みの合計を別々に求めてから掛けたときの値と一致しています。"
    "重みは入力の 1 つ 1 つに対応しています。"
    "何と何を掛けているか、掛け算と合計のどちらが先かを見直してください。",
)
def weighted_sum_not_paired(inputs, weights, bias=0.0):
    return sum(inputs) * sum(weights) + bias


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are the sum of the inputs and the bias: the weights have no effect on "
    "them. Look at where your function uses the weights.",
    ja="答えは、入力とバイアスをそのまま合計した値と一致していて、重みが効いていません。"
    "重みがどこで使われているか、確かめてください。",
)
def weighted_sum_weights_ignored(inputs, weights, bias=0.0):
    return sum(inputs) + bias


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are what comes out when only the first three inputs are used, as many as "
    "in the lecture's figure. A unit may have any number of inputs. Look at whether the "
    "number of inputs is written into your code.",
    ja="答えは、最初の 3 つの入力だけを使ったときの値と一致しています。"
    "講義の図の入力は 3 つですが、入力の個数はいくつでもかまいません。"
    "個数を決めつけた書き方になっていないか、確かめてください。",
)
def weighted_sum_only_three_inputs(inputs, weights, bias=0.0):
    total = 0
    for i in range(3):
        total = total + inputs[i] * weights[i]
    return total + bias


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your answers are what comes out when the last input is left out. Look at where your "
    "repetition ends.",
    ja="答えは、最後の入力を使わなかったときの値と一致しています。"
    "繰り返しがどこで終わるか、見直してください。",
)
def weighted_sum_last_input_missing(inputs, weights, bias=0.0):
    total = 0
    for i in range(len(inputs) - 1):
        total = total + inputs[i] * weights[i]
    return total + bias


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Your function works with arrays, but stops with an error where inputs and weights are lists "
    "or tuples: those cannot be multiplied with each other. Turn them into arrays first, or take "
    "the numbers one by one.",
    ja="配列なら計算できますが、入力と重みがリストやタプルだとエラーになります。"
    "リストどうしの掛け算はできません。"
    "はじめに配列に変えるか、数を 1 つずつ取り出して計算してください。",
    raises=TypeError,
)
def weighted_sum_of_arrays_only(inputs, weights, bias=0.0):
    return (inputs * weights).sum() + bias


@mistake(
    "weighted-sum",
    stands_for="weighted_sum",
    en="Where all inputs are 0, your answer is 0. Then the products add up to 0, but the bias is "
    "there all the same.",
    ja="入力がすべて 0 のとき、答えが 0 になっています。"
    "そのとき掛け算の合計は 0 ですが、バイアスは入力がなくても加わります。",
)
def weighted_sum_nothing_without_inputs(inputs, weights, bias=0.0):
    if not np.any(inputs):
        return 0.0
    return np.dot(inputs, weights) + bias


@mistake(
    "weighted-sum",
    en="Your answers are what comes out when the sum is multiplied by the bias. The bias is added to "
    "it. Look at the operation in front of the bias.",
    ja="答えは、合計にバイアスを掛けたときの値と一致しています。"
    "バイアスは合計に足すものです。バイアスの前の演算を見直してください。",
)
def weighted_sum_bias_multiplied(inputs, weights, bias=0.0):
    return np.dot(inputs, weights) * bias


# ------------------------------------------------------------------ relu


@mistake(
    "relu",
    en="Your answers are the absolute values: negative numbers come back with their sign "
    "turned. ReLU lets nothing through below zero. Look at what your function returns for "
    "negative numbers.",
    ja="答えは絶対値と一致していて、負の数が符号を変えて返されています。"
    "ReLU は負の数をそのまま通さず、0 にします。"
    "負の数のときに何を返しているか、見直してください。",
)
def relu_absolute(x):
    return np.abs(x)


@mistake(
    "relu",
    en="Your answers are 1 for every positive number, whatever its size. That is a step "
    "function; ReLU passes a positive number on as it is. Look at what your function returns "
    "on the positive side.",
    ja="正の数であれば、大きさに関係なく 1 が返されています（ステップ関数の値です）。"
    "ReLU は正の数をそのまま返します。正の側で何を返しているか、見直してください。",
)
def relu_step(x):
    return np.where(np.asarray(x) > 0, 1, 0)


@mistake(
    "relu",
    en="Your answers have the opposite sign to the input where they are not zero. ReLU never "
    "returns a negative number. Look for a minus sign that should not be there.",
    ja="0 でない答えの符号が、入力と反対になっています。ReLU が負の数を返すことはありません。"
    "余分なマイナスの符号がないか、確かめてください。",
)
def relu_negated(x):
    return -np.maximum(0, x)


@mistake(
    "relu",
    en="Your answers are the input with its sign turned, everywhere. ReLU does not touch "
    "positive numbers. Look at what your function returns on either side of zero.",
    ja="どの答えも、入力の符号を変えたものになっています。ReLU は正の数を変えません。"
    "0 より大きい側と小さい側で、それぞれ何を返しているかを見直してください。",
)
def relu_minus_x(x):
    return -np.asarray(x)


@mistake(
    "relu",
    en="Your answers keep the negative numbers and turn the positive ones into zero: the two "
    "sides are exchanged. Look at the direction of your comparison, or at whether you take "
    "the larger or the smaller of two numbers.",
    ja="負の数が残り、正の数が 0 になっていて、正と負の扱いが入れかわっています。"
    "不等号の向き、または大きい方と小さい方のどちらを選んでいるかを見直してください。",
)
def relu_sides_exchanged(x):
    return np.minimum(0, x)


@mistake(
    "relu",
    en="Your answers are the inputs, unchanged: negative numbers get through as well. Look at "
    "what should happen below zero.",
    ja="入力がそのまま返されていて、負の数も通り抜けています。"
    "0 より小さいときにどうなるべきか、見直してください。",
)
def relu_nothing_cut(x):
    return x


@mistake(
    "relu",
    en="Negative numbers come back a hundredth of their size instead of as zero. That is the "
    "leaky variant; the lecture's ReLU is exactly zero there. Look at what your function "
    "returns below zero.",
    ja="負の数が 0 にならず、100 分の 1 になって返されています（Leaky ReLU という変種の値です）。"
    "講義の ReLU では、負の数はちょうど 0 になります。"
    "負の側で何を返しているか、見直してください。",
)
def relu_leaky(x):
    return np.where(np.asarray(x) > 0, x, 0.01 * np.asarray(x))


@mistake(
    "relu",
    en="Numbers above 6 come back as 6. That is the variant ReLU6; the lecture's ReLU passes on "
    "every positive number as it is. Look at what limits your answers from above.",
    ja="6 より大きい数が、6 になって返されています。これは ReLU6 という変種です。"
    "講義の ReLU は、正の数をどれだけ大きくてもそのまま通します。",
)
def relu_cut_at_six(x):
    return np.clip(x, 0, 6)


@mistake(
    "relu",
    en="From an array you return the largest element along the first axis, not an array of the "
    "same shape. ReLU compares each element with zero, one by one. NumPy has two functions "
    "with similar names: one finds the maximum of an array, the other the larger of two "
    "numbers in each position.",
    ja="配列を渡すと、同じ形の配列ではなく、最初の軸に沿った最大値が返されています。"
    "ReLU は要素を 1 つずつ 0 と比べます。"
    "NumPy には、配列の中の最大値を求める関数と、位置ごとに大きい方を選ぶ関数があり、"
    "名前が似ています。",
)
def relu_maximum_of_the_array(x):
    return np.max(x, 0)


@mistake(
    "relu",
    en="Numbers that are not positive are missing from your answers, so the shape changes. ReLU "
    "returns one number for each input, and zero is a number too. Look at whether you select "
    "elements instead of replacing them.",
    ja="正でない数が答えから抜け落ちて、配列の形が変わっています。"
    "ReLU は入力 1 つに対して値を 1 つ返し、0 も値の 1 つです。"
    "要素を置きかえるかわりに、選び出していないか確かめてください。",
)
def relu_negatives_dropped(x):
    x = np.array(x)
    return x[x > 0]


@mistake(
    "relu",
    en="Your function works for a single number, but stops with an error where x is an array: an array "
    "as a whole is neither positive nor negative. Treat each number by itself, or use a function of "
    "NumPy that does.",
    ja="1 つの数なら計算できますが、x が配列だとエラーになります。"
    "配列全体は、正とも負とも決められません。"
    "数を 1 つずつ調べるか、要素ごとに計算する NumPy の関数を使ってください。",
    raises=ValueError,
)
def relu_single_numbers_only(x):
    if x > 0:
        return x
    return 0


@mistake(
    "relu",
    en="Your function works for numbers and for rows of numbers, but stops with an error where x has two "
    "or more dimensions: going through it then gives whole rows. A function of NumPy that works "
    "element by element does not mind.",
    ja="数や 1 次元の配列なら計算できますが、x が 2 次元以上だとエラーになります。"
    "繰り返しで取り出されるのが、数ではなく 1 行全体になるためです。"
    "要素ごとに計算する NumPy の関数なら、何次元でも使えます。",
    raises=ValueError,
)
def relu_one_dimension_only(x):
    if np.ndim(x) == 0:
        return max(0, x)
    return np.array([max(0, value) for value in x])


# ------------------------------------------------------------------ sigmoid


@mistake(
    "sigmoid",
    en="Your answers fall where the sigmoid rises: they are its mirror image. Look at the sign "
    "of x in the exponent.",
    ja="答えが、シグモイドを左右逆にしたものになっています。"
    "シグモイドは x が大きくなると増えます。指数の中の x の符号を見直してください。",
)
def sigmoid_plus_x(x):
    return 1 / (1 + np.exp(x))


@mistake(
    "sigmoid",
    en="Your answers are the hyperbolic tangent. It has a similar curve but runs from -1 to 1, "
    "while the sigmoid stays between 0 and 1. Look at the formula once more.",
    ja="答えは双曲線正接（tanh）の値と一致しています。"
    "曲線の形は似ていますが、tanh は -1 から 1 まで、"
    "シグモイドは 0 から 1 までの値をとります。式をもう一度確かめてください。",
)
def sigmoid_tanh(x):
    return np.tanh(x)


@mistake(
    "sigmoid",
    en="Your answers are what comes out when 1 is divided by 1 and the power of e is added "
    "afterwards. Division comes before addition, so the whole denominator needs brackets.",
    ja="答えは、1÷1 を先に計算し、そのあとで e の累乗を足したときの値と一致しています。"
    "割り算は足し算より先に計算されるので、分母全体を括弧で囲む必要があります。",
)
def sigmoid_brackets_missing(x):
    return 1 / 1 + np.exp(-np.asarray(x))


@mistake(
    "sigmoid",
    en="Your answers are right for moderate numbers but not a number (NaN) for very large ones, "
    "where both parts of your fraction become infinite. Write the fraction so that the large "
    "power of e appears in one of its parts only.",
    ja="ふつうの大きさの数では正しいのですが、非常に大きい数のとき、"
    "分子と分母がともに無限大になり、NaN（非数）が返されています。"
    "e の大きな累乗が、分子か分母の一方だけに現れる形の式にしてください。",
)
def sigmoid_not_a_number(x):
    return np.exp(x) / (1 + np.exp(x))


@mistake(
    "sigmoid",
    en="Your answers are the slope of the sigmoid, highest at zero and small on both sides. "
    "What is asked for is the value of the function, which rises from 0 to 1.",
    ja="答えはシグモイドの傾き（微分）の値と一致していて、0 で最も大きく、"
    "両側で小さくなっています。ここで求めるのは、0 から 1 へ増えていく関数の値そのものです。",
)
def sigmoid_slope(x):
    s = 1 / (1 + np.exp(-np.asarray(x)))
    return s * (1 - s)


@mistake(
    "sigmoid",
    en="Your answers are only zeros and ones. The sigmoid passes smoothly through all the "
    "values in between. Look for rounding, a comparison, or a conversion to whole numbers.",
    ja="答えが 0 か 1 だけになっています。シグモイドは、その間の値をなめらかにとります。"
    "丸め、比較、整数への変換をしていないか確かめてください。",
)
def sigmoid_step(x):
    return np.where(np.asarray(x) > 0, 1, 0)


@mistake(
    "sigmoid",
    en="Your answers are those of ReLU, not of the sigmoid. Look at whether the right formula "
    "stands in the right function.",
    ja="答えは、シグモイドではなく ReLU の値と一致しています。"
    "関数の名前と中身の式が合っているか、確かめてください。",
)
def sigmoid_relu(x):
    return np.maximum(0, x)


@mistake(
    "sigmoid",
    en="Your function works for a single number, but stops with an error where x is an array, and where e "
    "is raised to a very large power: `math.exp` does neither. `np.exp` takes arrays, and does not stop.",
    ja="1 つの数なら計算できますが、x が配列のときや、e の指数がとても大きいときにエラーになります。"
    "`math.exp` はどちらにも使えません。`np.exp` なら、配列にも使え、途中で止まりません。",
    raises=(TypeError, OverflowError),
)
def sigmoid_single_numbers_only(x):
    import math

    return 1 / (1 + math.exp(-x))


# ------------------------------------------------------------------ unit


@mistake(
    "unit",
    en="Your answers are what comes out when the activation function is applied before the bias "
    "is added. The bias belongs to the sum, and the activation function gets the sum with "
    "the bias in it. Look at the order of the two steps.",
    ja="答えは、バイアスを足す前に活性化関数を適用したときの値と一致しています。"
    "バイアスまで足した合計に、活性化関数を適用します。2 つの手順の順序を見直してください。",
)
def unit_activation_before_bias(inputs, weights, bias, activation):
    return activation(np.dot(inputs, weights)) + bias


@mistake(
    "unit",
    en="Your answers are the sums with the bias; the activation function is not applied to "
    "them. Look at what your function does with its last argument.",
    ja="答えは、バイアスまで足した合計そのもので、活性化関数が適用されていません。"
    "最後の引数が使われているか、確かめてください。",
)
def unit_activation_not_applied(inputs, weights, bias, activation):
    return np.dot(inputs, weights) + bias


@mistake(
    "unit",
    en="Your answers are what comes out when the activation function is applied twice, the second time "
    "to what it has put out itself. Apply it once, to the finished sum.",
    ja="答えは、活性化関数を 2 回適用したときの値と一致しています。"
    "活性化関数は、合計に 1 回だけ適用します。",
)
def unit_activation_applied_twice(inputs, weights, bias, activation):
    return activation(activation(np.dot(inputs, weights) + bias))


@mistake(
    "unit",
    en="Your answers are what comes out when the bias is left out of the sum. Look at what your "
    "function does with its third argument.",
    ja="答えは、バイアスを足さずに活性化関数を適用したときの値と一致しています。"
    "3 番目の引数が使われているか、確かめてください。",
)
def unit_bias_forgotten(inputs, weights, bias, activation):
    return activation(np.dot(inputs, weights))


@mistake(
    "unit",
    en="Your answers are what comes out when ReLU is applied, whichever function was handed "
    "over. The activation function is an argument: look at which function your code calls.",
    ja="どの関数を渡しても ReLU を適用したときの値になっています。"
    "活性化関数は引数として渡されます。どの関数を呼び出しているか、確かめてください。",
)
def unit_always_relu(inputs, weights, bias, activation):
    return max(0, np.dot(inputs, weights) + bias)


@mistake(
    "unit",
    en="Your answers are what comes out when the sigmoid is applied, whichever function was "
    "handed over. The activation function is an argument: look at which function your code "
    "calls.",
    ja="どの関数を渡してもシグモイドを適用したときの値になっています。"
    "活性化関数は引数として渡されます。どの関数を呼び出しているか、確かめてください。",
)
def unit_always_sigmoid(inputs, weights, bias, activation):
    return 1 / (1 + np.exp(-(np.dot(inputs, weights) + bias)))


@mistake(
    "unit",
    en="Your answers are what comes out when the activation function is applied to every "
    "weighted input before they are summed. A unit applies it once, to the finished sum. "
    "Look at the order of the steps.",
    ja="答えは、"
    "重みを掛けた入力の 1 つ 1 つに活性化関数を適用してから合計したときの値と一致しています。"
    "活性化関数は、合計が終わってから 1 回だけ適用します。手順の順序を見直してください。",
)
def unit_activation_before_sum(inputs, weights, bias, activation):
    total = 0
    for x, w in zip(inputs, weights):
        total = total + activation(x * w)
    return total + bias


@mistake(
    "unit",
    en="Your answers are what comes out when the inputs and the weights are each summed first "
    "and the two sums are multiplied. Each input has a weight of its own. Look at what is "
    "multiplied with what.",
    ja="答えは、入力の合計と重みの合計を別々に求めてから掛けたときの値と一致しています。"
    "重みは入力の 1 つ 1 つに対応しています。何と何を掛けているか、見直してください。",
)
def unit_not_paired(inputs, weights, bias, activation):
    return activation(sum(inputs) * sum(weights) + bias)


@mistake(
    "unit",
    en="Where all inputs are 0, your answers are those of a unit without a bias. The bias is added "
    "whatever the inputs are.",
    ja="入力がすべて 0 のとき、答えがバイアスのないユニットの値と一致しています。"
    "バイアスは、入力が何であっても加わります。",
)
def unit_no_bias_without_inputs(inputs, weights, bias, activation):
    if not np.any(inputs):
        return activation(0.0)
    return activation(np.dot(inputs, weights) + bias)


# ------------------------------------------------------------------ s-quiz


@mistake(
    "s-quiz",
    en="Your numbers are what comes out when the three values are read as one input, its weight "
    "and a bias. In this question all three are inputs, and the unit has weights of its own, "
    "given in the text. Look at the description of the unit once more.",
    ja="答えは、3 つの値を「入力・重み・バイアス」と読んだときの値と一致しています。"
    "この問いでは 3 つとも入力で、ユニットの重みは問題文にあります。"
    "ユニットの説明をもう一度読んでください。",
)
def s_weight_and_bias():
    return {"s_20": 15.58, "s_25": 19.58}


@mistake(
    "s-quiz",
    en="Your numbers are what comes out when the sign of one product is lost. A negative number "
    "times a negative number is positive: work out the third product once more.",
    ja="答えは、掛け算の 1 つで符号を誤ったときの値と一致しています。"
    "負の数どうしの積は正になります。3 番目の積をもう一度計算してください。",
)
def s_sign_of_the_last_product():
    return {"s_20": 2.40, "s_25": 2.90}


@mistake(
    "s-quiz",
    en="Your numbers are the sums of the inputs without any weights. Each input is first "
    "multiplied by its own weight, which the text gives.",
    ja="答えは、重みを掛けずに入力を合計した値と一致しています。"
    "まず、それぞれの入力に、問題文にある重みを掛けます。",
)
def s_weights_left_out():
    return {"s_20": 20.4, "s_25": 25.4}


@mistake(
    "s-quiz",
    en="Your numbers are what comes out when the sigmoid is applied at the end. The unit of "
    "this question passes its sum on as it is.",
    ja="答えは、最後にシグモイドを適用したときの値と一致しています。"
    "この問いのユニットは、合計をそのまま出力します。",
)
def s_sigmoid_applied():
    return {"s_20": 0.948, "s_25": 0.968}


@mistake(
    "s-quiz",
    en="Your two numbers are exchanged. Look at which call belongs to which name.",
    ja="2 つの値が入れかわっています。どの名前にどちらの値を入れるか、確かめてください。",
)
def s_exchanged():
    return {"s_20": 3.40, "s_25": 2.90}


@mistake(
    "s-quiz",
    en="Both of your numbers belong to the first call. Work out the second with its own first input.",
    ja="2 つとも、最初の呼び出しの値になっています。"
    "2 つ目は、1 番目の入力が違うので、計算し直してください。",
)
def s_same_twice():
    return {"s_20": 2.90, "s_25": 2.90}


# ------------------------------------------------------------------ image-unit


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are what comes out when the pixels are read column by column. They are "
    "numbered row by row, like words on a page. Look at the order in which pixels and "
    "weights meet.",
    ja="答えは、画素を列ごとに（縦方向に）読んだときの値と一致しています。"
    "画素の番号は、行ごとに、左から右へ付けます。"
    "画素と重みがどの順序で対応しているか、見直してください。",
)
def image_unit_column_by_column(image, weights, bias, activation):
    return activation(np.sum(np.transpose(image).flatten() * weights) + bias)


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are what comes out when black and white are exchanged. The pixels are "
    "inputs as they are: a pixel of 1 lets its weight through, a pixel of 0 does not.",
    ja="答えは、白と黒を反転させたときの値と一致しています。"
    "画素の値はそのまま入力になり、1 の画素の重みだけが合計に加わります。",
)
def image_unit_inverted(image, weights, bias, activation):
    return activation(np.sum((1 - image).flatten() * weights) + bias)


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are what comes out when the pixels are numbered from the last to the "
    "first. The first weight belongs to the pixel at the top left. Look at the order in "
    "which pixels and weights meet.",
    ja="答えは、画素の番号を最後から逆に付けたときの値と一致しています。"
    "最初の重みは左上の画素のものです。"
    "画素と重みがどの順序で対応しているか、見直してください。",
)
def image_unit_backwards(image, weights, bias, activation):
    return activation(np.sum(image.flatten()[::-1] * weights) + bias)


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are what comes out when the bias is left out of the sum. Look at what your "
    "function does with its third argument.",
    ja="答えは、バイアスを足さずに活性化関数を適用したときの値と一致しています。"
    "3 番目の引数が使われているか、確かめてください。",
)
def image_unit_bias_forgotten(image, weights, bias, activation):
    return activation(np.sum(image.flatten() * weights))


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are what comes out when the activation function is applied before the bias "
    "is added. It gets the sum with the bias in it. Look at the order of the two steps.",
    ja="答えは、バイアスを足す前に活性化関数を適用したときの値と一致しています。"
    "活性化関数は、バイアスまで足した合計に適用します。2 つの手順の順序を見直してください。",
)
def image_unit_activation_before_bias(image, weights, bias, activation):
    return activation(np.sum(image.flatten() * weights)) + bias


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are the sums with the bias; the activation function is not applied to "
    "them. Look at what your function does with its last argument.",
    ja="答えは、バイアスまで足した合計そのもので、活性化関数が適用されていません。"
    "最後の引数が使われているか、確かめてください。",
)
def image_unit_activation_not_applied(image, weights, bias, activation):
    return np.sum(image.flatten() * weights) + bias


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers are what comes out when the bias is subtracted instead of added. Look at the sign "
    "in front of it.",
    ja="答えは、バイアスを足すかわりに引いたときの値と一致しています。"
    "バイアスの前の符号を見直してください。",
)
def image_unit_bias_subtracted(image, weights, bias, activation):
    return activation(np.sum(image.flatten() * weights) - bias)


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="Your answers depend only on how many pixels are 1: every one of them meets the sum of "
    "all the weights. Each pixel has a weight of its own. Look at what is multiplied with "
    "what.",
    ja="答えが 1 の画素の個数だけで決まっていて、"
    "画素の合計と重みの合計を掛けた値と一致しています。重みは画素の 1 つ 1 つに対応しています。"
    "何と何を掛けているか、見直してください。",
)
def image_unit_not_paired(image, weights, bias, activation):
    return activation(np.sum(image) * np.sum(weights) + bias)


@mistake(
    "image-unit",
    stands_for="image_unit",
    en="For an image in which all pixels are 0, your answers are those of a unit without a bias. The "
    "bias is added whatever the image shows.",
    ja="画素がすべて 0 の画像で、答えがバイアスのないユニットの値と一致しています。"
    "バイアスは、どんな画像でも加わります。",
)
def image_unit_no_bias_without_pixels(image, weights, bias, activation):
    if not np.any(image):
        return activation(0.0)
    return activation(np.dot(np.ravel(image), weights) + bias)
