# %% [markdown] ja
# # 畳み込み
#
# **畳み込み**では、**カーネル**という短い数の並びを、データの上で少しずつ動かします。
# 動かすたびに、重なったところの数どうしを掛けて合計します。この合計が、その位置での「反応」です。
# カーネルに似た部分で反応が大きくなるので、データの中から特定のパターンを探すことができます。
# この課題では、1次元のデータで畳み込みを作り、そのあと画像に広げます。
#
# ## 取り組み方
#
# - `...` を消して、その場所に自分のプログラムを書いてください。行数は自由です。
# - 関数の**名前は変えないでください**。引数の名前は変えてもかまいません。
# - 答えは `print` で表示するのではなく、`return` で返してください。配列でもリストでもかまいません。
# - 関数は、NumPy の配列を順番どおりに渡して呼び出されます。
# - 採点では、ここにある例のほかに、別の入力でも確かめます。データが長いとき、負の数があるとき、
#   カーネルの長さが偶数のときなどでも正しく動くようにしてください。
# - 空のデータや、カーネルより短いデータが渡されることはありません。
# - 使うライブラリは NumPy だけです。警告（warning）が表示されても減点されません。
#
# ## この課題での約束
#
# - カーネルは**反転させません**。書いてある向きのまま重ねます。
# - カーネルは**データからはみ出しません**。まわりに 0 を補うことはせず、
#   カーネル全体がデータの中に入る位置だけを計算します。
# - カーネルは**1つずつ**動かします。位置は 0 から数えます。
# %% [markdown] en
# # Convolution
#
# In a **convolution**, a short row of numbers, the **kernel**, moves over the data step by step. At
# every position the numbers that lie on each other are multiplied and the products added up. This sum
# is the response at that position. It is high where the data look like the kernel, and so a
# convolution finds patterns. You first build it for one-dimensional data and then for images.
#
# ## How to work
#
# - Replace each `...` by your own code, in as many lines as you like.
# - **Keep the names** of the functions. You may rename parameters.
# - Give the answer back with `return`, as an array or a list; printing it is not enough.
# - Functions are called with NumPy arrays, with their arguments in order.
# - Besides the examples you see here, your functions are tried with other inputs: long data, negative
#   numbers, kernels of even length and so on.
# - The data are never empty and never shorter than the kernel.
# - NumPy is the only library you need. Warnings cost no points.
#
# ## What holds in all questions
#
# - The kernel is **not reversed**: it is laid on the data just as it is written.
# - The kernel **stays inside the data**. Nothing is padded with zeros; only positions where the whole
#   kernel lies inside are used.
# - The kernel moves by **one** at a time, and positions are counted from 0.
# %%
import numpy as np

# %% [markdown] ja
# ## 問1 重ね合わせ（10点） `overlap`
#
# 関数 `overlap(window, kernel)` を作ってください。データから切り出した部分 `window` と `kernel` の、
# 同じ位置の数どうしを掛け、合計した数を返します。
#
# - `window` と `kernel` は同じ長さの1次元の配列です。
#
# 講義の例では、切り出した部分が 0、1、0、カーネルが 1、0、1 でした。
# 0×1 + 1×0 + 0×1 なので、結果は **0** です。
# %% [markdown] en
# ## Question 1: overlap (10 points) `overlap`
#
# Write a function `overlap(window, kernel)`. It multiplies the numbers at equal positions of the
# `window`, a piece cut out of the data, and of the `kernel`, and returns the sum of the products.
#
# - `window` and `kernel` are one-dimensional arrays of equal length.
#
# In the lecture's example the window is 0, 1, 0 and the kernel 1, 0, 1. As 0×1 + 1×0 + 0×1 = 0, the
# result is **0**.
# %%
def overlap(window, kernel):
    # ja: 同じ位置の数どうしを掛け、合計を返します。
    # en: Multiply the numbers at equal positions and return the sum of the products.
    # BEGIN SOLUTION
    total = 0
    for x, k in zip(window, kernel):
        total = total + x * k
    return total
    # END SOLUTION
# %%
# ja: 講義の例です。1つ右にずらすと、反応はどう変わるでしょうか。
# en: The lecture's example. How does the response change one step further to the right?
print(overlap(np.array([0, 1, 0]), np.array([1, 0, 1])))
print(overlap(np.array([1, 0, 1]), np.array([1, 0, 1])))
# %% [markdown] ja
# ## 問2 1次元の畳み込み（10点） `conv1d`
#
# 関数 `conv1d(data, kernel)` を作ってください。カーネルをデータの左端から1つずつ動かし、
# それぞれの位置での重ね合わせの結果を、左から順に並べて返します。
#
# - `data` は長さ n、`kernel` は長さ k の1次元の配列です。k は n と等しいこともあります。
# - 結果の長さは n − k + 1 です。
#
# 講義の例は次のとおりです。10個のデータと長さ3のカーネルから、8個の結果ができます。
#
# | | |
# |---|---|
# | データ | 0 1 0 1 0 0 1 1 1 0 |
# | カーネル | 1 0 1 |
# | 結果 | **0 2 0 1 1 1 2 1** |
# %% [markdown] en
# ## Question 2: 1-D convolution (10 points) `conv1d`
#
# Write a function `conv1d(data, kernel)`. It moves the kernel over the data, one step at a time from
# the left end, and returns the overlaps at all positions in this order.
#
# - `data` is a one-dimensional array of length n, `kernel` one of length k; k may be equal to n.
# - The result has length n − k + 1.
#
# In the lecture's example, ten numbers and a kernel of three give eight results.
#
# | | |
# |---|---|
# | data | 0 1 0 1 0 0 1 1 1 0 |
# | kernel | 1 0 1 |
# | result | **0 2 0 1 1 1 2 1** |
# %%
def conv1d(data, kernel):
    # ja: カーネルを置けるすべての位置で重ね合わせを計算し、結果を順に並べて返します。
    # en: Work out the overlap at every position of the kernel, and return the results in order.
    # BEGIN SOLUTION
    result = []
    for i in range(len(data) - len(kernel) + 1):
        result.append(overlap(data[i : i + len(kernel)], kernel))
    return np.array(result)
    # END SOLUTION
# %%
# ja: 講義の例で確かめましょう。
# en: Try the lecture's example.
data = np.array([0, 1, 0, 1, 0, 0, 1, 1, 1, 0])
print(conv1d(data, np.array([1, 0, 1])))
# ja: 左右対称でないカーネルも試しましょう。1つずつ手で計算した結果と合いますか。
# en: Try a kernel that is not symmetric, too. Does the result agree with your own on paper?
print(conv1d(data, np.array([1, 2, 3])))
# %% [markdown] ja
# ## 問3 強く反応する位置（10点） `strongest`
#
# 関数 `strongest(data, kernel)` を作ってください。畳み込みの結果が**最も大きくなる位置**を、
# 小さい順に並べたリストで返します。
#
# - 位置は、カーネルの左端が重なるデータの番号で、0 から数えます。
# - 最大の反応がいくつもの位置に現れるときは、そのすべてを答えます。1つだけのときも、要素が1つのリストにします。
# - 負の反応は、その大きさにかかわらず、0 や正の反応より小さい値です。すべての反応が負のこともあります。
#
# 問2の例では、最大の反応は 2 で、位置 1 と 6 に現れます。答えは **[1, 6]** です。
# そこにあるデータは 1 0 1 と 1 1 1 です。どちらも、カーネルの 1 のところが 1 になっています。
# %% [markdown] en
# ## Question 3: where the response is strongest (10 points) `strongest`
#
# Write a function `strongest(data, kernel)`. It returns a list, in ascending order, of the positions
# at which the result of the convolution is **highest**.
#
# - A position is the index in the data at which the kernel starts, counted from 0.
# - Where several positions share the highest response, all of them belong to the answer. A single
#   position is returned as a list with one element.
# - A negative response is lower than 0 or a positive one, whatever its size. It may happen that all
#   responses are negative.
#
# In the example of question 2 the highest response is 2, at positions 1 and 6: the answer is
# **[1, 6]**. The data there are 1 0 1 and 1 1 1; both have a 1 wherever the kernel has one.
# %%
def strongest(data, kernel):
    # ja: 反応が最大になる位置を、すべてリストに入れて返します。
    # en: Return a list of all positions with the highest response.
    # BEGIN SOLUTION
    responses = conv1d(data, kernel)
    highest = max(responses)
    return [i for i in range(len(responses)) if responses[i] == highest]
    # END SOLUTION
# %%
# ja: 講義の例です。[1, 6] になります。
# en: The lecture's example: [1, 6].
print(strongest(data, np.array([1, 0, 1])))
# %% [markdown] ja
# ## 問4 2次元の畳み込み（10点） `conv2d`
#
# 画像では、カーネルも縦と横に広がりをもちます。カーネルを画像の左上から縦横に1つずつ動かし、
# それぞれの位置で、重なった数どうしを掛けて合計します。
# 関数 `conv2d(image, kernel)` を作り、結果を2次元の配列（またはリストのリスト）で返してください。
#
# - `image` の形が (H, W)、`kernel` の形が (h, w) のとき、結果の形は (H − h + 1, W − w + 1) です。
# - 画像もカーネルも、**正方形とは限りません**。カーネルの大きさは、偶数のことも、
#   画像と同じこともあります。カラー画像は渡されません。
#
# 講義の例では、5×5 の画像と 3×3 のカーネルから 3×3 の結果ができます。
#
# | 画像 | カーネル | 結果 |
# |:-:|:-:|:-:|
# | 0 1 1 0 1 | 1 0 1 | **4 3 5** |
# | 0 1 1 0 1 | 1 1 1 | **4 3 5** |
# | 0 1 1 0 1 | 0 0 1 | **4 3 5** |
# | 0 1 1 0 1 | | |
# | 0 1 1 0 1 | | |
#
# **画素の型に注意**：画像は `uint8` 型の配列で渡されることがあります（画像ファイルでよく使われる型です）。
# `uint8` 型に入るのは 0 から 255 までの整数だけです。この型どうしの計算では、結果がこの範囲を出ると、
# エラーにならないまま別の数に変わってしまいます。
# 計算の前に `image.astype(float)` などで型を変えておくと安心です。
# 画素の値は小数のこともあります。どちらも、問5と問6でも同じです。
# %% [markdown] en
# ## Question 4: 2-D convolution (10 points) `conv2d`
#
# For images the kernel, too, has rows and columns. It starts at the top left of the image and moves
# across and down, one step at a time; at every place the numbers that lie on each other are multiplied
# and the products added up. Write a function `conv2d(image, kernel)` that returns the results as a
# two-dimensional array (or as a list of lists).
#
# - With an `image` of shape (H, W) and a `kernel` of shape (h, w), the result has shape
#   (H − h + 1, W − w + 1).
# - Neither the image nor the kernel is **always square**. A kernel may have an even size, and it may
#   be as large as the image. Colour images are not used.
#
# In the lecture's example, an image of 5×5 and a kernel of 3×3 give a result of 3×3.
#
# | image | kernel | result |
# |:-:|:-:|:-:|
# | 0 1 1 0 1 | 1 0 1 | **4 3 5** |
# | 0 1 1 0 1 | 1 1 1 | **4 3 5** |
# | 0 1 1 0 1 | 0 0 1 | **4 3 5** |
# | 0 1 1 0 1 | | |
# | 0 1 1 0 1 | | |
#
# **Mind the type of the pixels.** An image may come as an array of type `uint8`, as image files often
# do. This type holds whole numbers from 0 to 255 only, and a calculation within it that leaves this
# range silently gives another number. Converting first, for example with `image.astype(float)`, keeps
# you safe. Pixel values may also be decimals. Both go for questions 5 and 6 as well.
# %%
def conv2d(image, kernel):
    # ja: カーネルを置けるすべての位置で、重なった数どうしの積の合計を求めます。
    # en: For every place of the kernel, add up the products of the numbers that lie on each other.
    # BEGIN SOLUTION
    h, w = kernel.shape
    rows = image.shape[0] - h + 1
    columns = image.shape[1] - w + 1
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            result[i, j] = np.sum(image[i : i + h, j : j + w].astype(float) * kernel)
    return result
    # END SOLUTION
# %%
# ja: 講義の例です。3つの行がどれも 4 3 5 になります。
# en: The lecture's example: three rows of 4 3 5.
image = np.array([[0, 1, 1, 0, 1]] * 5)
kernel = np.array([[1, 0, 1], [1, 1, 1], [0, 0, 1]])
print(conv2d(image, kernel))
# %% [markdown] ja
# ## 問5 ぼかし（10点） `blur`
#
# 畳み込みで画像をぼかすことができます。関数 `blur(image)` を作ってください。
# 3×3 の範囲ごとに9個の画素の**平均**を求め、2次元の配列で返します。
#
# - `image` は濃淡画像で、形は (H, W) です（H も W も 3 以上）。結果の形は (H − 2, W − 2) です。
# - 平均の小数部分は、丸めたり切り捨てたりせずに残してください。
#
# 例として、次の 4×4 の画像を考えます。9 は 3×3 の範囲のどれにも入り、18 は右下の範囲だけに入るので、
# 結果は 2×2 になります。
#
# | 画像 | 結果 |
# |:-:|:-:|
# | 0 0 0 0 | **1 1** |
# | 0 9 0 0 | **1 3** |
# | 0 0 0 0 | |
# | 0 0 0 18 | |
# %% [markdown] en
# ## Question 5: blurring (10 points) `blur`
#
# A convolution can blur an image. Write a function `blur(image)`. It takes the **mean** of the nine
# pixels in each 3×3 neighbourhood and returns the means as a two-dimensional array.
#
# - `image` is a grey image of shape (H, W), both at least 3. The result has shape (H − 2, W − 2).
# - Keep the fractions of the means: neither round them nor cut them off.
#
# Take this image of 4×4 as an example. The 9 lies in all four neighbourhoods, the 18 only in the one
# at the bottom right, and the result is 2×2.
#
# | image | result |
# |:-:|:-:|
# | 0 0 0 0 | **1 1** |
# | 0 9 0 0 | **1 3** |
# | 0 0 0 0 | |
# | 0 0 0 18 | |
# %%
def blur(image):
    # ja: 3×3 の範囲ごとの平均を返します。
    # en: Return the mean of each 3×3 neighbourhood.
    # BEGIN SOLUTION
    return conv2d(image, np.ones((3, 3))) / 9
    # END SOLUTION
# %%
# ja: 上の例です。
# en: The example above.
print(blur(np.array([[0, 0, 0, 0], [0, 9, 0, 0], [0, 0, 0, 0], [0, 0, 0, 18]])))
# %% [markdown] ja
# ## 問6 エッジ抽出（10点） `edges`
#
# カーネルを取りかえると、明るさが急に変わるところ（**エッジ**）を見つけることもできます。
# 関数 `edges(image)` を作ってください。画像に次のカーネルを畳み込んだ結果を返します。
#
# | | | |
# |:-:|:-:|:-:|
# | 0 | 1 | 0 |
# | 1 | −4 | 1 |
# | 0 | 1 | 0 |
#
# - `image` は濃淡画像で、形は (H, W) です（H も W も 3 以上）。結果の形は (H − 2, W − 2) です。
# - 負の値も大きな値も、変えずにそのまま返してください。
#
# 明るさが一定のところでは、上下左右の合計と中央の4倍が打ち消し合い、0 になります。
# 例として、左半分が 0、右半分が 5 の 3×4 の画像からは、**5 と −5** が並んだ 1×2 の結果ができます。
# %% [markdown] en
# ## Question 6: edges (10 points) `edges`
#
# With another kernel, a convolution finds **edges**, where the brightness changes suddenly. Write a
# function `edges(image)` that returns the convolution of the image with this kernel:
#
# | | | |
# |:-:|:-:|:-:|
# | 0 | 1 | 0 |
# | 1 | −4 | 1 |
# | 0 | 1 | 0 |
#
# - `image` is a grey image of shape (H, W), both at least 3. The result has shape (H − 2, W − 2).
# - Return negative and large values as they are.
#
# Where the brightness is constant, the four neighbours and four times the middle cancel out to 0. As
# an example, an image of 3×4 whose left half is 0 and whose right half is 5 gives a result of 1×2
# with the values **5 and −5**.
# %%
def edges(image):
    # ja: 上のカーネルを畳み込んだ結果を返します。
    # en: Return the convolution with the kernel above.
    # BEGIN SOLUTION
    return conv2d(image, np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]))
    # END SOLUTION
# %%
# ja: 上の例です。境目の左右で符号が変わります。
# en: The example above: the sign changes across the edge.
print(edges(np.array([[0, 0, 5, 5], [0, 0, 5, 5], [0, 0, 5, 5]])))
