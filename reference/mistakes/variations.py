"""Known mistakes in the assignment `variations`."""

# Students do not annotate.
# mypy: allow-untyped-defs, no-check-untyped-defs

import numpy as np

from autograder.authoring import mistake, recognised

# ------------------------------------------------------------------ recurrent


@mistake(
    "recurrent",
    en="Your answers are those of a unit without feedback: its last output has no effect. Look at "
    "what your function does with its third argument, and at whether the last output is kept.",
    ja="答えは、フィードバックのないユニットの値と一致していて、前の出力が効いていません。"
    "3 番目の引数が使われているか、前の出力を変数に残しているかを確かめてください。",
)
def recurrent_feedback_forgotten(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    for x in inputs:
        outputs.append(activation(input_weight * x + bias))
    return outputs


@mistake(
    "recurrent",
    en="Your answers are what comes out when the last input is fed back instead of the last "
    "output. Look at what you keep from one step to the next.",
    ja="答えは、前の出力のかわりに前の入力を使ったときの値と一致しています。"
    "1 つ前の時刻から何を残しているか、見直してください。",
)
def recurrent_input_fed_back(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        outputs.append(activation(input_weight * x + feedback_weight * last + bias))
        last = x
    return outputs


@mistake(
    "recurrent",
    en="Your answers are what comes out when the last input is fed back instead of the last output; and "
    "for the first step, index -1 takes the input at the end. Keep the output of each step.",
    ja="答えは、前の出力のかわりに前の入力を使ったときの値と一致しています。しかも最初の時刻では、"
    "添字が -1 になって末尾の入力が使われています。各時刻の出力を残しておいてください。",
)
def recurrent_input_before_by_its_index(inputs, input_weight, feedback_weight, bias, activation):
    return [
        activation(input_weight * inputs[t] + feedback_weight * inputs[t - 1] + bias)
        for t in range(len(inputs))
    ]


@mistake(
    "recurrent",
    en="Your answers are what comes out when the sum is fed back, before the activation function. "
    "The unit hears its own output, which comes after it. Look at what you keep from one step to "
    "the next.",
    ja="答えは、活性化関数を適用する前の合計をフィードバックしたときの値と一致しています。"
    "ユニットに戻ってくるのは、活性化関数を適用したあとの出力です。"
    "1 つ前の時刻から何を残しているか、見直してください。",
)
def recurrent_sum_fed_back(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        last = input_weight * x + feedback_weight * last + bias
        outputs.append(activation(last))
    return outputs


@mistake(
    "recurrent",
    en="Your answers are what comes out when the bias is left out. It is added at every step. Look "
    "at what your function does with its fourth argument.",
    ja="答えは、バイアスを足さなかったときの値と一致しています。バイアスは毎回足します。"
    "4 番目の引数が使われているか、確かめてください。",
)
def recurrent_bias_forgotten(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        last = activation(input_weight * x + feedback_weight * last)
        outputs.append(last)
    return outputs


@mistake(
    "recurrent",
    en="Your answers are what comes out when the activation function gets the sum without the "
    "bias, and the bias is added afterwards. Look at the order of the two steps.",
    ja="答えは、活性化関数を適用したあとにバイアスを足したときの値と一致しています。"
    "活性化関数は、バイアスまで足した合計に適用します。2 つの手順の順序を見直してください。",
)
def recurrent_bias_after_activation(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        last = activation(input_weight * x + feedback_weight * last) + bias
        outputs.append(last)
    return outputs


@mistake(
    "recurrent",
    en="Your answers are the sums; the activation function is not applied to them. Look at what "
    "your function does with its last argument.",
    ja="答えが合計そのもので、活性化関数が適用されていません。"
    "最後の引数が使われているか、確かめてください。",
)
def recurrent_activation_not_applied(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        last = input_weight * x + feedback_weight * last + bias
        outputs.append(last)
    return outputs


@mistake(
    "recurrent",
    en="Your answers are what comes out when the two weights are exchanged. Look at which of them "
    "belongs to the input and which to the feedback.",
    ja="答えは、2 つの重みを入れかえたときの値と一致しています。"
    "どちらが入力の重みで、どちらがフィードバックの重みかを確かめてください。",
)
def recurrent_weights_exchanged(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        last = activation(feedback_weight * x + input_weight * last + bias)
        outputs.append(last)
    return outputs


@mistake(
    "recurrent",
    en="You return the last output only. The outputs of all times are asked for, in a list.",
    ja="最後の出力だけが返されています。ここで答えるのは、すべての時刻の出力を並べたリストです。",
)
def recurrent_only_the_last_output(inputs, input_weight, feedback_weight, bias, activation):
    last = 0
    for x in inputs:
        last = activation(input_weight * x + feedback_weight * last + bias)
    return last


@mistake(
    "recurrent",
    en="Your list begins with the 0 from before the first input. It should begin with the output "
    "that belongs to the first input.",
    ja="リストの先頭に、最初の入力より前の 0 が入っています。"
    "最初の入力に対する出力から始めてください。",
)
def recurrent_starts_with_zero(inputs, input_weight, feedback_weight, bias, activation):
    outputs = [0]
    for x in inputs:
        outputs.append(activation(input_weight * x + feedback_weight * outputs[-1] + bias))
    return outputs


@mistake(
    "recurrent",
    en="Your answers are what comes out when each output is worked out from the last two inputs "
    "alone, as if nothing had come before them. The last output carries the whole past in it: "
    "look at what you keep from one step to the next.",
    ja="答えは、今の入力と 1 つ前の入力だけから計算したときの値と一致していて、"
    "それより前のことが効いていません。1 つ前の出力には、それまでのすべてが含まれています。"
    "1 つ前の時刻から何を残しているか、見直してください。",
)
def recurrent_remembers_one_step_only(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    for t in range(len(inputs)):
        last = activation(input_weight * inputs[t - 1] + bias) if t > 0 else 0
        outputs.append(activation(input_weight * inputs[t] + feedback_weight * last + bias))
    return outputs


@mistake(
    "recurrent",
    en="Your outputs are cut to whole numbers: the array in which you keep them is made like the inputs, and "
    "those are whole. Make one for floats.",
    ja="出力の小数点以下が切り捨てられています。"
    "出力を入れる配列が、整数の入力と同じ型で作られています。小数を入れられる配列にしてください。",
)
def recurrent_cut_to_whole_numbers(inputs, input_weight, feedback_weight, bias, activation):
    outputs = np.zeros_like(inputs)
    last = 0
    for t, x in enumerate(inputs):
        outputs[t] = activation(input_weight * x + feedback_weight * last + bias)
        last = outputs[t]
    return outputs


# ------------------------------------------------------------------ lstm-step


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the blocks are read in the order input gate, forget "
    "gate, output gate, candidate. Look in the text which block comes third and which last.",
    ja="答えは、4 つのブロックを「入力ゲート、忘却ゲート、出力ゲート、候補」の順に"
    "読んだときの値と一致しています。"
    "3 番目と 4 番目のブロックが何か、問題文で確かめてください。",
)
def lstm_step_output_gate_third(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, o, g = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the first two blocks are exchanged. Look in the text "
    "which of them is the input gate and which the forget gate.",
    ja="答えは、はじめの 2 つのブロックを入れかえたときの値と一致しています。"
    "どちらが入力ゲートで、どちらが忘却ゲートかを、問題文で確かめてください。",
)
def lstm_step_forget_gate_first(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    f, i, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the columns are dealt out to the four sums by turns. "
    "Each of the sums has a block of columns that lie side by side. Look at how you cut.",
    ja="答えは、列を 4 つおきに 1 列ずつ、4 つの合計へ振り分けたときの値と一致しています。"
    "それぞれの合計には、隣り合う列のブロックが対応します。切り分け方を見直してください。",
)
def lstm_step_columns_by_turns(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = z[0::4], z[1::4], z[2::4], z[3::4]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the candidate goes through the sigmoid like the "
    "gates. Look in the text which function belongs to the candidate.",
    ja="答えは、候補にもゲートと同じシグモイドを適用したときの値と一致しています。"
    "候補にはどの関数を使うか、問題文で確かめてください。",
)
def lstm_step_sigmoid_for_the_candidate(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(1 / (1 + np.exp(-z)), 4)
    c = f * c + i * g
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the memory is put out without tanh. Look at the last "
    "formula in the text.",
    ja="答えは、メモリに tanh を適用しないで出力したときの値と一致しています。"
    "問題文の最後の式を見直してください。",
)
def lstm_step_memory_without_tanh(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * c, c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your output is made from the old memory. It comes from the memory as it is after this "
    "step. Look at which of the two you use in the last formula.",
    ja="出力が、更新する前のメモリから計算されています。"
    "出力は、更新したあとのメモリから計算します。"
    "最後の式でどちらを使っているか、見直してください。",
)
def lstm_step_old_memory_put_out(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    new_c = f * c + i * np.tanh(g)
    return o * np.tanh(c), new_c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the feedback is left out of the sums: the last output "
    "has no effect. Look at where your function uses h and its weights.",
    ja="答えは、合計にフィードバックを入れなかったときの値と一致していて、前の出力が効いていません。"
    "h とその重みがどこで使われているか、確かめてください。",
)
def lstm_step_feedback_forgotten(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your answers are what comes out when the biases are left out of the sums. Look at what "
    "your function does with its last argument.",
    ja="答えは、合計にバイアスを足さなかったときの値と一致しています。"
    "最後の引数が使われているか、確かめてください。",
)
def lstm_step_bias_forgotten(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights)
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your gates go through tanh, so that they can be negative. A gate lets through a share between 0 "
    "and 1, which the sigmoid gives; tanh is for the new content alone.",
    ja="ゲートに tanh を使っているので、負の値になることがあります。"
    "ゲートは 0 から 1 までの割合で通すもので、シグモイドを使います。tanh は新しい内容だけに使います。",
)
def lstm_step_tanh_for_the_gates(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.tanh(np.split(z, 4))
    c = f * c + i * g
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your forget gate works the wrong way round: a gate of 1 keeps the old memory, a gate of 0 "
    "forgets it. Look at what the old memory is multiplied by.",
    ja="忘却ゲートの働きが逆です。ゲートが 1 のときに前のメモリが残り、0 のときに忘れます。"
    "前のメモリに何を掛けているか、見直してください。",
)
def lstm_step_forget_gate_inverted(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = (1 - f) * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your memory forgets nothing: the old one is kept whole and the new part added to it. Look at "
    "what the forget gate is for.",
    ja="前のメモリがそのまま残り、新しい部分が足されているだけで、何も忘れていません。"
    "忘却ゲートが何のためにあるか、見直してください。",
)
def lstm_step_nothing_forgotten(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, _f, g, o = np.split(z, 4)
    i, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-o))
    c = c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="The recurrent weights meet the input `x`. They belong to `h`, which the units put out in the "
    "step before. Look at what each of the two tables of weights is multiplied with.",
    ja="再帰の重みが入力 `x` に掛けられています。再帰の重みは、前の時刻の出力 `h` に掛けるものです。"
    "2 つの重みの表をそれぞれ何に掛けているか、見直してください。",
    raises=ValueError,
)
def lstm_step_input_for_the_output(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(x, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your memory keeps nothing of what it held: it consists of the new part alone. Look at what "
    "the forget gate is for.",
    ja="前のメモリの内容が残らず、新しく加える部分だけになっています。"
    "忘却ゲートが何のためにあるか、見直してください。",
)
def lstm_step_memory_replaced(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = i * np.tanh(g)
    return o * np.tanh(c), c


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="Your two answers are right, but in the wrong order. The output h comes first, then the "
    "memory c.",
    ja="2 つの値は正しいのですが、順序が逆です。出力 h、メモリ c の順に返してください。",
)
def lstm_step_exchanged(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return c, o * np.tanh(c)


@mistake(
    "lstm-step",
    stands_for="lstm_step",
    en="You return the output alone. The memory is needed for the next step as well: return both.",
    ja="出力だけが返されています。次の時刻の計算にはメモリも必要です。両方を返してください。",
)
def lstm_step_output_alone(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c)


@mistake(
    "lstm-step",
    en="Where nothing comes in, your function leaves output and memory as they were. The gates work without "
    "an input too: the last output and the biases open and shut them.",
    ja="入力がすべて 0 のとき、出力もメモリも元のままになっています。"
    "ゲートは、入力がなくても、前の出力とバイアスによって開いたり閉じたりします。",
)
def lstm_step_unchanged_without_an_input(x, h, c, weights, recurrent_weights, biases):
    if not np.any(x):
        return h, c
    i, f, g, o = np.split(x @ weights + h @ recurrent_weights + biases, 4)
    c = c / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
    return np.tanh(c) / (1 + np.exp(-o)), c


# ------------------------------------------------------------------ cnn


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(3, 8, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="Your convolutional layer has 3 filters of 8×8. `Conv2D` wants the number of filters first, then "
    "their size.",
    ja="畳み込み層のフィルタが、8×8 のものが 3 個になっています。"
    "`Conv2D` には、フィルタの個数、大きさの順に渡します。",
)
def cnn_filters_and_size_swapped(cnn):
    return settings(cnn, "filters", "kernel_size") == [(3, (8, 8))]


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="Your convolutional layer has more or fewer filters than are asked for, so that another number of "
    "images comes out of it. Look at the number of parameters: each filter has its 9 weights and a bias.",
    ja="畳み込み層のフィルタの個数が、問われているものと違います。層からは、フィルタと同じ枚数の画像が出てきます。"
    "パラメータの数を見ると、フィルタ 1 個につき 9 個の重みと 1 個のバイアスがあります。",
)
def cnn_other_number_of_filters(cnn):
    (filters, size, padding), *more = settings(cnn, "filters", "kernel_size", "padding")
    return filters != 8 and size == (3, 3) and padding == "valid" and not more


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3, padding="same", activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="Your convolutional layer pads the image with zeros, so that 28×28 numbers come out of each filter. "
    "Without padding the filter stays inside the image, and 26×26 come out.",
    ja="畳み込み層が画像のまわりを 0 で埋めているので、フィルタごとに 28×28 個の数が出てきます。"
    "埋めなければ、フィルタは画像の中だけを動き、26×26 個になります。",
)
def cnn_padded(cnn):
    return settings(cnn, "filters", "kernel_size", "padding") == [(8, (3, 3), "same")]


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
""",
    en="`Flatten` is missing. So the last layer works on every place of the image by itself, and puts out "
    "26×26×10 numbers instead of 10.",
    ja="`Flatten` がありません。そのため、最後の層が画像の各位置を別々に計算し、"
    "出力が 10 個ではなく 26×26×10 個になっています。",
)
def cnn_flatten_missing(cnn):
    return kinds(cnn) == ["Conv2D", "Dense"]


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Flatten(),
    layers.Dense(8, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
""",
    en="The first layer is fully connected: each unit has a weight of its own for every pixel. In a "
    "convolutional layer a small filter goes over the whole image, with the same weights everywhere.",
    ja="1 層目が全結合の層になっていて、ユニットが画素の 1 つずつに別の重みを持っています。"
    "畳み込み層では、小さなフィルタが、同じ重みのまま画像全体を動きます。",
)
def cnn_dense_for_convolution(cnn):
    return kinds(cnn) == ["Flatten", "Dense", "Dense"]


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="There is a pooling layer, as in many examples of such networks; this one has none. It makes the "
    "image smaller, so that the last layer has fewer parameters than stated.",
    ja="プーリングの層が入っています。よく使われる層ですが、この問のネットワークにはありません。"
    "画像が小さくなるので、最後の層のパラメータが問にある数より少なくなっています。",
)
def cnn_with_pooling(cnn):
    return any("Pooling" in kind for kind in kinds(cnn))


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="The network could not be built, because the shape of its input lacks the number of colours. Height, "
    "width, colours: a black-and-white image has one colour.",
    ja="入力の形に色の数がないため、ネットワークを作るところでエラーになっています。"
    "形は、縦、横、色の数の順に書きます。白黒画像では、色の数は 1 です。",
)
def cnn_colours_missing(raised):
    return any("expected min_ndim=4, found ndim=3" in error.message for error in raised)


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 3)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="The network takes images of three colours. A black-and-white image has one number a pixel, so the "
    "last number of its shape is another.",
    ja="入力が 3 色の画像になっています。"
    "白黒画像では 1 つの画素の値が 1 個の数なので、形の最後の数が変わります。",
)
def cnn_three_colours(cnn):
    return cnn.input_shape == (28, 28, 3)


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
""",
    en="The convolutional layer has no activation function. Without one, both layers together can do no "
    "more than a single layer.",
    ja="畳み込み層に活性化関数がありません。なければ、2 つの層を合わせても、1 つの層と同じことしかできません。",
)
def cnn_relu_missing(cnn):
    return activations(cnn) == ["linear", "softmax"]


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10),
])
""",
    en="The last layer has no activation function, so that its outputs can be any numbers. Softmax makes "
    "shares of the ten digits of them.",
    ja="最後の層に活性化関数がないので、出力が任意の数になります。"
    "それを 10 個の数字の割合に直すのがソフトマックスです。",
)
def cnn_softmax_missing(cnn):
    return activations(cnn) == ["relu", "linear"]


@recognised(
    "cnn",
    code="""
cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="sigmoid"),
])
""",
    en="The last layer has the sigmoid, so that each unit answers for itself. Only one of the ten digits "
    "is right: softmax shares out the 1 among them.",
    ja="最後の層の活性化関数がシグモイドなので、ユニットごとに別々に答えることになります。"
    "正しい数字は 10 個のうち 1 つだけなので、合計が 1 になるソフトマックスを使います。",
)
def cnn_sigmoid_for_softmax(cnn):
    return activations(cnn) == ["relu", "sigmoid"]


def kinds(cnn):
    return [layer.kind for layer in cnn.layers]


def settings(cnn, *names):
    """Return these settings of each convolutional layer."""
    layers = [layer for layer in cnn.layers if layer.kind == "Conv2D"]
    return [tuple(layer.settings[name] for name in names) for layer in layers]


def activations(cnn):
    """Return the activations of the two layers that have weights."""
    return [layer.activation for layer in cnn.layers if layer.kind in ("Conv2D", "Dense")]


# ------------------------------------------------------------------ which-kind


@mistake(
    "which-kind",
    en="You have exchanged the kinds with feedback and with memory. One of them was made from the "
    "other by adding units that can keep something for a long time: look at which.",
    ja="フィードバックとメモリの答えが入れかわっています。"
    "一方は、もう一方に、長く覚えておけるユニットを加えたものです。"
    "どちらがどちらか、確かめてください。",
)
def kinds_feedback_and_memory_exchanged():
    return {"kinds": {"feedback": "LSTM", "memory": "RNN", "convolutional layers": "CNN"}}


@mistake(
    "which-kind",
    en="You have exchanged the kinds with feedback and with convolutional layers. Look at what the "
    "letters of their names stand for.",
    ja="フィードバックと畳み込み層の答えが入れかわっています。"
    "名前の頭文字が何の略か、確かめてください。",
)
def kinds_feedback_and_convolution_exchanged():
    return {"kinds": {"feedback": "CNN", "memory": "LSTM", "convolutional layers": "RNN"}}


@mistake(
    "which-kind",
    en="You have exchanged the kinds with memory and with convolutional layers. Look at what the "
    "letters of their names stand for.",
    ja="メモリと畳み込み層の答えが入れかわっています。名前の頭文字が何の略か、確かめてください。",
)
def kinds_memory_and_convolution_exchanged():
    return {"kinds": {"feedback": "RNN", "memory": "CNN", "convolutional layers": "LSTM"}}


@mistake(
    "which-kind",
    en="You give the same kind for feedback and for memory. One of the lecture's networks has both, "
    "the other has feedback only.",
    ja="フィードバックとメモリに、同じ種類を答えています。"
    "講義の図には、フィードバックだけのものと、メモリもあるものがあります。",
)
def kinds_the_same_for_feedback_and_memory():
    return {"kinds": {"feedback": "RNN", "memory": "RNN", "convolutional layers": "CNN"}}


@mistake(
    "which-kind",
    en="Keys and values of your dictionary are exchanged. The keys are the three features that the "
    "question names; the kinds of network belong to them as values.",
    ja="辞書のキーと値が逆になっています。"
    "キーは問題文にある 3 つの特徴で、値がネットワークの種類です。",
)
def kinds_keys_and_values_exchanged():
    return {"kinds": {"RNN": "feedback", "LSTM": "memory", "CNN": "convolutional layers"}}


@mistake(
    "which-kind",
    en="You write the names of the kinds in full. The question asks for their abbreviations.",
    ja="種類の名前を略さずに書いています。問題文にあるとおり、略称で答えてください。",
)
def kinds_written_out():
    return {
        "kinds": {
            "feedback": "Recurrent Neural Network",
            "memory": "Long Short-Term Memory",
            "convolutional layers": "Convolutional Neural Network",
        }
    }
