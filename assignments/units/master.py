# %% [markdown] ja
# # ユニットと活性化関数
#
# ニューラルネットワークは、**ユニット**という小さな計算の部品をつないだものです。
# この課題では、ユニット1つの計算を自分の手で作ります。ユニットの計算は、次の3段階です。
#
# 1. 入力のそれぞれに、対応する**重み**を掛ける。
# 2. 掛けた結果を合計し、**バイアス**を足す。
# 3. その合計を**活性化関数**に渡し、返ってきた値を出力する。
#
# ## 取り組み方
#
# - `...` を消して、その場所に自分のプログラムを書いてください。行数は自由です。
# - 関数と変数の**名前は変えないでください**。引数の名前は変えてもかまいません。
# - 答えは `print` で表示するのではなく、`return` で返してください。
# - 関数は、引数を順番どおりに渡して呼び出されます。配列は NumPy の配列です。
#   ほかの種類の引数を渡すときは、その問いに書いてあります。
# - 採点では、ここにある例のほかに、別の入力でも確かめます。例の数を書き写すのではなく、
#   どんな入力でも正しく動く関数にしてください。
# - 使うライブラリは NumPy だけです。警告（warning）が表示されても減点されません。
# %% [markdown] en
# # Units and activation functions
#
# A neural network is made of small calculating parts, called **units**, that are connected with each
# other. In this assignment you build the calculation of a single unit yourself. It has three steps.
#
# 1. Multiply each input by its own **weight**.
# 2. Add up the products, then add the **bias**.
# 3. Hand the sum to the **activation function**; what it returns is the output.
#
# ## How to work
#
# - Replace each `...` by your own code, in as many lines as you like.
# - **Keep the names** of functions and variables. You may rename parameters.
# - Give the answer back with `return`; printing it is not enough.
# - Functions are called with their arguments in order. Arrays are NumPy arrays; where a question
#   passes anything else, it says so.
# - Besides the examples you see here, your functions are tried with other inputs. Write functions
#   that work for any input rather than copying the numbers of the examples.
# - NumPy is the only library you need. Warnings cost no points.
# %%
import numpy as np

# %% [markdown] ja
# ## 問1 重みづけと合計（10点） `weighted-sum`
#
# 関数 `weighted_sum(inputs, weights, bias=0.0)` を作ってください。
# 入力と重みを同じ番号どうしで掛けて合計し、最後にバイアスを1回足した数を返します。
#
# $$x_1 w_1 + x_2 w_2 + \cdots + x_n w_n + b$$
#
# - `inputs` と `weights` は同じ個数の数の並びです。個数は3つとは限らず、数百のこともあります。
# - `inputs` と `weights` は、NumPy の配列のほか、**リストやタプル**で渡されることもあります。
# - `bias` は省略できます。省略すると 0 になります。
#
# 講義の例では、入力が 10.1、−0.5、0.2、重みが 0.1、0.8、−0.5 でした。
#
# | 入力 | 重み | 入力 × 重み |
# |---:|---:|---:|
# | 10.1 | 0.1 | 1.01 |
# | −0.5 | 0.8 | −0.40 |
# | 0.2 | −0.5 | −0.10 |
# | | 合計 | **0.51** |
# %% [markdown] en
# ## Question 1: weighted sum (10 points) `weighted-sum`
#
# Write a function `weighted_sum(inputs, weights, bias=0.0)`. It multiplies inputs and weights with
# the same number, adds up the products, adds the bias once at the end, and returns the result.
#
# $$x_1 w_1 + x_2 w_2 + \cdots + x_n w_n + b$$
#
# - `inputs` and `weights` hold equally many numbers: not always three, sometimes hundreds.
# - Both may come as NumPy arrays, but also as **lists or tuples**.
# - `bias` may be left out; it is 0 then.
#
# In the lecture's example the inputs are 10.1, −0.5, 0.2 and the weights 0.1, 0.8, −0.5.
#
# | input | weight | input × weight |
# |---:|---:|---:|
# | 10.1 | 0.1 | 1.01 |
# | −0.5 | 0.8 | −0.40 |
# | 0.2 | −0.5 | −0.10 |
# | | sum | **0.51** |
# %%
def weighted_sum(inputs, weights, bias=0.0):
    # ja: 同じ番号の入力と重みを掛けて合計し、バイアスを足して返します。
    # en: Multiply inputs and weights pairwise, add up, add the bias, and return the result.
    # BEGIN SOLUTION
    total = bias
    for x, w in zip(inputs, weights):
        total = total + x * w
    return total
    # END SOLUTION
# %%
# ja: 講義の例です。0.51 になれば正解です（表示の末尾に小さな誤差が出ることがあります）。
# en: The lecture's example: 0.51, perhaps with a tiny error in the last digits.
print(weighted_sum([10.1, -0.5, 0.2], [0.1, 0.8, -0.5]))
# ja: バイアスを 1 にすると、どう変わるでしょうか。
# en: What changes with a bias of 1?
print(weighted_sum(np.array([10.1, -0.5, 0.2]), np.array([0.1, 0.8, -0.5]), 1.0))
# %% [markdown] ja
# ## 問2 ReLU（10点） `relu`
#
# 関数 `relu(x)` を作ってください。活性化関数 **ReLU** は、正の数をそのまま返し、0 以下の数は 0 にします。
#
# - `x` は1つの数か、NumPy の配列（1次元から3次元まで）です。
# - 配列のときは要素ごとに計算し、**同じ形の配列**を返してください。数のときは数を返してください。
#
# 例：`relu(0)` は 0 です。−2、−1、0、1、2 を並べた配列からは、0、0、0、1、2 の配列ができます。
# %% [markdown] en
# ## Question 2: ReLU (10 points) `relu`
#
# Write a function `relu(x)`. The activation function **ReLU** returns positive numbers as they are
# and turns all others into 0.
#
# - `x` is a single number or a NumPy array of one to three dimensions.
# - For an array, work on each element and return an **array of the same shape**; for a number, return
#   a number.
#
# Example: `relu(0)` is 0, and an array of −2, −1, 0, 1, 2 becomes an array of 0, 0, 0, 1, 2.
# %%
def relu(x):
    # ja: 正の数はそのまま、0 以下の数は 0 にして返します。
    # en: Return positive numbers as they are, and 0 for all others.
    # BEGIN SOLUTION
    return np.maximum(x, 0)
    # END SOLUTION
# %%
# ja: 数でも配列でも動くことを確かめましょう。
# en: See that it works for a number and for an array.
print(relu(0))
print(relu(np.array([-2, -1, 0, 1, 2])))
# %% [markdown] ja
# ## 問3 シグモイド（10点） `sigmoid`
#
# 関数 `sigmoid(x)` を作ってください。活性化関数**シグモイド**の式は次のとおりです。
#
# $$\mathrm{sigmoid}(x) = \frac{1}{1 + e^{-x}}$$
#
# どんな数も 0 から 1 の間の値に変わります。$e$ の累乗は `np.exp` で計算できます。
#
# - `x` は1つの数か、NumPy の配列（1次元から3次元まで）です。返す値の形は `relu` と同じ約束です。
# - 1000 や −1000 のような大きさの数でも、1 または 0（にごく近い数）を返してください。
#   `nan`（数ではない値）になってはいけません。オーバーフローの警告が出るのはかまいません。
#
# 例：`sigmoid(0)` は 0.5、`sigmoid(2)` は約 0.8808、`sigmoid(-2)` は約 0.1192 です。
# %% [markdown] en
# ## Question 3: sigmoid (10 points) `sigmoid`
#
# Write a function `sigmoid(x)`. The activation function **sigmoid** has this formula:
#
# $$\mathrm{sigmoid}(x) = \frac{1}{1 + e^{-x}}$$
#
# It turns any number into one between 0 and 1. `np.exp` computes powers of $e$.
#
# - `x` is a single number or a NumPy array of one to three dimensions; what you return has the shape
#   of `x`, as with `relu`.
# - Numbers as large as 1000 or −1000 give 1 or 0 (or very nearly so), never `nan` (not a number).
#   A warning about an overflow is fine.
#
# Example: `sigmoid(0)` is 0.5, `sigmoid(2)` about 0.8808, `sigmoid(-2)` about 0.1192.
# %%
def sigmoid(x):
    # ja: 上の式の値を返します。
    # en: Return the value of the formula above.
    # BEGIN SOLUTION
    return 1 / (1 + np.exp(-x))
    # END SOLUTION
# %%
# ja: 大きな数でも nan にならないことを確かめましょう。
# en: See that large numbers do not give nan.
print(sigmoid(0))
print(sigmoid(np.array([-1000.0, -2.0, 0.0, 2.0, 1000.0])))
# %% [markdown] ja
# ## 問4 ユニット（10点） `unit`
#
# 関数 `unit(inputs, weights, bias, activation)` を作ってください。ユニット1つの出力を、数として返します。
# **バイアスまで足した合計**を、活性化関数に1回だけ渡します。
#
# $$f(x_1 w_1 + x_2 w_2 + \cdots + x_n w_n + b)$$
#
# - `inputs` と `weights` は同じ個数の NumPy の配列です。
# - `activation` は関数です。`activation(合計)` のように、ふつうの関数と同じ書き方で呼び出せます。
#   ReLU やシグモイドとは限りません。どんな関数が渡されても動くようにしてください。
#
# 講義の図のユニットは、問1の入力と重みで、バイアスは 0、活性化関数は ReLU です。
# 合計の 0.51 は正の数なので、ReLU はこれをそのまま通し、出力も **0.51** です。
# %% [markdown] en
# ## Question 4: one unit (10 points) `unit`
#
# Write a function `unit(inputs, weights, bias, activation)` that returns the output of one unit, a
# number. The activation function is applied once, to the **sum with the bias in it**.
#
# $$f(x_1 w_1 + x_2 w_2 + \cdots + x_n w_n + b)$$
#
# - `inputs` and `weights` are NumPy arrays of equal length.
# - `activation` is a function. Call it like any other: `activation(total)`. It need not be ReLU or
#   the sigmoid: your unit should work with any function it is given.
#
# The unit in the lecture's figure has the inputs and weights of question 1, bias 0, and ReLU. The sum
# 0.51 is positive, ReLU leaves it as it is, and so the output is **0.51** as well.
# %%
def unit(inputs, weights, bias, activation):
    # ja: バイアスまで足した合計を求め、活性化関数に渡した結果を返します。
    # en: Work out the sum with the bias, and return what the activation function makes of it.
    # BEGIN SOLUTION
    return activation(weighted_sum(inputs, weights, bias))
    # END SOLUTION
# %%
# ja: 講義の図のユニットです。出力は 0.51 です。
# en: The unit of the lecture's figure; its output is 0.51.
print(unit(np.array([10.1, -0.5, 0.2]), np.array([0.1, 0.8, -0.5]), 0.0, relu))
# ja: 活性化関数をシグモイドに取りかえてみましょう。
# en: Now exchange the activation function for the sigmoid.
print(unit(np.array([10.1, -0.5, 0.2]), np.array([0.1, 0.8, -0.5]), 0.0, sigmoid))
# %% [markdown] ja
# ## 問5 ユニットの出力を計算する（5点） `s-quiz`
#
# 3つの入力を受け取るユニット $s(x_1, x_2, x_3)$ があります。
#
# - 重みは順に **0.1、0.8、−0.5**
# - バイアスは **0**
# - 合計をそのまま出力する（ReLU を使っても、正の合計は変わりません）
#
# 次の2つの値を求め、数として変数に入れてください。手で計算しても、作った関数を使ってもかまいません。
#
# - `s_20`：$s(20.1,\ 0.8,\ -0.5)$ の値
# - `s_25`：$s(25.1,\ 0.8,\ -0.5)$ の値
#
# 誤差は 0.005 まで認めます。かっこの中の3つの数は、どれも**入力**です。
# %% [markdown] en
# ## Question 5: the output of a unit (5 points) `s-quiz`
#
# A unit $s(x_1, x_2, x_3)$ takes three inputs.
#
# - Its weights are **0.1, 0.8, −0.5**, in this order.
# - Its bias is **0**.
# - It puts out the sum as it is (with ReLU, a positive sum would not change either).
#
# Find these two values and store them as numbers. You may work by hand or use your own functions.
#
# - `s_20`: the value of $s(20.1,\ 0.8,\ -0.5)$
# - `s_25`: the value of $s(25.1,\ 0.8,\ -0.5)$
#
# An error of up to 0.005 is accepted. All three numbers in the brackets are **inputs**.
# %%
s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])  # SOLUTION
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])  # SOLUTION
# %%
print(s_20, s_25)
# %% [markdown] ja
# ## 問6 画像を見るユニット（10点） `image-unit`
#
# 画像も、画素の値を並べればユニットの入力になります。
# 関数 `image_unit(image, weights, bias, activation)` を作り、ユニットの出力を数として返してください。
#
# - `image` は 3×3 の白黒画像です。画素の値は 0 または 1 で、形が (3, 3) の NumPy の配列です。
# - 画素には、左上から**行ごとに** 1 から 9 の番号を付けます。
#
# | | | |
# |:-:|:-:|:-:|
# | 1 | 2 | 3 |
# | 4 | 5 | 6 |
# | 7 | 8 | 9 |
#
# - `weights` は 9 個の重みで、同じ番号の画素に対応します。形は (9,) です。
# - `bias` と `activation` は問4と同じです。
#
# 講義の画像では、9個の入力が 1、1、1、0、1、1、0、0、1 でした。
# 重みを 0.1、0.2、…、0.9、バイアスを −0.6 とすると、合計は次のようになります。
#
# $$0.1 + 0.2 + 0.3 + 0.5 + 0.6 + 0.9 - 0.6 = 2.0$$
#
# ReLU はこれをそのまま通すので、出力は **2.0** です。
# %% [markdown] en
# ## Question 6: a unit that sees an image (10 points) `image-unit`
#
# An image becomes the input of a unit when its pixels are put in a row. Write a function
# `image_unit(image, weights, bias, activation)` that returns the output of such a unit, a number.
#
# - `image` is a black-and-white image of 3×3 pixels, each 0 or 1: a NumPy array of shape (3, 3).
# - The pixels are numbered from 1 to 9 **row by row**, from the top left.
#
# | | | |
# |:-:|:-:|:-:|
# | 1 | 2 | 3 |
# | 4 | 5 | 6 |
# | 7 | 8 | 9 |
#
# - `weights` holds nine weights, shape (9,), one for the pixel of the same number.
# - `bias` and `activation` are as in question 4.
#
# In the lecture's image the nine inputs are 1, 1, 1, 0, 1, 1, 0, 0, 1. With weights 0.1, 0.2, …, 0.9
# and a bias of −0.6 the sum is
#
# $$0.1 + 0.2 + 0.3 + 0.5 + 0.6 + 0.9 - 0.6 = 2.0$$
#
# ReLU leaves it as it is, and so the output is **2.0**.
# %%
def image_unit(image, weights, bias, activation):
    # ja: 画素を行ごとに並べて入力とし、ユニットの出力を返します。
    # en: Take the pixels row by row as inputs, and return the output of the unit.
    # BEGIN SOLUTION
    return unit(image.flatten(), weights, bias, activation)
    # END SOLUTION
# %%
# ja: 講義の画像です。出力は 2.0 です。
# en: The lecture's image; the output is 2.0.
image = np.array([[1, 1, 1], [0, 1, 1], [0, 0, 1]])
weights = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
print(image_unit(image, weights, -0.6, relu))
