# %% [markdown] ja
# # 配列と画像
#
# ニューラルネットワークに渡すデータは、数を並べた**配列**です。画像も、明るさを表す数の配列です。
# この課題では、配列の番号・形・次元数を確かめ、画像を白と黒に分けて1列に並べ、
# ネットワークの学習に使うデータセットを作ります。最後に、ネットワークの出力から予測結果を読み取ります。
#
# ## 取り組み方
#
# - `...` を消して、その場所に自分のプログラムを書いてください。行数は自由です。
# - 関数と変数の**名前は変えないでください**。引数の名前は変えてもかまいません。
# - 答えは `print` で表示するのではなく、`return` で返してください。配列でもリストでもかまいません。
# - 関数は、引数を順番どおりに渡して呼び出されます。配列は NumPy の配列です。
# - 採点では、ここにある例のほかに、別の入力でも確かめます。画像は正方形とは限りません。
#   画素が `uint8` 型（0 から 255 までの整数だけが入る型）のこともあります。
# - 使うライブラリは NumPy だけです。警告（warning）が表示されても減点されません。
# %% [markdown] en
# # Arrays and images
#
# A neural network gets its data as **arrays** of numbers. An image, too, is an array: of numbers that
# tell how bright its pixels are. In this assignment you look at the indices, the shape and the
# dimensions of arrays, turn images into black and white and into rows, and make a data set for a
# network to learn from. At the end you read a prediction from the outputs of a network.
#
# ## How to work
#
# - Replace each `...` by your own code, in as many lines as you like.
# - **Keep the names** of functions and variables. You may rename parameters.
# - Give the answer back with `return`, as an array or a list; printing it is not enough.
# - Functions are called with their arguments in order. Arrays are NumPy arrays.
# - Besides the examples you see here, your functions are tried with other inputs. Images are not
#   always square, and their pixels may be of type `uint8` (whole numbers from 0 to 255 only).
# - NumPy is the only library you need. Warnings cost no points.
# %%
import numpy as np

# %% [markdown] ja
# ## 問1 添字（5点） `index`
#
# 配列の要素には、**0 から始まる**番号が付いています。この番号を**添字**といいます。
# 次の配列で、添字が **2** の要素の値を、数として `value_at_2` に入れてください。
#
# | | | | | |
# |---|:-:|:-:|:-:|:-:|
# | 添字 | 0 | 1 | 2 | 3 |
# | 値 | 180 | 20 | 250 | 40 |
# %% [markdown] en
# ## Question 1: indices (5 points) `index`
#
# The elements of an array are numbered, **starting from 0**. Such a number is called an **index**.
# Store the value of the element with index **2** of this array, a number, in `value_at_2`.
#
# | | | | | |
# |---|:-:|:-:|:-:|:-:|
# | index | 0 | 1 | 2 | 3 |
# | value | 180 | 20 | 250 | 40 |
# %%
# ja: 次の配列を使って答えても、表を見て数を書いてもかまいません。
# en: Use this array, or read the number from the table.
array = np.array([180, 20, 250, 40])
value_at_2 = array[2]  # SOLUTION
print(value_at_2)
# %% [markdown] ja
# ## 問2 配列の形と次元数（10点） `describe`
#
# 関数 `describe(array)` を作り、配列の**形**と**次元数**を、この順に2つの値の組で返してください。
#
# - 形は、それぞれの軸に沿った要素の個数を並べた組です。次元数は、軸の数です。
# - `array` は NumPy の配列で、1次元から5次元まであります。
#
# 講義の例では、28 × 28 の画像1枚の形は (28, 28)、次元数は 2 なので、
# `describe` の答えは **((28, 28), 2)** です。
# 同じ画像を 60000 枚集めたデータセットなら、**((60000, 28, 28), 3)** になります。
# %% [markdown] en
# ## Question 2: shape and dimensions (10 points) `describe`
#
# Write a function `describe(array)` that returns two values, the **shape** of the array and its
# **number of dimensions**, in this order.
#
# - The shape is a tuple: how many elements there are along each axis. The dimensions are the axes.
# - `array` is a NumPy array of one to five dimensions.
#
# In the lecture, an image of 28 × 28 pixels has the shape (28, 28) and 2 dimensions, and so `describe`
# returns **((28, 28), 2)**. For a data set of 60000 such images it is **((60000, 28, 28), 3)**.
# %%
def describe(array):
    # ja: 形と次元数を、この順に返します。
    # en: Return the shape and the number of dimensions, in this order.
    # BEGIN SOLUTION
    return array.shape, array.ndim
    # END SOLUTION
# %%
# ja: 画像1枚と、画像3枚を重ねた配列です。
# en: One image, and three images in one array.
print(describe(np.zeros((28, 28))))
print(describe(np.zeros((3, 28, 28))))
# %% [markdown] ja
# ## 問3 MNIST データセット（5点） `mnist-facts`
#
# **MNIST** は手書き数字の濃淡画像のデータセットです。画像の大きさは 28 × 28 で、
# 学習用の画像が 60000 枚、テスト用の画像が 10000 枚あります。次の4つに答えてください。
#
# - `train_shape`：学習用の画像をすべて入れた配列の形（3つの数の組）。最初の軸が画像の番号です。
# - `test_shape`：テスト用の画像をすべて入れた配列の形（3つの数の組）
# - `total_images`：学習用とテスト用を合わせた画像の枚数
# - `pixels_per_image`：画像1枚の画素の個数
# %% [markdown] en
# ## Question 3: the MNIST data set (5 points) `mnist-facts`
#
# **MNIST** is a data set of handwritten digits, in grey images of 28 × 28 pixels: 60000 images for
# training and 10000 for testing. Give four answers.
#
# - `train_shape`: the shape of the array of all training images, three numbers; the images come first
# - `test_shape`: the shape of the array of all test images, three numbers
# - `total_images`: how many images there are for training and testing together
# - `pixels_per_image`: how many pixels an image has
# %%
train_shape = (60000, 28, 28)  # SOLUTION
test_shape = (10000, 28, 28)  # SOLUTION
total_images = 60000 + 10000  # SOLUTION
pixels_per_image = 28 * 28  # SOLUTION
# %%
print(train_shape, test_shape, total_images, pixels_per_image)
# %% [markdown] ja
# ## 問4 2値化（10点） `binarise`
#
# 濃淡画像の画素値は 0 から 255 までで、**0 が黒、255 が白**です。
# これを白と黒だけの画像にします。講義の白黒画像では、**白が 0、黒が 1** です。
# 濃淡画像とは向きが逆なので、注意してください。
#
# 関数 `binarise(image, threshold=128)` を作ってください。
#
# - 画素値が `threshold`（しきい値）**より小さい画素は 1**（黒）、**しきい値以上の画素は 0**（白）にします。
# - `image` は濃淡画像で、形は (H, W) です。結果も**同じ形**にしてください。
# - `threshold` は省略できます。省略すると 128 になります。
#
# | 画素値 | 結果 |
# |:-:|:-:|
# | 0 255 200 | **1 0 0** |
# | 100 30 220 | **1 1 0** |
# %% [markdown] en
# ## Question 4: black and white (10 points) `binarise`
#
# The grey levels of an image go from 0 to 255: **0 is black and 255 is white**. Turn them into a
# picture of only two levels. In the lecture's pictures of two levels **white is 0 and black is 1**:
# mind that this is the other way round.
#
# Write a function `binarise(image, threshold=128)`.
#
# - A pixel **below** the `threshold` becomes **1** (black); a pixel **on it or above** becomes **0**.
# - `image` is a grey image of shape (H, W). The result has the **same shape**.
# - `threshold` may be left out; it is 128 then.
#
# | grey levels | result |
# |:-:|:-:|
# | 0 255 200 | **1 0 0** |
# | 100 30 220 | **1 1 0** |
# %%
def binarise(image, threshold=128):
    # ja: 黒い画素を 1、白い画素を 0 にした、同じ形の配列を返します。
    # en: Return an array of the same shape, 1 where the pixel is black and 0 where it is white.
    # BEGIN SOLUTION
    return np.where(image < threshold, 1, 0)
    # END SOLUTION
# %%
# ja: 上の例です。しきい値を変えると、結果はどう変わるでしょうか。
# en: The example above. What changes with another threshold?
grey = np.array([[0, 255, 200], [100, 30, 220]])
print(binarise(grey))
print(binarise(grey, 50))
# %% [markdown] ja
# ## 問5 画像を1列に並べる（10点） `flatten`
#
# 全結合の層に画像を渡すときは、画素を1列に並べます。
# 関数 `flatten_image(image)` を作り、画素を**行ごとに**、左上から順に並べた1次元の配列を返してください。
#
# - `image` は形が (H, W) の画像で、正方形とは限りません。結果の形は (H × W,) です。
#
# 講義の 2 × 2 の画像の1つでは、次のようになります。
#
# | 画像 | 結果 |
# |:-:|:-:|
# | 0 0 | **0 0 1 0** |
# | 1 0 | |
# %% [markdown] en
# ## Question 5: from an image to inputs (10 points) `flatten`
#
# For a dense layer, the pixels of an image are put in one row. Write a function `flatten_image(image)`
# that returns an array of one dimension with the pixels **row by row**, from the top left.
#
# - `image` has the shape (H, W) and need not be square. The result has the shape (H × W,).
#
# One of the lecture's pictures of 2 × 2 gives this:
#
# | image | result |
# |:-:|:-:|
# | 0 0 | **0 0 1 0** |
# | 1 0 | |
# %%
def flatten_image(image):
    # ja: 画素を行ごとに並べた1次元の配列を返します。
    # en: Return an array of one dimension with the pixels row by row.
    # BEGIN SOLUTION
    return image.flatten()
    # END SOLUTION
# %%
# ja: 上の例です。
# en: The example above.
print(flatten_image(np.array([[0, 0], [1, 0]])))
# %% [markdown] ja
# ## 問6 学習用データセット（10点） `dataset`
#
# 2 × 2 の白黒画像は、全部で 16 通りあります。そのすべてを、正解のラベルとともに学習用データセットにします。
# 関数 `make_dataset()` を作り、2つの配列 `x` と `y` を、この順に返してください。
#
# - `x` の形は **(16, 4)** です。1行が1つの画像で、画素を行ごとに4つ並べたものです。
#   行は 0000、0001、0010、0011、…、1111 と、2進数を**数える順**に並べます。
# - `y` の形は **(16,)** です。`x` の1行につき1つのラベルを、同じ順に並べます。
#
# | 画像 | ラベル |
# |---|:-:|
# | 0101 と 1010（縦の列の1つが黒い） | 1 |
# | 0011 と 1100（横の行の1つが黒い） | 2 |
# | そのほかすべて | 0 |
#
# 講義のスライドのうち、プログラムを貼り付けた画面にはラベルが20個ありますが、画像は 16 通りなので、
# **ラベルも 16 個**です。スライドの一覧表か上の規則に従ってください。
# この問いの公開のチェックは、形と値の範囲だけを確かめます。
# %% [markdown] en
# ## Question 6: a data set to learn from (10 points) `dataset`
#
# There are sixteen black-and-white images of 2 × 2 pixels. Together with the right label for each, they
# make a data set to learn from. Write a function `make_dataset()` that returns two arrays, `x` and `y`.
#
# - `x` has the shape **(16, 4)**. Each row is an image, its four pixels row by row. The rows are in
#   **counting order** of binary numbers: 0000, 0001, 0010, 0011, …, 1111.
# - `y` has the shape **(16,)**. It holds one label for each row of `x`, in the same order.
#
# | images | label |
# |---|:-:|
# | 0101 and 1010 (one column is black) | 1 |
# | 0011 and 1100 (one row is black) | 2 |
# | all others | 0 |
#
# The lecture's slide with the pasted program shows twenty labels, but there are sixteen images and so
# **sixteen labels**. Go by the slide with the table, or by the rule above. The visible check of this
# question looks only at shapes and at which values occur.
# %%
def make_dataset():
    # ja: 16 通りの画像 x と、そのラベル y を返します。
    # en: Return the sixteen images x and their labels y.
    # BEGIN SOLUTION
    labels = {(0, 1, 0, 1): 1, (1, 0, 1, 0): 1, (0, 0, 1, 1): 2, (1, 1, 0, 0): 2}
    x = [(a, b, c, d) for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [labels.get(image, 0) for image in x]
    return np.array(x), np.array(y)
    # END SOLUTION
# %%
print(make_dataset())
# %% [markdown] ja
# ## 問7 ラベルの one-hot 表現（10点） `one-hot`
#
# 3つのクラスを見分けるネットワークには、出力のユニットが3つあります。
# クラス 2 が正解なら、望みの出力は 0、0、1 です。
# このように、正解のクラスの位置だけを 1 にした並びを **one-hot 表現**といいます。
# 関数 `one_hot(y, num_classes)` を作り、ラベルを one-hot 表現に変えてください。
#
# - `y` は形が (n,) の整数の配列で、値は 0 から `num_classes` − 1 までです。
# - 結果の形は (n, `num_classes`) です。ラベル1つが1行になります。
# - `y` に現れないクラスがあっても、列の数はいつも `num_classes` です。
#
# | ラベル | 結果（クラスは3つ） |
# |:-:|:-:|
# | 0 | **1 0 0** |
# | 2 | **0 0 1** |
# | 1 | **0 1 0** |
# %% [markdown] en
# ## Question 7: one-hot labels (10 points) `one-hot`
#
# A network that tells three classes apart has three output units. If class 2 is right, the outputs
# wanted are 0, 0, 1. Such a row, with a 1 only in the place of the right class, is called **one-hot**.
# Write a function `one_hot(y, num_classes)` that turns labels into such rows.
#
# - `y` is an array of whole numbers from 0 to `num_classes` − 1, of shape (n,).
# - The result has the shape (n, `num_classes`): one row for each label.
# - There are always `num_classes` columns, even if some class does not occur in `y`.
#
# | label | result (three classes) |
# |:-:|:-:|
# | 0 | **1 0 0** |
# | 2 | **0 0 1** |
# | 1 | **0 1 0** |
# %%
def one_hot(y, num_classes):
    # ja: ラベルごとに、そのクラスの位置だけが 1 の行を作って返します。
    # en: Return a row for each label, with a 1 only in the place of its class.
    # BEGIN SOLUTION
    rows = np.zeros((len(y), num_classes))
    for i, label in enumerate(y):
        rows[i, label] = 1
    return rows
    # END SOLUTION
# %%
# ja: 上の例です。
# en: The example above.
print(one_hot(np.array([0, 2, 1]), 3))
# %% [markdown] ja
# ## 問8 予測結果（10点） `predicted-class`
#
# 出力の層で**いちばん大きな値を出したユニット**が、活性化したユニットです。
# そのユニットの番号が、ネットワークの予測結果になります。
# 関数 `predicted_class(outputs)` を作り、その番号を1つの整数で返してください。
#
# - `outputs` は形が (n,) の配列です。同じ最大値が2つ以上あることはありません。
# - ユニットの番号は **0 から**数えます。
# - 出力の値は、負の数のことも、合計が 1 でないこともあります。
#
# 講義の画面にある3つの出力 0.148、0.831、0.021 では、予測結果は **1** です。
# %% [markdown] en
# ## Question 8: the predicted class (10 points) `predicted-class`
#
# In the output layer, **the unit with the highest value is the active one**, and its number is the
# prediction. Write a function `predicted_class(outputs)` that returns this number.
#
# - `outputs` is an array of shape (n,). The highest value occurs only once.
# - The units are numbered **from 0**.
# - Outputs may be negative, and their sum need not be 1.
#
# For the three outputs on the lecture's screen, 0.148, 0.831, 0.021, the prediction is **1**.
# %%
def predicted_class(outputs):
    # ja: 最も高い出力のユニットの番号を返します。
    # en: Return the number of the unit with the highest output.
    # BEGIN SOLUTION
    return int(np.argmax(outputs))
    # END SOLUTION
# %%
# ja: 講義の画面の出力です。
# en: The outputs on the lecture's screen.
print(predicted_class(np.array([0.148, 0.831, 0.021])))
# %% [markdown] ja
# ## 問9 Iris データセット（5点） `iris-facts`
#
# **Iris** は、機械学習の例としてよく使われる、アヤメの花のデータセットです。講義資料を見て答えてください。
#
# - `iris_species`：アヤメの種類の数
# - `iris_samples`：データセット全体にあるデータ（花）の数
# %% [markdown] en
# ## Question 9: the Iris data set (5 points) `iris-facts`
#
# **Iris** is a data set of iris flowers, a favourite example in machine learning. Look at the lecture.
#
# - `iris_species`: how many species of iris it holds
# - `iris_samples`: how many flowers it holds altogether
# %%
iris_species = 3  # SOLUTION
iris_samples = 150  # SOLUTION
# %%
print(iris_species, iris_samples)
