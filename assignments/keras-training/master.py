# %% [markdown] ja
# # Keras によるニューラルネットワークの学習
#
# この課題では、Keras を使って、ニューラルネットワークを**作り**、**学習させ**、**使います**。
# 講義と同じく、2×2 画素の白黒画像（白は 0、黒は 1）を 3 種類に分類します。
#
# ## 取り組み方
#
# - `...` を消して、その場所に自分のプログラムを書いてください。行数は自由です。
# - 変数の**名前は変えないでください**。採点では、すべてのセルを上から順に実行したあとの
#   `m`、`p`、`w` などの値を調べます。
# - 学習の結果は、`m` が最後に持っている**重み**で判断します。表示された数値ではありません。
# - 重みの初期値は乱数で決まるので、数値は人によって違います。
#   正しく作って学習させれば、運が悪くて不合格になることはありません。
# - `.py` ファイルで提出する人は、`m` のかわりに、作って学習させたモデルを返す関数
#   `build_model()` を定義してもかまいません。
# %% [markdown] en
# # Training a network with Keras
#
# In this assignment you **build** a neural network with Keras, **train** it and **use** it. As in
# the lecture it sorts black-and-white images of 2×2 pixels (white is 0, black is 1) into 3 classes.
#
# ## How to work
#
# - Replace each `...` by your own code, in as many lines as you like.
# - **Keep the names** of the variables. All cells are run from top to bottom; then the values of
#   `m`, `p`, `w` and the others are looked at.
# - Training is judged by the **weights** that `m` has in the end, not by the numbers it prints.
# - Weights start out random, so everybody's numbers differ. A network that is built and trained
#   as asked does not fail by bad luck.
# - In a `.py` file you may define a function `build_model()` instead of `m`; it returns the model,
#   compiled and trained.
# %%
import numpy as np
import keras
from keras import layers

# %% [markdown] ja
# ## 問1 ネットワークの作成（10点） `model`
#
# 次のネットワークを作り、変数 `m` に入れてください。
#
# - 入力は 4 個の数です。
# - 1 層目は、ユニット数 64 の全結合の層（`Dense`）で、活性化関数は ReLU です。
# - 2 層目は、ユニット数 3 の全結合の層（`Dense`）で、活性化関数はソフトマックスです。
#
# 入力が 4 個であることは、最初に `keras.Input(shape=(4,))` を置いて示します。
# `Sequential` のほか、Functional API やサブクラスで作ってもかまいません。
# %% [markdown] en
# ## Question 1: the network (10 points) `model`
#
# Build this network and put it into the variable `m`.
#
# - The input is 4 numbers.
# - The first layer is fully connected (`Dense`), with 64 units and ReLU.
# - The second layer is fully connected (`Dense`), with 3 units and softmax.
#
# `keras.Input(shape=(4,))` in the first place says that the input is 4 numbers. Besides
# `Sequential` you may use the functional API or a subclass.
# %%
m = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(64, activation="relu"), layers.Dense(3, activation="softmax")])  # SOLUTION
# %%
# ja: 層の構成を表示します。
# en: Show how the layers are put together.
if isinstance(m, keras.Model):
    m.summary()
# %% [markdown] ja
# ## 問2 パラメータと結合の数（5点） `parameters`
#
# 問1のネットワークについて、次の数を答えてください。
#
# - `layer_params`：1 層目と 2 層目のパラメータ（重みとバイアス）の数。2 個の数のリスト
# - `total_params`：ネットワーク全体のパラメータの数
# - `connections`：1 層目のユニットと 2 層目のユニットを結ぶ**結合**の数。バイアスは結合ではありません
# %% [markdown] en
# ## Question 2: parameters and connections (5 points) `parameters`
#
# For the network of question 1, give these numbers.
#
# - `layer_params`: the parameters (weights and biases) of the first and the second layer, as a list
#   of two numbers
# - `total_params`: the parameters of the whole network
# - `connections`: the **connections** between the units of the first and the second layer; a bias is
#   no connection
# %%
layer_params = [320, 195]  # SOLUTION
total_params = 515  # SOLUTION
connections = 192  # SOLUTION
# %% [markdown] ja
# ## 問3 学習方法の設定（10点） `compile`
#
# `m.compile(…)` で、`m` の学習方法を次のように設定してください。
#
# - 損失関数（`loss`）：categorical cross-entropy
# - オプティマイザ（`optimizer`）：SGD。学習率 0.01、モーメンタム 0.9、Nesterov を使用
#
# 講義のプログラムにある `lr=` は、いまの Keras では `learning_rate=` と書きます。
# 正解をクラス番号のまま渡すときは、sparse categorical cross-entropy でもかまいません。
# %% [markdown] en
# ## Question 3: how it is to learn (10 points) `compile`
#
# Set up with `m.compile(…)` how `m` is to learn.
#
# - loss: categorical cross-entropy
# - optimizer: SGD with learning rate 0.01, momentum 0.9, and Nesterov's method
#
# Where the lecture's program says `lr=`, today's Keras wants `learning_rate=`. If you pass class
# numbers as labels, sparse categorical cross-entropy is right too.
# %%
# BEGIN SOLUTION
m.compile(
    loss="categorical_crossentropy",
    optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
)
# END SOLUTION
# %% [markdown] ja
# ## 問4 学習（10点） `training`
#
# 次のセルの `x` は 16 通りの画像すべて、`y` はそのクラス番号です。
#
# - `0101` と `1010` は 1
# - `0011` と `1100` は 2
# - ほかはすべて 0
#
# `m` を、この 16 個のデータで **500 エポック**学習させてください。
#
# - categorical cross-entropy を使うときは、`y` を one-hot 形式に直して渡します
#   （`keras.utils.to_categorical`）。
# - `verbose=0` を付けると、途中経過の表示を省けます。
# - 16 個をすべて正しく分類し、損失が 0.25 以下なら満点です。500 エポックより多くてもかまいません。
# %% [markdown] en
# ## Question 4: training (10 points) `training`
#
# In the next cell `x` holds all 16 images and `y` their class numbers:
#
# - 1 for `0101` and `1010`,
# - 2 for `0011` and `1100`,
# - 0 for all others.
#
# Train `m` on these 16 examples for **500 epochs**.
#
# - Categorical cross-entropy wants `y` in one-hot form (`keras.utils.to_categorical`).
# - With `verbose=0` the progress is not shown.
# - All points are for 16 right answers and a loss of at most 0.25. More than 500 epochs are fine.
# %%
x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2
# %%
# BEGIN SOLUTION
m.fit(x, keras.utils.to_categorical(y), epochs=500, verbose=0)
# END SOLUTION
# %% [markdown] ja
# ## 問5 予測（10点） `predict`
#
# 学習した `m` に画像 `0101` を入力し、`m.predict` の結果を `p` に入れてください。
#
# - 入力は 1 行の表、つまり形が (1, 4) の配列です。`p` の形は (1, 3) になります。
# - `p` の 3 個の数の合計は 1 で、最も大きいのはクラス 1 の数のはずです。
# - 講義の画面では 0.148、0.831、0.021、図では 0.148、0.030、0.822 となっていますが、
#   数値は人によって違います。`p` があなたの `m` の出力と一致するかどうかを調べます。
# %% [markdown] en
# ## Question 5: prediction (10 points) `predict`
#
# Give the image `0101` to the trained `m` and put what `m.predict` returns into `p`.
#
# - The input is a table of one row: an array of the shape (1, 4). `p` has the shape (1, 3).
# - The three numbers in `p` add up to 1, and the largest should be that of class 1.
# - The lecture's screen shows 0.148, 0.831, 0.021, its figure 0.148, 0.030, 0.822: everybody's
#   numbers differ. What counts is that `p` is what your own `m` gives.
# %%
p = m.predict(np.array([[0, 1, 0, 1]]), verbose=0)  # SOLUTION
# %%
print(p)
# %% [markdown] ja
# ## 問6 重み（10点） `weights`
#
# 学習した `m` から、1 層目と 2 層目の間の重みを取り出して、`w` に入れてください。
#
# - `m.get_weights()` は、1 層目の重み、1 層目のバイアス、2 層目の重み、2 層目のバイアスの順に並んだ
#   リストを返します。番号は 0 から始まります。
# - `w` の形は (64, 3) です。
# %% [markdown] en
# ## Question 6: weights (10 points) `weights`
#
# Take the weights between the first and the second layer out of the trained `m` and put them into
# `w`.
#
# - `m.get_weights()` returns a list: weights of the first layer, its biases, weights of the second
#   layer, its biases. Counting starts at 0.
# - The shape of `w` is (64, 3).
# %%
w = m.get_weights()[2]  # SOLUTION
# %%
# ja: 形が (64, 3) なら、取り出せています。
# en: The shape should be (64, 3).
print(np.shape(w))
