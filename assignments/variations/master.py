# %% [markdown] ja
# # フィードバック、メモリ、畳み込み層
#
# 層を並べただけのネットワークでは、データは通り過ぎるだけで、前に何が入力されたかは残りません。
# 文章や音声のように**順序のあるデータ**を扱うために、出力を自分に戻す**フィードバック**や、
# 長く覚えておくための**メモリ**をもつネットワークがあります。
# この課題では、その計算を1ステップずつ自分の手で作ります。
# さらに、画像を扱う**畳み込み層**のあるネットワークを、Keras で作ります。
#
# ## 取り組み方
#
# - `...` を消して、その場所に自分のプログラムを書いてください。行数は自由です。
# - 関数と変数の**名前は変えないでください**。引数の名前は変えてもかまいません。
# - 答えは `print` で表示するのではなく、`return` で返してください。配列でもリストでもかまいません。
# - 関数は、引数を順番どおりに渡して呼び出されます。配列は NumPy の配列です。
# - 採点では、関数を、ここにある例のほかに、別の入力でも確かめます。
# - 警告（warning）が表示されても減点されません。
# %% [markdown] en
# # Feedback, memory and convolutional layers
#
# Through a plain network of layers, data just pass, and nothing stays of what came in before. For data
# that have an **order**, such as text or sound, there are networks with **feedback**, where an output
# returns to its unit, and with **memory**, which keeps something for a long time. In this assignment
# you build these calculations yourself, step by step. In the end you build a network with
# **convolutional layers**, which is for images, with Keras.
#
# ## How to work
#
# - Replace each `...` by your own code, in as many lines as you like.
# - **Keep the names** of functions and variables. You may rename parameters.
# - Give the answer back with `return`, as an array or a list; printing it is not enough.
# - Functions are called with their arguments in order. Arrays are NumPy arrays.
# - Besides the examples you see here, your functions are tried with other inputs.
# - Warnings cost no points.
# %%
import numpy as np
import keras
from keras import layers

# %% [markdown] ja
# ## 問1 フィードバックのあるユニット（10点） `recurrent`
#
# フィードバックのあるユニットには、入力のほかに、**1つ前の時刻の自分の出力**が届きます。
# 時刻 $t$ の出力は次のとおりです。最初の入力より前の出力は 0 とします。
#
# $$y_t = f(w\, x_t + u\, y_{t-1} + b)$$
#
# 関数 `recurrent(inputs, input_weight, feedback_weight, bias, activation)` を作り、
# **すべての時刻の出力**を順に並べて返してください。
#
# - `inputs` は形が (n,) の配列で、入力 $x_t$ を時刻の順に並べたものです。n は数百のこともあります。
# - `input_weight` は $w$、`feedback_weight` は $u$、`bias` は $b$ で、どれも1つの数です。
# - `activation` は活性化関数 $f$ です。ReLU やシグモイドとは限りません。
# - 返すのは n 個の出力です。最初の入力より前の 0 は含めません。
#
# 例：入力が 1、0、0、0、$w = 1$、$u = 0.5$、$b = 0$ で、$f$ が合計をそのまま返すとき、
# 出力は **1、0.5、0.25、0.125** です。1回だけの入力が、こだまのように残ります。
# %% [markdown] en
# ## Question 1: a unit with feedback (10 points) `recurrent`
#
# A unit with feedback gets, beside its input, **its own output of the time before**. Its output at time
# $t$ is the following; the output before the first input is 0.
#
# $$y_t = f(w\, x_t + u\, y_{t-1} + b)$$
#
# Write a function `recurrent(inputs, input_weight, feedback_weight, bias, activation)` that returns the
# **outputs of all times** in order.
#
# - `inputs` is an array of shape (n,), the inputs $x_t$ in the order of time; n may be some hundreds.
# - `input_weight` is $w$, `feedback_weight` is $u$ and `bias` is $b$, each of them a number.
# - `activation` is the activation function $f$. It need not be ReLU or the sigmoid.
# - Return n outputs. The 0 from before the first input is not among them.
#
# Example: with the inputs 1, 0, 0, 0, $w = 1$, $u = 0.5$, $b = 0$ and an $f$ that returns the sum as it
# is, the outputs are **1, 0.5, 0.25, 0.125**. A single input lives on like an echo.
# %%
def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    # ja: 時刻の順に出力を計算し、すべての出力を並べて返します。
    # en: Work out the outputs in the order of time, and return them all.
    # BEGIN SOLUTION
    outputs = []
    last = 0.0
    for x in inputs:
        last = activation(input_weight * x + feedback_weight * last + bias)
        outputs.append(last)
    return outputs
    # END SOLUTION
# %%
# ja: 上の例です。フィードバックの重みを -0.5 や 1 にすると、どうなるでしょうか。
# en: The example above. What happens with a feedback weight of -0.5, or of 1?
print(recurrent(np.array([1, 0, 0, 0]), 1, 0.5, 0, lambda total: total))
# %% [markdown] ja
# ## 問2 メモリのあるユニット（10点） `lstm-step`
#
# **LSTM** のユニットには、出力 $h$ のほかに**メモリ** $c$ があります。
# メモリに何を加え、何を忘れ、何を出力するかは、3つの**ゲート**が決めます。
# ゲートは 0 から 1 までの数で、0 なら何も通さず、1 ならすべてを通します。
# 関数 `lstm_step(x, h, c, weights, recurrent_weights, biases)` を作り、1つの時刻の計算をしたあとの
# 新しい出力と新しいメモリを、`return h, c` の順に返してください。
#
# まず、入力 $x$ と1つ前の出力 $h$ から、合計をすべて計算します。
#
# $$z = x W + h U + b$$
#
# $z$ の長さは「4 × ユニットの数」です。これを、はじめから順に、同じ長さの4つのブロックに切り分けます
# （Keras の LSTM と同じ順序です）。
#
# | ブロック | 名前 | 計算 |
# |:-:|---|---|
# | 1番目 | 入力ゲート $i$ | $\mathrm{sigmoid}(z_1)$ |
# | 2番目 | 忘却ゲート $f$ | $\mathrm{sigmoid}(z_2)$ |
# | 3番目 | メモリに加える候補 $g$ | $\tanh(z_3)$ |
# | 4番目 | 出力ゲート $o$ | $\mathrm{sigmoid}(z_4)$ |
#
# 次に、メモリと出力を要素ごとに新しくします。出力には、新しくしたあとのメモリを使います。
#
# $$c_\mathrm{new} = f \cdot c + i \cdot g \qquad h_\mathrm{new} = o \cdot \tanh(c_\mathrm{new})$$
#
# - データは1つだけです。`x` の形は (入力の数,)、`h` と `c` の形は (ユニットの数,) です。
# - `weights`（$W$）の形は (入力の数, 4 × ユニットの数)、`recurrent_weights`（$U$）の形は
#   (ユニットの数, 4 × ユニットの数)、`biases`（$b$）の形は (4 × ユニットの数,) です。
# - 返す `h` と `c` の形は、どちらも (ユニットの数,) です。
#
# 例：入力もユニットも1つで、$x = 1$、$h = 0.5$、$c = 2$ とします。
#
# | | $z_1$ | $z_2$ | $z_3$ | $z_4$ |
# |---|:-:|:-:|:-:|:-:|
# | $W$ | 1 | 0 | 0.5 | −1 |
# | $U$ | 0 | 1 | 1 | 0 |
# | $b$ | 0 | −0.5 | 0 | 1 |
# | 合計 | 1 | 0 | 1 | 0 |
# | 計算のあと | $i$ = 0.7311 | $f$ = 0.5 | $g$ = 0.7616 | $o$ = 0.5 |
#
# 新しいメモリは 0.5 × 2 + 0.7311 × 0.7616 = **1.5568**、
# 新しい出力は 0.5 × tanh(1.5568) = **0.4574** です。
# %% [markdown] en
# ## Question 2: a unit with memory (10 points) `lstm-step`
#
# A unit of an **LSTM** has a **memory** $c$ beside its output $h$. Three **gates** decide what is added
# to the memory, what is forgotten and what is put out. A gate is a number between 0 and 1: 0 lets
# nothing through, 1 everything. Write a function
# `lstm_step(x, h, c, weights, recurrent_weights, biases)` that makes the calculation for one time and
# returns the new output and the new memory, in this order: `return h, c`.
#
# First work out all sums from the input $x$ and the last output $h$.
#
# $$z = x W + h U + b$$
#
# The length of $z$ is four times the number of units. Cut it, from its beginning, into four blocks of
# equal length (the order is the one that Keras uses).
#
# | block | name | calculation |
# |:-:|---|---|
# | first | input gate $i$ | $\mathrm{sigmoid}(z_1)$ |
# | second | forget gate $f$ | $\mathrm{sigmoid}(z_2)$ |
# | third | candidate for the memory $g$ | $\tanh(z_3)$ |
# | fourth | output gate $o$ | $\mathrm{sigmoid}(z_4)$ |
#
# Then renew memory and output, element by element. The output is made from the new memory.
#
# $$c_\mathrm{new} = f \cdot c + i \cdot g \qquad h_\mathrm{new} = o \cdot \tanh(c_\mathrm{new})$$
#
# - There is one example only. `x` has the shape (inputs,), `h` and `c` have the shape (units,).
# - `weights` ($W$) has the shape (inputs, 4 × units), `recurrent_weights` ($U$) the shape
#   (units, 4 × units), and `biases` ($b$) the shape (4 × units,).
# - The `h` and `c` you return both have the shape (units,).
#
# Example: one input, one unit, $x = 1$, $h = 0.5$ and $c = 2$.
#
# | | $z_1$ | $z_2$ | $z_3$ | $z_4$ |
# |---|:-:|:-:|:-:|:-:|
# | $W$ | 1 | 0 | 0.5 | −1 |
# | $U$ | 0 | 1 | 1 | 0 |
# | $b$ | 0 | −0.5 | 0 | 1 |
# | sum | 1 | 0 | 1 | 0 |
# | result | $i$ = 0.7311 | $f$ = 0.5 | $g$ = 0.7616 | $o$ = 0.5 |
#
# The new memory is 0.5 × 2 + 0.7311 × 0.7616 = **1.5568**, and the new output is
# 0.5 × tanh(1.5568) = **0.4574**.
# %%
def lstm_step(x, h, c, weights, recurrent_weights, biases):
    # ja: 新しい出力 h と新しいメモリ c を、この順に返します。
    # en: Return the new output h and the new memory c, in this order.
    # BEGIN SOLUTION
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    z = x @ weights + h @ recurrent_weights + biases
    z1, z2, z3, z4 = np.split(z, 4)
    c = sigmoid(z2) * c + sigmoid(z1) * np.tanh(z3)
    h = sigmoid(z4) * np.tanh(c)
    return h, c
    # END SOLUTION
# %%
# ja: 上の例です。
# en: The example above.
W = np.array([[1.0, 0.0, 0.5, -1.0]])
U = np.array([[0.0, 1.0, 1.0, 0.0]])
b = np.array([0.0, -0.5, 0.0, 1.0])
print(lstm_step(np.array([1.0]), np.array([0.5]), np.array([2.0]), W, U, b))
# %% [markdown] ja
# ## 問3 畳み込みニューラルネットワーク（10点） `cnn`
#
# 畳み込み層のあるネットワークを Keras で作り、変数 `cnn` に入れてください。
# 28×28 画素の手書き数字の画像から、0 から 9 までのどの数字かを答えるネットワークです。
#
# - 入力は 28×28 画素の白黒画像です。形は (28, 28, 1) で、最後の 1 は色の数です。
#   最初に `keras.Input(shape=(28, 28, 1))` を置いて示します。
# - 1 層目は畳み込み層（`Conv2D`）です。フィルタ（カーネル）は 8 個、大きさは 3×3 で、
#   活性化関数は ReLU です。まわりを 0 で埋めることはしません。
# - 次に、出力を 1 列に並べます（`Flatten`）。
# - 最後は、ユニット数 10 の全結合の層（`Dense`）で、活性化関数はソフトマックスです。
#
# 正しく作れば、`cnn.summary()` に表示されるパラメータの数は、畳み込み層が 80、全結合の層が 54,090、
# 合計で 54,170 になります。コンパイルや学習はしなくてもかまいません。
# `Sequential` のほか、Functional API やサブクラスで作ってもかまいません。
# %% [markdown] en
# ## Question 3: a convolutional network (10 points) `cnn`
#
# Build a network with a convolutional layer with Keras and put it into the variable `cnn`. From an image
# of a handwritten digit, 28×28 pixels, it is to tell which digit from 0 to 9 that is.
#
# - The input is a black-and-white image of 28×28 pixels. Its shape is (28, 28, 1); the 1 is the number of
#   colours. `keras.Input(shape=(28, 28, 1))` in the first place says so.
# - The first layer is convolutional (`Conv2D`), with 8 filters (kernels) of 3×3 and ReLU. Nothing is
#   padded with zeros around the image.
# - Then the outputs are put into one row (`Flatten`).
# - The last layer is fully connected (`Dense`), with 10 units and softmax.
#
# If it is built so, `cnn.summary()` shows 80 parameters for the convolutional layer, 54,090 for the fully
# connected one and 54,170 in all. It need not be compiled or trained. Besides `Sequential` you may use the
# functional API or a subclass.
# %%
cnn = keras.Sequential([keras.Input(shape=(28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.Flatten(), layers.Dense(10, activation="softmax")])  # SOLUTION
# %%
# ja: 層の構成を表示します。パラメータの数を確かめてください。
# en: Show how the layers are put together. Compare the numbers of parameters.
if isinstance(cnn, keras.Model):
    cnn.summary()
# %% [markdown] ja
# ## 問4 ネットワークの種類（5点） `which-kind`
#
# 講義では、層構造で全結合のものとは違う、3種類のネットワークを見ました。
# それぞれの特徴にあてはまる種類を、辞書 `kinds` に入れてください。
#
# - キー（特徴）は `"feedback"`（フィードバック）、`"memory"`（メモリのあるユニット）、
#   `"convolutional layers"`（畳み込み層）の3つです。つづりを変えないでください。
# - 値は `"CNN"`、`"LSTM"`、`"RNN"` のどれかです。1つずつ使います。大文字でも小文字でもかまいません。
#
# LSTM にもフィードバックがありますが、ここでは最もよく特徴を表すものを答えます。
# %% [markdown] en
# ## Question 4: three kinds of network (5 points) `which-kind`
#
# The lecture shows three kinds of network other than plain dense layers. Store in a dictionary `kinds`
# which of them belongs to which feature.
#
# - The keys are the features `"feedback"`, `"memory"` (units with memory) and
#   `"convolutional layers"`. Keep their spelling.
# - The values are `"CNN"`, `"LSTM"` and `"RNN"`, each used once, in capital or small letters.
#
# An LSTM has feedback, too. Give for each feature the kind that it describes best.
# %%
kinds = {"feedback": "RNN", "memory": "LSTM", "convolutional layers": "CNN"}  # SOLUTION
# %%
print(kinds)
