# %% [markdown] ja
# # 全結合のネットワークと学習
#
# ニューラルネットワークでは、ユニットがいくつも並んで**層**を作り、
# データは入力側の層から順に、次の層、また次の層へと渡されていきます。
# どのユニットも次の層のユニットの1つ1つとつながっているとき、これを**全結合**といいます。
#
# この課題の前半では、層とネットワークを自分の手で組み立てます。
# 後半では、出力が目標どおりになるまで重みとバイアスを変えていきます。これが**学習**です。
#
# ## 取り組み方
#
# - `...` を消して、その場所に自分のプログラムを書いてください。行数は自由です。
# - 関数と変数の**名前は変えないでください**。引数の名前は変えてもかまいません。
# - 答えは `print` で表示するのではなく、`return` で返してください。配列でもリストでもかまいません。
# - 関数は、引数を順番どおりに渡して呼び出されます。配列は NumPy の配列です。
# - 採点では、ここにある例のほかに、別の入力でも確かめます。ユニットが1つだけの層、
#   入力が数百ある層などでも正しく動くようにしてください。
# - 使うライブラリは NumPy だけです。警告（warning）が表示されても減点されません。
# %% [markdown] en
# # Dense networks and learning
#
# In a neural network, units stand side by side in **layers**, and data flow from layer to layer, one
# way, from the input to the output. Where every unit of one layer is connected with every unit of the
# next, the network is called **fully connected**, or dense.
#
# In the first half of this assignment you build layers and networks yourself. In the second half you
# adjust weights and biases until the output is the one that is wanted. This is **learning**.
#
# ## How to work
#
# - Replace each `...` by your own code, in as many lines as you like.
# - **Keep the names** of functions and variables. You may rename parameters.
# - Give the answer back with `return`, as an array or a list; printing it is not enough.
# - Functions are called with their arguments in order. Arrays are NumPy arrays.
# - Besides the examples you see here, your functions are tried with other inputs: layers of a single
#   unit, layers with hundreds of inputs and so on.
# - NumPy is the only library you need. Warnings cost no points.
# %%
import numpy as np

# %% [markdown] ja
# ## 準備 ReLU
#
# 例を試すときに ReLU を使います。課題「ユニットと活性化関数」で作った関数を、ここに写してください。
# このセルに点はありません。
# %% [markdown] en
# ## Preparation: ReLU
#
# You need ReLU to try the examples. Copy your function from the assignment on units and activation
# functions. This cell earns no points.
# %%
def relu(x):
    # BEGIN SOLUTION
    return np.maximum(x, 0)
    # END SOLUTION
# %% [markdown] ja
# ## 問1 全結合の層（10点） `dense`
#
# 関数 `dense(x, weights, biases, activation)` を作り、1つの層の出力を返してください。
# 層のどのユニットも、すべての入力を受け取ります。ユニット $j$ の出力は次のとおりです。
#
# $$y_j = f(x_1 w_{1j} + x_2 w_{2j} + \cdots + x_n w_{nj} + b_j)$$
#
# - `weights` の形は (入力の数, ユニットの数) です。**行が入力、列がユニット**に対応します。
# - `biases` の形は (ユニットの数,) です。バイアスはユニットごとに1つあります。
# - `x` は、1つのデータ（形は (入力の数,)）か、いくつかのデータを1行に1つずつ並べたもの
#   （形は (データの数, 入力の数)）です。
# - 返す値の形は、データが1つなら (ユニットの数,)、いくつかなら (データの数, ユニットの数) です。
# - `activation` は要素ごとに働く関数で、数も配列も受け取れます。ReLU とは限りません。
#
# 例は、講義のネットワークの1層目です。入力は 1 と 1 です。
#
# | ユニット | 重み | バイアス | 合計 | ReLU のあと |
# |:-:|:-:|:-:|:-:|:-:|
# | 1 | 1、1 | −1 | 1×1 + 1×1 − 1 = **1** | **1** |
# | 2 | −1、−1 | 1 | 1×(−1) + 1×(−1) + 1 = **−1** | **0** |
#
# 合計をそのまま返す関数を `activation` に渡すと **[1, −1]**、ReLU を渡すと **[1, 0]** になります。
# %% [markdown] en
# ## Question 1: a dense layer (10 points) `dense`
#
# Write a function `dense(x, weights, biases, activation)` that returns the outputs of one layer. Every
# unit of the layer gets all inputs, and the output of unit $j$ is
#
# $$y_j = f(x_1 w_{1j} + x_2 w_{2j} + \cdots + x_n w_{nj} + b_j)$$
#
# - `weights` has the shape (inputs, units): **a row belongs to an input, a column to a unit**.
# - `biases` has the shape (units,): each unit has one.
# - `x` is one example, of shape (inputs,), or several examples, one in each row, of shape
#   (examples, inputs).
# - For one example the result has shape (units,), for several (examples, units).
# - `activation` works element by element and takes numbers and arrays alike. It need not be ReLU.
#
# The example is the first layer of the lecture's network, with the inputs 1 and 1.
#
# | unit | weights | bias | sum | after ReLU |
# |:-:|:-:|:-:|:-:|:-:|
# | 1 | 1, 1 | −1 | 1×1 + 1×1 − 1 = **1** | **1** |
# | 2 | −1, −1 | 1 | 1×(−1) + 1×(−1) + 1 = **−1** | **0** |
#
# With a function that returns the sum as it is, the result is **[1, −1]**; with ReLU it is **[1, 0]**.
# %%
def dense(x, weights, biases, activation):
    # ja: すべてのユニットの出力を、配列にして返します。
    # en: Return the outputs of all units as an array.
    # BEGIN SOLUTION
    return activation(x @ weights + biases)
    # END SOLUTION
# %%
# ja: 講義の1層目です。合計のままなら [1, -1]、ReLU のあとは [1, 0] です。
# en: The lecture's first layer: [1, -1] as sums, [1, 0] after ReLU.
weights = np.array([[1, -1], [1, -1]])
biases = np.array([-1, 1])
print(dense(np.array([1, 1]), weights, biases, lambda total: total))
print(dense(np.array([1, 1]), weights, biases, relu))
# ja: 4つのデータをまとめて渡すと、形が (4, 2) の配列になります。
# en: Four examples at once give an array of shape (4, 2).
print(dense(np.array([[1, 1], [0, 1], [1, 0], [0, 0]]), weights, biases, relu))
# %% [markdown] ja
# ## 問2 層をつないだネットワーク（10点） `network`
#
# 層を直列につなぐとネットワークになります。ある層の出力が、次の層の入力です。
# 関数 `network(x, layers)` を作り、**最後の層の出力**を返してください。
#
# - `layers` はリストで、要素は1層ごとに `(weights, biases, activation)` の組です。
#   先頭が、入力を受け取る層です。層の数は1つ以上で、ユニットの数は層ごとに違います。
# - 活性化関数も層ごとに違います。どの層も、自分の活性化関数を適用します。
# - `x` は問1と同じで、データは1つのことも、いくつかのこともあります。
#
# 例は講義のネットワークです。1層目は問1の2つのユニット、2層目は重みが 1、1、バイアスが 0 のユニット
# 1つです。入力 (1, 1) から **[1]** が、表の4つの入力 (1, 1)、(0, 1)、(1, 0)、(0, 0) をまとめて渡すと
# **[[1], [0], [0], [1]]** が得られます。
# （入力が 0 と 1 だけのとき、このネットワークでは、合計が 0.3 以上で 1 になるステップ関数でも
# 同じ結果になります。公開のチェックではこの関数を使います。）
# %% [markdown] en
# ## Question 2: a network of layers (10 points) `network`
#
# Layers one after another make a network: what one layer puts out is the input of the next. Write a
# function `network(x, layers)` that returns the outputs of the **last layer**.
#
# - `layers` is a list with a tuple `(weights, biases, activation)` for each layer. The first one gets
#   the input. There is at least one layer, and each may have another number of units.
# - Each layer also has an activation function of its own, and applies it.
# - `x` is one example or several, as in question 1.
#
# The example is the lecture's network. Its first layer consists of the two units of question 1, its
# second layer of one unit with the weights 1, 1 and bias 0. The input (1, 1) gives **[1]**, and all
# inputs of the lecture's table at once, (1, 1), (0, 1), (1, 0), (0, 0), give **[[1], [0], [0], [1]]**.
# (As long as the inputs are 0 and 1, a step function that is 1 from 0.3 upwards does the same as ReLU
# in this network. The visible check uses it.)
# %%
def network(x, layers):
    # ja: データを最初の層から順に通し、最後の層の出力を返します。
    # en: Send the data through the layers in order, and return what the last one puts out.
    # BEGIN SOLUTION
    for weights, biases, activation in layers:
        x = dense(x, weights, biases, activation)
    return x
    # END SOLUTION
# %%
# ja: 講義のネットワークです。
# en: The lecture's network.
layer1 = (np.array([[1, -1], [1, -1]]), np.array([-1, 1]), relu)
layer2 = (np.array([[1], [1]]), np.array([0]), relu)
print(network(np.array([1, 1]), [layer1, layer2]))
print(network(np.array([[1, 1], [0, 1], [1, 0], [0, 0]]), [layer1, layer2]))
# %% [markdown] ja
# ## 問3 望みの出力（10点） `xnor`
#
# 関数 `xnor(x1, x2)` を作ってください。出力は次の表のとおりで、2つの入力が**同じとき 1**、
# **違うとき 0** です（XOR とは逆です）。
#
# | 入力 | 望みの出力 |
# |:-:|:-:|
# | 1, 1 | **1** |
# | 0, 1 | **0** |
# | 1, 0 | **0** |
# | 0, 0 | **1** |
#
# - `x1` と `x2` は、どちらも 0 か 1 の数です。
# - 返すのは**1つの数**です。要素が1つの配列は、`[0]` を付けて数を取り出してから返してください。
#
# 1つのユニットだけでは、この表のとおりの出力は作れません。講義では、次の3つのユニットを使いました。
# 活性化関数はどれも ReLU です。この問いでは表のとおりの答えが返れば、ほかの方法でもかまいません。
#
# | ユニット | 受け取るもの | 重み | バイアス |
# |---|---|:-:|:-:|
# | ユニット1 | x1、x2 | 1、1 | −1 |
# | ユニット2 | x1、x2 | −1、−1 | 1 |
# | 出力のユニット | ユニット1とユニット2の出力 | 1、1 | 0 |
# %% [markdown] en
# ## Question 3: the output that is wanted (10 points) `xnor`
#
# Write a function `xnor(x1, x2)` with the outputs of this table: **1 where the two inputs are the
# same**, **0 where they differ** (the opposite of XOR).
#
# | inputs | wanted output |
# |:-:|:-:|
# | 1, 1 | **1** |
# | 0, 1 | **0** |
# | 1, 0 | **0** |
# | 0, 0 | **1** |
#
# - `x1` and `x2` are numbers, each of them 0 or 1.
# - Return a **single number**. Take it out of an array of one element with `[0]`.
#
# No unit alone can give these outputs. The lecture uses the three units below, all with ReLU. Any
# other way is fine as long as the answers are those of the table.
#
# | unit | gets | weights | bias |
# |---|---|:-:|:-:|
# | unit 1 | x1, x2 | 1, 1 | −1 |
# | unit 2 | x1, x2 | −1, −1 | 1 |
# | output unit | the outputs of units 1 and 2 | 1, 1 | 0 |
# %%
def xnor(x1, x2):
    # ja: 表のとおりの出力を、数で返します。
    # en: Return the output of the table, a number.
    # BEGIN SOLUTION
    hidden = (np.array([[1, -1], [1, -1]]), np.array([-1, 1]), relu)
    output = (np.array([[1], [1]]), np.array([0]), relu)
    return network(np.array([x1, x2]), [hidden, output])[0]
    # END SOLUTION
# %%
# ja: 表と同じ順に 1、0、0、1 と表示されれば正解です。
# en: This should print 1, 0, 0, 1, in the order of the table.
for x1, x2 in [(1, 1), (0, 1), (1, 0), (0, 0)]:
    print(xnor(x1, x2))
# %% [markdown] ja
# ## 問4 ユニットが識別するパターン（5点） `patterns`
#
# 問3のユニット1とユニット2は、それぞれ**特定の入力だけに反応する**、つまり出力が 0 より大きくなります。
# その入力を、それぞれ2つの数の組（0 か 1）で答えてください。
#
# - `unit1_pattern`：ユニット1の出力が 0 より大きくなる入力 (x1, x2)
# - `unit2_pattern`：ユニット2の出力が 0 より大きくなる入力 (x1, x2)
#
# たとえば「x1 が 0、x2 が 1 の入力」と答えるときは `(0, 1)` と書きます。
# %% [markdown] en
# ## Question 4: what the units recognise (5 points) `patterns`
#
# Units 1 and 2 of question 3 each **respond to one input only**: for this input their output is above
# 0. Give the two inputs, each as a pair of numbers, 0 or 1.
#
# - `unit1_pattern`: the input (x1, x2) for which the output of unit 1 is above 0
# - `unit2_pattern`: the input (x1, x2) for which the output of unit 2 is above 0
#
# If your answer is the input in which x1 is 0 and x2 is 1, for example, write `(0, 1)`.
# %%
unit1_pattern = (1, 1)  # SOLUTION
unit2_pattern = (0, 0)  # SOLUTION
# %%
print(unit1_pattern, unit2_pattern)
# %% [markdown] ja
# ## 問5 結合の重みの調整（10点） `threshold`
#
# ユニット C は、合計が **0 以上**のとき活性化して 1 を出力し、**0 未満**のとき 0 を出力します。
# C には、ユニット A と B の出力が、重みを掛けて届きます（バイアスはありません）。
#
# | | 出力 | C への重み | C に届く値 |
# |---|:-:|:-:|:-:|
# | ユニット A | 3 | 4 | 12 |
# | ユニット B | 2 | −2 | −4 |
# | | | 合計 | **8** |
#
# 次の2つに答えてください。
#
# - 関数 `threshold_unit(total)`：合計 `total`（1つの数）を受け取り、C の出力（1 か 0）を返します。
#   上の図では合計が 8 なので、`threshold_unit(8)` は **1** です。
# - 数 `new_weight`：B から C への重みだけを変えて、**C が活性化するのは B の出力が 2 までで、
#   2 をわずかでも超えると活性化しない**ようにします。A の出力は 3 のままです。
#   B から C への新しい重みを答えてください。
# %% [markdown] en
# ## Question 5: adjusting a weight (10 points) `threshold`
#
# Unit C is active and puts out 1 when its total is **0 or more**; when its total is **below 0**, it
# puts out 0. The outputs of the units A and B reach C through weights (there is no bias).
#
# | | output | weight to C | reaches C as |
# |---|:-:|:-:|:-:|
# | unit A | 3 | 4 | 12 |
# | unit B | 2 | −2 | −4 |
# | | | total | **8** |
#
# Give two answers.
#
# - A function `threshold_unit(total)` that takes the total, one number, and returns the output of C, 1
#   or 0. The total in the table is 8, and `threshold_unit(8)` is **1**.
# - A number `new_weight`. Adjust only the weight from B to C, so that **C is active as long as the
#   output of B is 2 or less, and not active as soon as it is above 2**, by however little. The output
#   of A stays 3. What is the new weight from B to C?
# %%
def threshold_unit(total):
    # ja: 活性化すれば 1、しなければ 0 を返します。
    # en: Return 1 if the unit is active, else 0.
    # BEGIN SOLUTION
    if total >= 0:
        return 1
    return 0
    # END SOLUTION
# %%
new_weight = -6  # SOLUTION
# %%
print(threshold_unit(8), new_weight)
# %% [markdown] ja
# ## 問6 汎化（5点） `generalise`
#
# 学習に使ったデータにない入力についても予測できることを、**汎化**といいます。
# 次の4つの訓練データから、別の入力に対する出力を予測しましょう。
#
# | 入力 | 正解 |
# |:-:|:-:|
# | 9 | 500 |
# | 11 | 500 |
# | 12 | 1000 |
# | 14 | 1000 |
#
# 入力が **7、8、9、…、16** のときの予測を、この順に並べた10個の数のリスト `predictions` に入れてください。
# ここでは、入力が最も近い訓練データの正解を、そのまま予測とします。
# %% [markdown] en
# ## Question 6: generalising (5 points) `generalise`
#
# To **generalise** is to predict outputs for inputs that were not among the data one has learnt from.
# Here are four training examples.
#
# | input | right answer |
# |:-:|:-:|
# | 9 | 500 |
# | 11 | 500 |
# | 12 | 1000 |
# | 14 | 1000 |
#
# Predict the outputs for the inputs **7, 8, 9, …, 16** and store the ten predictions, in this order, in
# a list `predictions`. As the prediction, take the right answer of the training example whose input is
# nearest.
# %%
predictions = [500] * 5 + [1000] * 5  # SOLUTION
# %%
print(predictions)
# %% [markdown] ja
# ## 問7 学習の1ステップ（10点） `learning-step`
#
# ネットワークの学習では、出力の誤差が減るように、重みとバイアスを少しずつ調整します。
# ユニットの数やつながり方は変わりません。ここでは、活性化関数のない1つのユニットで、
# この調整を**1回だけ**行う関数 `learning_step(weights, bias, inputs, target, rate)` を作ります。
#
# 1. ユニットの出力 $z = w_1 x_1 + \cdots + w_n x_n + b$ を計算します。
# 2. 出力と目標の差 $z - t$ が誤差です。**誤差の2乗が減る向き**に、重みとバイアスを動かします。
#    動かす量は、誤差の2乗の傾き（重みやバイアスで微分した値）に、学習率を掛けたものです。
# 3. 新しい重みと新しいバイアスを、この順に `return weights, bias` の形で返します。
#
# - `weights` と `inputs` は形が (n,) の小数の配列です。`bias`、`target`（目標 $t$）、
#   `rate`（学習率）は1つの数です。入力には負の数も 0 もあります。
# - 誤差の2乗の代わりに、その半分 $\frac{1}{2}(z-t)^2$ を使ってもかまいません。
#   動かす量が2倍違うだけで、向きは同じです。
#
# 考え方：重み $w_i$ を少し増やすと、出力はその $x_i$ 倍だけ変わります。入力が大きい重みほど、
# 出力に効くということです。バイアスは、いつも 1 である入力の重みと考えることができます。
#
# 例：重み (0.5, −0.5)、バイアス 0、入力 (1, 2)、目標 1、学習率 0.1 のとき、はじめの出力は −0.5 です。
# 誤差の2乗の半分を使うと、1回の調整で重みは **(0.65, −0.2)**、バイアスは **0.15**、出力は 0.4 になります。
# 誤差の2乗なら、重みは **(0.8, 0.1)**、バイアスは **0.3**、出力は 1.3 です。どちらも目標に近づきます。
# %% [markdown] en
# ## Question 7: one step of learning (10 points) `learning-step`
#
# When a network learns, its weights and biases are adjusted little by little so that the error of the
# output falls. The number of units and their connections stay as they are. Here you write a function
# `learning_step(weights, bias, inputs, target, rate)` that makes **one such adjustment** to a single
# unit without activation function.
#
# 1. Work out the output of the unit, $z = w_1 x_1 + \cdots + w_n x_n + b$.
# 2. The error is the difference $z - t$ of output and target. Move the weights and the bias in the
#    direction in which the **squared error falls**: by its slope (its derivative with respect to each
#    weight and to the bias) times the rate.
# 3. Return the new weights and the new bias in this order, as in `return weights, bias`.
#
# - `weights` and `inputs` are arrays of floats with shape (n,). `bias`, `target` ($t$) and `rate` are
#   numbers. Inputs may be negative or 0.
# - Instead of the squared error you may take half of it, $\frac{1}{2}(z-t)^2$. The steps are then half
#   as long and have the same direction.
#
# An idea to start from: if a weight $w_i$ grows a little, the output changes $x_i$ times as much. The
# larger its input, the more a weight matters. And a bias is like the weight of an input that is always 1.
#
# Example: with weights (0.5, −0.5), bias 0, inputs (1, 2), target 1 and rate 0.1, the output is −0.5.
# After one step for half the squared error the weights are **(0.65, −0.2)**, the bias is **0.15** and
# the output 0.4. For the squared error they are **(0.8, 0.1)** and **0.3**, and the output is 1.3. Both
# are nearer to the target.
# %%
def learning_step(weights, bias, inputs, target, rate):
    # ja: 1回調整したあとの、新しい重みと新しいバイアスを返します。
    # en: Return the new weights and the new bias after one adjustment.
    # BEGIN SOLUTION
    error = np.dot(weights, inputs) + bias - target
    return weights - rate * error * inputs, bias - rate * error
    # END SOLUTION
# %%
# ja: 上の例です。
# en: The example above.
print(learning_step(np.array([0.5, -0.5]), 0.0, np.array([1.0, 2.0]), 1.0, 0.1))
# %% [markdown] ja
# ## 問8 中央で活性化するネットワーク（10点） `centre`
#
# 講義では、データが図の中央にあるときに活性化するネットワークを見ました。
# それを自分で作りましょう。関数 `in_centre(points)` は、平面上の点ごとに 1 か 0 を返します。
#
# - 原点 (0, 0) からの距離が **2 より小さい点は 1**、そうでない点は 0 です。
# - `points` は形が (n, 2) の配列で、1行が1つの点です。座標はどちらも −5 から 5 までです。
# - 返すのは n 個の 0 か 1 です。形は (n,) でも (n, 1) でもかまいません。
#
# 入力が2つのユニットは、平面を1本の直線で2つに分けます。いくつかの直線で中央を囲み、
# そのすべての内側にある点で次の層のユニットが活性化するようにすれば、円に近い範囲を作ることができます。
# 重みを手で決めても、データを作って学習させても、そのほかの方法でもかまいません。
#
# **採点**：公開していない点で、答えがどれだけ合っているか（正解率）を調べます。
# 半分は円の中、半分は円の外の点で、距離が 1.9 から 2.1 の紛らわしい点はありません。
# 正解率 95 % 以上で満点、70 % 以下で 0 点、その間は正解率に応じた点になります。
# %% [markdown] en
# ## Question 8: active in the centre (10 points) `centre`
#
# The lecture shows a network that is active where the data lie in the centre of a picture. Build one
# of your own: a function `in_centre(points)` that returns 1 or 0 for each point of the plane.
#
# - A point **nearer than 2** to the origin (0, 0) gets the label **1**, any other point 0.
# - `points` has the shape (n, 2), one point in each row. Both coordinates lie between −5 and 5.
# - Return n labels, 0 or 1. Both shapes, (n,) and (n, 1), are fine.
#
# A unit with two inputs divides the plane by a straight line. Surround the centre with several lines,
# and let a unit of the next layer be active for the points on the inner side of all of them: this
# comes close to a circle. You may choose weights by hand, make data and train, or find another way.
#
# **How it is marked:** by the share of right labels on points you have not seen. Half of them lie in
# the circle, half outside, and none of them at the doubtful distances from 1.9 to 2.1. A share of 95 %
# or more earns all points, 70 % or less earns none, and in between the points rise steadily.
# %%
def in_centre(points):
    # ja: 点ごとに、中央にあれば 1、なければ 0 を返します。
    # en: Return 1 for each point in the centre, and 0 for all others.
    # BEGIN SOLUTION
    angles = np.arange(8) * np.pi / 4
    directions = np.array([np.cos(angles), np.sin(angles)])
    # ja: 8本の直線の外側にどれだけ出ているか。内側なら 0。
    # en: How far the point lies beyond each of eight lines; 0 on the inner side.
    beyond = (directions, np.full(8, -1.95), relu)
    # ja: どの直線の外側にも出ていないときだけ活性化する。
    # en: Active only where the point lies beyond none of them.
    inside = (np.full((8, 1), -1.0), 0.0, lambda total: np.where(total >= 0, 1, 0))
    return network(points, [beyond, inside])
    # END SOLUTION
# %%
# ja: はじめの3つの点は中央にあり、あとの3つは外にあります。
# en: The first three points lie in the centre, the other three outside.
print(in_centre(np.array([[0.0, 0.0], [1.0, -1.0], [-1.5, 0.5], [4.0, 0.0], [-3.0, 3.0], [0.0, -2.5]])))
