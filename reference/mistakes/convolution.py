"""Known mistakes in the assignment `convolution`."""

# Students do not annotate, and their zip is not strict.
# mypy: allow-untyped-defs, no-check-untyped-defs
# ruff: noqa: B905

import numpy as np

from autograder.authoring import mistake

#: Questions whose solution calls an earlier one's.
FOLLOWS = {
    "overlap": ("conv1d", "strongest"),
    "conv1d": ("strongest",),
    "conv2d": ("blur", "edges"),
}

# ------------------------------------------------------------------ overlap


@mistake(
    "overlap",
    en="You return the products one by one; they are not added up. An overlap is a single "
    "number. Look at what should happen to the products.",
    ja="掛け算の結果が 1 つずつ返されていて、合計されていません。重ね合わせの結果は 1 つの数です。"
    "掛け算のあとに何をするか、見直してください。",
)
def overlap_sum_forgotten(window, kernel):
    return np.array(window) * np.array(kernel)


@mistake(
    "overlap",
    en="Your answers are what comes out when the products are multiplied with each other "
    "instead of added. Look at how you bring the products together.",
    ja="答えは、掛け算の結果を合計するかわりに、さらに掛け合わせたときの値と一致しています。"
    "掛け算の結果をどうまとめているか、見直してください。",
)
def overlap_product_of_products(window, kernel):
    result = 1
    for x, k in zip(window, kernel):
        result = result * (x * k)
    return result


@mistake(
    "overlap",
    en="Your answers are what comes out when equal positions are added instead of multiplied. "
    "Look at the operation between the window and the kernel.",
    ja="答えは、同じ位置の要素どうしを掛けるかわりに足したときの値と一致しています。"
    "データとカーネルの間の演算を見直してください。",
)
def overlap_added_not_multiplied(window, kernel):
    return np.sum(np.array(window) + np.array(kernel))


@mistake(
    "overlap",
    en="Your answers count the positions where window and kernel are equal. What is asked for is the "
    "sum of their products. Look at the operation between the window and the kernel.",
    ja="答えは、データとカーネルが等しい位置の個数と一致しています。"
    "求めるのは、同じ位置の要素の積の合計です。データとカーネルの間の演算を見直してください。",
)
def overlap_equal_positions_counted(window, kernel):
    return np.sum(np.array(window) == np.array(kernel))


@mistake(
    "overlap",
    en="Your answers are what comes out when one of the two rows is read backwards. First "
    "belongs to first, last to last. Look at the order in which the values meet.",
    ja="答えは、一方の並びを逆から読んだときの値と一致しています。"
    "先頭は先頭と、末尾は末尾と掛けます。要素がどの順序で対応しているか、見直してください。",
)
def overlap_kernel_flipped(window, kernel):
    return np.sum(np.array(window) * np.array(kernel)[::-1])


@mistake(
    "overlap",
    en="Your answers are the mean of the products, not their sum. Look for a division, or for a "
    "function that takes the mean.",
    ja="答えは、掛け算の結果の合計ではなく、平均と一致しています。"
    "割り算や、平均を求める関数を使っていないか、確かめてください。",
)
def overlap_mean(window, kernel):
    return np.mean(np.array(window) * np.array(kernel))


@mistake(
    "overlap",
    en="Your answers are what comes out when the window and the kernel are each summed first "
    "and the two sums are multiplied. Multiplying equal positions comes first, adding up "
    "second.",
    ja="答えは、データの合計とカーネルの合計を別々に求めてから掛けたときの値と一致しています。"
    "先に同じ位置の要素どうしを掛け、そのあとで合計します。",
)
def overlap_not_paired(window, kernel):
    return sum(window) * sum(kernel)


@mistake(
    "overlap",
    en="Your answers are what comes out when the last position is left out. Look at where your "
    "repetition ends.",
    ja="答えは、最後の位置を使わなかったときの値と一致しています。"
    "繰り返しがどこで終わるか、見直してください。",
)
def overlap_last_position_missing(window, kernel):
    total = 0
    for i in range(len(kernel) - 1):
        total = total + window[i] * kernel[i]
    return total


# ------------------------------------------------------------------ conv1d


@mistake(
    "conv1d",
    en="Your answers are what comes out when the kernel is read backwards, as np.convolve does "
    "it. In this course the kernel is moved over the data as it is.",
    ja="答えは、カーネルを左右逆にして重ねたときの値と一致しています（np.convolve と同じです）。"
    "この授業では、カーネルを反転させず、そのままの向きで動かします。",
)
def conv1d_kernel_flipped(data, kernel):
    return np.convolve(data, kernel, "valid")


@mistake(
    "conv1d",
    en="Your answers have as many values as the data: zeros were put around them. In this "
    "course the kernel stays inside the data, so the result is shorter. Look at the first "
    "and the last position of the kernel.",
    ja="答えがデータと同じ個数あり、データの両側に 0 を補ったときの値と一致しています。"
    "この授業では、カーネルはデータからはみ出さないので、結果はデータより短くなります。"
    "カーネルの最初と最後の位置を見直してください。",
)
def conv1d_same_length(data, kernel):
    return np.correlate(data, kernel, "same")


@mistake(
    "conv1d",
    en="Your answers are what comes out when zeros are put on both sides of the data first. In "
    "this course the kernel stays inside the data, so the result is shorter than the data. "
    "Look at what you do to the data before the kernel moves.",
    ja="答えは、はじめにデータの両側に 0 を補ったときの値と一致しています。"
    "この授業では、カーネルはデータからはみ出さないので、結果はデータより短くなります。"
    "カーネルを動かす前に、データに何をしているか見直してください。",
)
def conv1d_zeros_on_both_sides(data, kernel):
    margin = len(kernel) // 2
    return np.correlate(np.pad(data, margin), kernel, "valid")


@mistake(
    "conv1d",
    en='Your answers are those of np.convolve with "same": the kernel is read backwards, and '
    "zeros are put around the data. In this course the kernel keeps its direction and stays "
    "inside the data.",
    ja='答えは、np.convolve の "same" の値と一致しています。'
    "カーネルが左右逆になり、データの両側に 0 が補われています。"
    "この授業では、カーネルを反転させず、データからはみ出さないように動かします。",
)
def conv1d_same_length_and_flipped(data, kernel):
    return np.convolve(data, kernel, "same")


@mistake(
    "conv1d",
    en="Your answers have more values than the data: positions are included where the kernel "
    "meets the data with only one end. In this course the whole kernel stays inside the "
    "data. Look at the first and the last position of the kernel.",
    ja="答えの個数がデータより多く、カーネルの端だけがデータに重なる位置まで計算されています。"
    "この授業では、カーネル全体がデータの中に入る位置だけを使います。"
    "カーネルの最初と最後の位置を見直してください。",
)
def conv1d_full_length(data, kernel):
    return np.correlate(data, kernel, "full")


@mistake(
    "conv1d",
    en="Your answers are those of np.convolve as it is: the kernel is read backwards, and "
    "positions are included where it sticks out of the data. In this course the kernel keeps "
    "its direction and stays inside the data.",
    ja="答えは、np.convolve をそのまま使ったときの値と一致しています。"
    "カーネルが左右逆になり、データからはみ出す位置も計算されています。"
    "この授業では、カーネルを反転させず、データからはみ出さないように動かします。",
)
def conv1d_full_length_and_flipped(data, kernel):
    return np.convolve(data, kernel)


@mistake(
    "conv1d",
    en="Your answers are right but for the last one, which is missing. Work out on paper how "
    "many positions the kernel has, and compare it with the end of your repetition.",
    ja="答えは、最後の 1 つが足りないほかは正しい値です。"
    "カーネルを置ける位置がいくつあるかを紙の上で数え、繰り返しの終わりと比べてください。",
)
def conv1d_last_window_missing(data, kernel):
    result = []
    for i in range(len(data) - len(kernel)):
        result.append(np.sum(data[i : i + len(kernel)] * kernel))
    return result


@mistake(
    "conv1d",
    en="Your answers go on after the kernel has reached the end of the data, with windows that "
    "are too short. Work out on paper how many positions the kernel has, and compare it with "
    "the end of your repetition.",
    ja="カーネルがデータの終わりに達したあとも計算が続き、短く切れた部分まで答えに入っています。"
    "カーネルを置ける位置がいくつあるかを紙の上で数え、繰り返しの終わりと比べてください。",
)
def conv1d_runs_past_the_end(data, kernel):
    result = []
    for i in range(len(data)):
        result.append(sum(x * k for x, k in zip(data[i:], kernel)))
    return result


@mistake(
    "conv1d",
    en="For every position you return all the products; they are not added up. An overlap is a "
    "single number. Look at what should happen to the products.",
    ja="位置ごとに掛け算の結果が並んだまま返されていて、合計されていません。"
    "重ね合わせの結果は、位置ごとに 1 つの数です。掛け算のあとに何をするか、見直してください。",
)
def conv1d_sum_forgotten(data, kernel):
    result = []
    for i in range(len(data) - len(kernel) + 1):
        result.append(data[i : i + len(kernel)] * kernel)
    return result


@mistake(
    "conv1d",
    en="Your answers are what comes out when the products of a window are multiplied with each "
    "other instead of added. Look at how you bring the products together.",
    ja="答えは、位置ごとの掛け算の結果を合計するかわりに、"
    "さらに掛け合わせたときの値と一致しています。"
    "掛け算の結果をどうまとめているか、見直してください。",
)
def conv1d_product_of_products(data, kernel):
    result = []
    for i in range(len(data) - len(kernel) + 1):
        result.append(np.prod(data[i : i + len(kernel)] * kernel))
    return result


@mistake(
    "conv1d",
    en="Your answers are every second one of the right values: the kernel moves by two. Look at "
    "the step of your repetition.",
    ja="答えが、正しい値の 1 つおきになっています。カーネルが 2 つずつ動いています。"
    "繰り返しの間隔を見直してください。",
)
def conv1d_two_steps_at_a_time(data, kernel):
    result = []
    for i in range(0, len(data) - len(kernel) + 1, 2):
        result.append(np.sum(data[i : i + len(kernel)] * kernel))
    return result


@mistake(
    "conv1d",
    en="Your answers are what comes out when the kernel jumps by its own length, so that the "
    "windows do not overlap. It should move by one. Look at the step of your repetition.",
    ja="答えは、カーネルをその長さの分だけ一度に動かしたときの値と一致していて、"
    "切り出す部分が重なっていません。カーネルは 1 つずつ動かします。"
    "繰り返しの間隔を見直してください。",
)
def conv1d_jumps_by_its_length(data, kernel):
    result = []
    for i in range(0, len(data) - len(kernel) + 1, len(kernel)):
        result.append(np.sum(data[i : i + len(kernel)] * kernel))
    return result


@mistake(
    "conv1d",
    en="Your answers are means instead of sums. Look for a division, or for a function that "
    "takes the mean.",
    ja="答えが、合計ではなく平均になっています。"
    "割り算や、平均を求める関数を使っていないか、確かめてください。",
)
def conv1d_mean(data, kernel):
    return np.correlate(data, kernel, "valid") / len(kernel)


@mistake(
    "conv1d",
    en="Your kernel is put with its middle on a value and reaches as far to both sides. That is right for an "
    "odd length only: an even one has no middle. Let the window begin at a position and be as long as the "
    "kernel.",
    ja="カーネルの中央をデータに合わせ、左右に同じだけ広げています。"
    "長さが奇数ならそれで正しいのですが、偶数のときは中央がありません。"
    "窓の始まりの位置を決めて、そこからカーネルと同じ長さだけ取り出してください。",
    raises=ValueError,
)
def conv1d_odd_lengths_only(data, kernel):
    half = len(kernel) // 2
    return [np.sum(data[i - half : i + half + 1] * kernel) for i in range(half, len(data) - half)]


# ------------------------------------------------------------------ strongest


@mistake(
    "strongest",
    en="You return only the first position of the highest response. Where several positions "
    "share it, all of them are asked for. Look at what your code does with equal values.",
    ja="反応が最大になる位置のうち、最初の 1 つだけが返されています。"
    "同じ最大値の位置がいくつもあるときは、そのすべてを答えます。"
    "等しい値をどう扱っているか、見直してください。",
)
def strongest_only_the_first(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return [np.argmax(responses)]


@mistake(
    "strongest",
    en="You return a single number: the first position of the highest response. A list of all "
    "such positions is asked for, even where there is only one.",
    ja="反応が最大になる最初の位置が、1 つの数として返されています。"
    "最大になる位置をすべて、リストで答えます。位置が 1 つだけのときもリストにします。",
)
def strongest_a_number(data, kernel):
    return np.argmax(np.correlate(data, kernel, "valid"))


@mistake(
    "strongest",
    en="You return only the last position of the highest response. Where several positions "
    "share it, all of them are asked for. Look at what your code does when it meets an equal "
    "value.",
    ja="反応が最大になる位置のうち、最後の 1 つだけが返されています。"
    "同じ最大値の位置がいくつもあるときは、そのすべてを答えます。"
    "等しい値が現れたときの動きを見直してください。",
)
def strongest_only_the_last(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return [len(responses) - 1 - np.argmax(responses[::-1])]


@mistake(
    "strongest",
    en="You return the highest responses themselves. The positions at which they occur are "
    "asked for.",
    ja="最大の反応の値そのものが返されています。ここで答えるのは、その反応が現れる位置です。",
)
def strongest_values(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return responses[responses == responses.max()]


@mistake(
    "strongest",
    en="Your positions are right, but each of them is wrapped in a list of its own, as "
    "np.argwhere returns them. A flat list of numbers is asked for.",
    ja="位置は正しいのですが、np.argwhere の結果のように、1 つずつ別のリストに包まれています。"
    "ここで答えるのは、数だけを並べた 1 次元のリストです。",
)
def strongest_each_in_a_list(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return np.argwhere(responses == responses.max())


@mistake(
    "strongest",
    en="Your positions are right, but the whole list is wrapped once more, as np.where returns "
    "it: one array for each axis, in a tuple. A flat list of numbers is asked for. Look at "
    "what is inside the tuple.",
    ja="位置は正しいのですが、np.where の結果のように、並び全体がもう一重に包まれています。"
    "np.where は軸ごとの配列をタプルに入れて返します。"
    "ここで答えるのは、数だけを並べた 1 次元のリストです。",
)
def strongest_in_a_tuple(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return np.where(responses == responses.max())


@mistake(
    "strongest",
    en="Your positions are all too high by one: they are counted from one. Python and this "
    "course count from zero.",
    ja="位置がすべて 1 つずつ大きく、1 から数えたものになっています。"
    "Python でもこの授業でも、位置は 0 から数えます。",
)
def strongest_counted_from_one(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return np.where(responses == responses.max())[0] + 1


@mistake(
    "strongest",
    en="Your positions are those of the middle of the kernel. The position at which it starts "
    "is asked for.",
    ja="カーネルの中央の位置が返されています。ここで答えるのは、カーネルの先頭の位置です。",
)
def strongest_middle_of_the_kernel(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return np.where(responses == responses.max())[0] + len(kernel) // 2


@mistake(
    "strongest",
    en="Your positions are those of the greatest absolute value: a strongly negative response "
    "counts as strong. The highest value is asked for, and a negative one is low. Look for a "
    "function that removes the sign.",
    ja="絶対値が最大になる位置が返されていて、大きな負の反応も「強い」と数えられています。"
    "求めるのは値が最も大きい位置で、負の反応は小さい値です。"
    "符号を取り除いていないか、確かめてください。",
)
def strongest_absolute(data, kernel):
    responses = np.abs(np.correlate(data, kernel, "valid"))
    return np.where(responses == responses.max())[0]


@mistake(
    "strongest",
    en="Your positions are those of the lowest response. Look at whether you search for the "
    "largest or the smallest value.",
    ja="反応が最小になる位置が返されています。最大と最小のどちらを探しているか、確かめてください。",
)
def strongest_lowest(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    return np.where(responses == responses.min())[0]


@mistake(
    "strongest",
    en="Your list is empty where no response is above zero: the search for the highest value "
    "seems to start from zero. The highest of several negative numbers is negative. Look at "
    "the value with which your search begins.",
    ja="正の反応が 1 つもないとき、空のリストが返されていて、"
    "最大値を 0 から探し始めているようです。負の数しかなければ、最大値も負になります。"
    "探し始めるときの値を見直してください。",
)
def strongest_search_starts_at_zero(data, kernel):
    responses = np.correlate(data, kernel, "valid")
    highest = 0
    for response in responses:
        if response > highest:
            highest = response
    return [i for i in range(len(responses)) if responses[i] == highest]


@mistake(
    "strongest",
    en="Your positions are where the kernel read backwards responds most strongly. The kernel "
    "is moved over the data as it is. Look at how the responses are made.",
    ja="答えは、カーネルを左右逆にして重ねたときに反応が最大になる位置と一致しています。"
    "カーネルは反転させず、そのままの向きで動かします。反応の求め方を見直してください。",
)
def strongest_kernel_flipped(data, kernel):
    responses = np.convolve(data, kernel, "valid")
    return np.where(responses == responses.max())[0]


@mistake(
    "strongest",
    en="Your positions are those of the largest values of the data; the kernel has no effect on "
    "them. Look for the highest response, the result of the convolution.",
    ja="データの値そのものが最大になる位置が返されていて、カーネルが効いていません。"
    "探すのは、畳み込みの結果が最大になる位置です。",
)
def strongest_of_the_data(data, kernel):
    return np.where(data == np.max(data))[0]


# ------------------------------------------------------------------ conv2d


@mistake(
    "conv2d",
    en="Your answers are what comes out when the kernel is turned upside down and left to "
    "right, as scipy.signal.convolve2d does it. In this course the kernel is moved over the "
    "image as it is.",
    ja="答えは、"
    "カーネルを上下左右とも逆にしたときの値と一致しています（scipy の convolve2d と同じです）。"
    "この授業では、カーネルを反転させず、そのままの向きで動かします。",
)
def conv2d_kernel_flipped(image, kernel):
    kernel = kernel[::-1, ::-1]
    h, w = kernel.shape
    result = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + h, j : j + w] * kernel)
    return result


@mistake(
    "conv2d",
    en="Rows and columns of your result are exchanged. The first index counts rows from the "
    "top, the second columns from the left. Look at the order of your two repetitions, or of "
    "your two indices.",
    ja="結果の行と列が入れかわっています。1 番目の添字は上からの行、2 番目の添字は左からの列です。"
    "2 つの繰り返しの順序、または添字の順序を見直してください。",
)
def conv2d_result_transposed(image, kernel):
    h, w = kernel.shape
    result = np.zeros((image.shape[1] - w + 1, image.shape[0] - h + 1))
    for j in range(result.shape[0]):
        for i in range(result.shape[1]):
            result[j, i] = np.sum(image[i : i + h, j : j + w] * kernel)
    return result


@mistake(
    "conv2d",
    en="Your answers are what comes out when rows and columns of the kernel are exchanged. Look "
    "at the order of the two indices of the kernel.",
    ja="答えは、カーネルの行と列を入れかえて重ねたときの値と一致しています。"
    "カーネルの 2 つの添字の順序を見直してください。",
)
def conv2d_kernel_transposed(image, kernel):
    kernel = kernel.T
    h, w = kernel.shape
    rows, columns = image.shape[0] - h + 1, image.shape[1] - w + 1
    result = []
    for i in range(rows):
        result.append([])
        for j in range(columns):
            result[i].append(np.sum(image[i : i + h, j : j + w] * kernel))
    return result


@mistake(
    "conv2d",
    en="Your answers are what comes out when a border of zeros is put around the image first. "
    "In this course the kernel stays inside the image, so the result is smaller than the "
    "image. Look at what you do to the image before the kernel moves.",
    ja="答えは、はじめに画像のまわりに 0 を補ったときの値と一致しています。"
    "この授業では、カーネルは画像からはみ出さないので、結果は画像より小さくなります。"
    "カーネルを動かす前に、画像に何をしているか見直してください。",
)
def conv2d_border_of_zeros(image, kernel):
    h, w = kernel.shape
    image = np.pad(image, ((h // 2, h // 2), (w // 2, w // 2)))
    result = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + h, j : j + w] * kernel)
    return result


@mistake(
    "conv2d",
    en="Your result is larger than the image: places are included where the kernel covers the "
    "image with only a corner or an edge. In this course the whole kernel stays inside the "
    "image.",
    ja="結果が画像より大きく、カーネルの端だけが画像に重なる位置まで計算されています。"
    "この授業では、カーネル全体が画像の中に入る位置だけを使います。",
)
def conv2d_full_size(image, kernel):
    h, w = kernel.shape
    image = np.pad(image, ((h - 1, h - 1), (w - 1, w - 1)))
    result = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + h, j : j + w] * kernel)
    return result


@mistake(
    "conv2d",
    en="Your result is right but for the last row and the last column, which are missing. Work "
    "out on paper how many places the kernel has, down and across, and compare it with the "
    "ends of your repetitions.",
    ja="結果は、最後の行と最後の列が足りないほかは正しい値です。"
    "カーネルを置ける位置が縦と横にいくつずつあるかを紙の上で数え、"
    "繰り返しの終わりと比べてください。",
)
def conv2d_last_row_and_column_missing(image, kernel):
    h, w = kernel.shape
    result = np.zeros((image.shape[0] - h, image.shape[1] - w))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + h, j : j + w] * kernel)
    return result


@mistake(
    "conv2d",
    en="Your result holds every second row and column of the right one: the kernel moves by "
    "two. Look at the steps of your repetitions.",
    ja="結果が、正しい結果の行と列を 1 つおきに取り出したものになっています。"
    "カーネルが 2 つずつ動いています。繰り返しの間隔を見直してください。",
)
def conv2d_two_steps_at_a_time(image, kernel):
    h, w = kernel.shape
    result = []
    for i in range(0, image.shape[0] - h + 1, 2):
        row = []
        for j in range(0, image.shape[1] - w + 1, 2):
            row.append(np.sum(image[i : i + h, j : j + w] * kernel))
        result.append(row)
    return result


@mistake(
    "conv2d",
    en="Your result is a single row: the kernel moves down and to the right at the same time, "
    "along the diagonal. It should visit every column of every row. Look at how many "
    "repetitions you have, and which index belongs to which.",
    ja="結果が 1 次元の並びになっていて、カーネルが縦と横に同時に動き、"
    "斜めの位置だけが計算されています。カーネルは、縦と横のすべての位置に置きます。"
    "繰り返しがいくつあり、どの添字がどれに対応するか見直してください。",
)
def conv2d_along_the_diagonal(image, kernel):
    h, w = kernel.shape
    result = []
    for i in range(min(image.shape[0] - h, image.shape[1] - w) + 1):
        result.append(np.sum(image[i : i + h, i : i + w] * kernel))
    return result


@mistake(
    "conv2d",
    en="Your answers are what comes out when all elements of the kernel meet one and the same pixel, "
    "the upper left one. Each element meets the pixel beneath it: look at the indices of the image.",
    ja="答えは、カーネルのすべての要素を、左上の同じ画素に掛けたときの値と一致しています。"
    "カーネルの要素は、それぞれ自分の下にある画素に掛けます。画像の添字を見直してください。",
)
def conv2d_one_pixel_for_all(image, kernel):
    h, w = kernel.shape
    rows, columns = image.shape[0] - h + 1, image.shape[1] - w + 1
    return np.asarray(image, dtype=float)[:rows, :columns] * np.sum(kernel)


@mistake(
    "conv2d",
    en="Your answers are what comes out when only the diagonal of the kernel is used. Every "
    "cell of the kernel counts. Look at whether the two indices inside the kernel are always "
    "equal.",
    ja="答えは、カーネルの対角線の要素だけを使ったときの値と一致しています。"
    "カーネルのすべての要素を使います。"
    "カーネルの 2 つの添字がいつも等しくなっていないか、確かめてください。",
)
def conv2d_diagonal_of_the_kernel(image, kernel):
    h, w = kernel.shape
    result = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            for a in range(min(h, w)):
                result[i, j] = result[i, j] + image[i + a, j + a] * kernel[a, a]
    return result


@mistake(
    "conv2d",
    en="At every place you return one sum for each column of the kernel instead of one number. "
    "Look at over which axes you add up.",
    ja="位置ごとに 1 つの数ではなく、カーネルの列ごとの合計が返されています。"
    "どの軸について合計しているか、見直してください。",
)
def conv2d_columns_summed_only(image, kernel):
    h, w = kernel.shape
    result = []
    for i in range(image.shape[0] - h + 1):
        row = []
        for j in range(image.shape[1] - w + 1):
            row.append(sum(image[i : i + h, j : j + w] * kernel))
        result.append(row)
    return result


@mistake(
    "conv2d",
    en="Your answers have gone through a byte: with byte images (uint8), results below 0 or "
    "above 255 come back as other numbers. Look at the type of the array in which you "
    "collect the results.",
    ja="画素が uint8 型の画像で、0 より小さい結果や 255 より大きい結果が、"
    "別の数に変わっています。結果を入れる配列の型（dtype）を見直してください。",
)
def conv2d_result_in_bytes(image, kernel):
    h, w = kernel.shape
    result = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1), image.dtype)
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + h, j : j + w] * kernel)
    return result


# ------------------------------------------------------------------ blur


@mistake(
    "blur",
    en="Your answers are the sums of the neighbourhoods, not their means. Look at what is "
    "missing between a sum and a mean.",
    ja="答えが、3×3 の範囲の平均ではなく、合計になっています。"
    "合計から平均を求めるのに何が足りないか、考えてください。",
)
def blur_sum(image):
    rows, columns = image.shape
    result = np.zeros((rows - 2, columns - 2))
    for i in range(rows - 2):
        for j in range(columns - 2):
            result[i, j] = np.sum(image[i : i + 3, j : j + 3])
    return result


@mistake(
    "blur",
    en="Your answers are what comes out when a border of zeros is put around the image first. "
    "In this course the kernel stays inside the image, so the result is smaller than the "
    "image.",
    ja="答えは、はじめに画像のまわりに 0 を補ったときの値と一致しています。"
    "この授業では、カーネルは画像からはみ出さないので、結果は画像より小さくなります。",
)
def blur_border_of_zeros(image):
    rows, columns = image.shape
    image = np.pad(image, 1)
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            result[i, j] = np.mean(image[i : i + 3, j : j + 3])
    return result


@mistake(
    "blur",
    en="Your result is as large as the image, with the border taken over unchanged. In this "
    "course the result has values only where the whole 3×3 neighbourhood lies inside the "
    "image. Look at the array with which you begin.",
    ja="結果が画像と同じ大きさで、まわりの画素がもとのまま残っています。"
    "この授業では、3×3 の範囲全体が画像の中に入る位置だけを結果にします。"
    "結果を入れる配列の用意のしかたを見直してください。",
)
def blur_border_kept(image):
    rows, columns = image.shape
    result = np.array(image, dtype=float)
    for i in range(rows - 2):
        for j in range(columns - 2):
            result[i + 1, j + 1] = np.mean(image[i : i + 3, j : j + 3])
    return result


@mistake(
    "blur",
    en="Your means are rounded down to whole numbers. Look for a division that drops the "
    "remainder, or for an array or conversion that holds whole numbers only.",
    ja="平均の小数部分が切り捨てられています。"
    "余りを捨てる割り算をしていないか、整数しか入らない配列や整数への変換を使っていないか、"
    "確かめてください。",
)
def blur_rounded_down(image):
    rows, columns = image.shape
    result = np.zeros((rows - 2, columns - 2), dtype=int)
    for i in range(rows - 2):
        for j in range(columns - 2):
            result[i, j] = np.mean(image[i : i + 3, j : j + 3])
    return result


@mistake(
    "blur",
    en="For byte images (uint8) your answers are too dark: a byte holds numbers up to 255 only, "
    "and a larger sum starts again from 0. Look at the type of the numbers while you add "
    "them up.",
    ja="画素が uint8 型の画像で、答えが小さくなりすぎています。"
    "uint8 型には 255 までの数しか入らず、合計がそれを超えると 0 に戻って数え直されます。"
    "合計している間の数の型を見直してください。",
)
def blur_bytes_overflow(image):
    rows, columns = image.shape
    total = image[: rows - 2, : columns - 2] * 0
    for i in range(3):
        for j in range(3):
            total = total + image[i : rows - 2 + i, j : columns - 2 + j]
    return total / 9


@mistake(
    "blur",
    en="Your answers are the mean of the eight neighbours, without the pixel in the middle. The "
    "neighbourhood of 3×3 has nine pixels, and all of them count.",
    ja="答えは、中央の画素を除いた 8 個の平均と一致しています。"
    "3×3 の範囲には 9 個の画素があり、そのすべてを使います。",
)
def blur_without_the_middle(image):
    rows, columns = image.shape
    result = np.zeros((rows - 2, columns - 2))
    for i in range(rows - 2):
        for j in range(columns - 2):
            total = np.sum(image[i : i + 3, j : j + 3], dtype=float)
            result[i, j] = (total - image[i + 1, j + 1]) / 8
    return result


@mistake(
    "blur",
    en="Your answers are medians. The median is the value in the middle after sorting; the mean "
    "is the sum divided by the number of values.",
    ja="答えが中央値になっています。"
    "中央値は大きさの順に並べたときの真ん中の値、平均は合計を個数で割った値です。",
)
def blur_median(image):
    rows, columns = image.shape
    result = np.zeros((rows - 2, columns - 2))
    for i in range(rows - 2):
        for j in range(columns - 2):
            result[i, j] = np.median(image[i : i + 3, j : j + 3])
    return result


@mistake(
    "blur",
    en="Your answers are the sums of nine pixels divided by three. Look at how many pixels a "
    "neighbourhood of 3×3 has.",
    ja="答えが、9 個の画素の合計を 3 で割った値になっています。"
    "3×3 の範囲に画素がいくつあるか、確かめてください。",
)
def blur_divided_by_three(image):
    rows, columns = image.shape
    result = np.zeros((rows - 2, columns - 2))
    for i in range(rows - 2):
        for j in range(columns - 2):
            result[i, j] = np.sum(image[i : i + 3, j : j + 3]) / 3
    return result


@mistake(
    "blur",
    en="Your answers are what comes out when the neighbourhoods do not overlap and jump by "
    "three pixels. The kernel moves by one pixel at a time. Look at the steps of your "
    "repetitions.",
    ja="答えは、3×3 の範囲を 3 画素ずつ動かし、重ならないように取ったときの値と一致しています。"
    "カーネルは 1 画素ずつ動かします。繰り返しの間隔を見直してください。",
)
def blur_jumps_by_three(image):
    rows, columns = image.shape
    result = []
    for i in range(0, rows - 2, 3):
        row = []
        for j in range(0, columns - 2, 3):
            row.append(np.mean(image[i : i + 3, j : j + 3]))
        result.append(row)
    return result


# ------------------------------------------------------------------ edges


@mistake(
    "edges",
    en="All signs of your answers are exchanged: the kernel has its signs the wrong way round. "
    "Look at which of its cells are negative.",
    ja="答えの符号がすべて逆になっています。カーネルの符号が反対です。"
    "カーネルのどの要素が負か、確かめてください。",
)
def edges_sign_exchanged(image):
    x = np.array(image, dtype=float)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return 4 * x[1:-1, 1:-1] - around


@mistake(
    "edges",
    en="Your answers are what comes out with the four neighbours at the corners. The kernel of this "
    "question takes those above, below, left and right. Look at where its ones stand.",
    ja="答えは、斜めの 4 画素を使ったときの値と一致しています。"
    "この問のカーネルは、上下左右の画素を使います。1 がどこにあるか、確かめてください。",
)
def edges_corners(image):
    x = np.array(image, dtype=float)
    around = x[:-2, :-2] + x[:-2, 2:] + x[2:, :-2] + x[2:, 2:]
    return around - 4 * x[1:-1, 1:-1]


@mistake(
    "edges",
    en="The middle of your kernel has the wrong sign: the middle pixel is added four times, where it "
    "should be subtracted. Look at the kernel once more.",
    ja="カーネルの中央の符号が逆です。中央の画素を 4 回引くところで、足しています。"
    "カーネルをもう一度確かめてください。",
)
def edges_middle_added(image):
    x = np.array(image, dtype=float)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return around + 4 * x[1:-1, 1:-1]


@mistake(
    "edges",
    en="Your answers are those of another edge kernel, one that counts all eight neighbours. "
    "The kernel of this question has zeros in its corners. Look at the kernel once more.",
    ja="答えは、まわりの 8 画素をすべて使う、別のエッジ抽出のカーネルの値と一致しています。"
    "この問いのカーネルは、四隅が 0 です。カーネルをもう一度確かめてください。",
)
def edges_eight_neighbours(image):
    x = np.array(image, dtype=float)
    rows, columns = x.shape
    result = -9 * x[1:-1, 1:-1]
    for i in range(3):
        for j in range(3):
            result = result + x[i : rows - 2 + i, j : columns - 2 + j]
    return result


@mistake(
    "edges",
    en="Your answers are what comes out when a border of zeros is put around the image first. "
    "In this course the kernel stays inside the image, so the result is smaller than the "
    "image.",
    ja="答えは、はじめに画像のまわりに 0 を補ったときの値と一致しています。"
    "この授業では、カーネルは画像からはみ出さないので、結果は画像より小さくなります。",
)
def edges_border_of_zeros(image):
    x = np.pad(np.array(image, dtype=float), 1)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return around - 4 * x[1:-1, 1:-1]


@mistake(
    "edges",
    en="For byte images (uint8) your answers are wrong wherever a result does not lie between 0 "
    "and 255: it starts again from the other end. Look at the type of the numbers while you "
    "calculate.",
    ja="画素が uint8 型の画像で、0 から 255 の範囲に入らない結果が、"
    "反対の端から数え直されています。計算している間の数の型を見直してください。",
)
def edges_bytes_overflow(image):
    x = np.array(image)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return around - 4 * x[1:-1, 1:-1]


@mistake(
    "edges",
    en="Your answers are never negative: their signs have been removed. The response of this "
    "kernel has two signs, and both are wanted. Look for a function that takes the absolute "
    "value.",
    ja="答えの符号が取り除かれ、すべて 0 以上になっています。"
    "このカーネルの反応には正と負があり、そのまま答えます。"
    "絶対値を求めていないか、確かめてください。",
)
def edges_absolute(image):
    x = np.array(image, dtype=float)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return np.abs(around - 4 * x[1:-1, 1:-1])


@mistake(
    "edges",
    en="Your answers are cut off at 0 and at 255, as for showing them as an image. The response "
    "itself is asked for, negative or large as it may be. Look for a function that limits "
    "values.",
    ja="答えが、画像として表示するときのように 0 から 255 の範囲に切りつめられています。"
    "ここでは、負の値や大きな値も含めて反応をそのまま答えます。"
    "値の範囲を制限していないか、確かめてください。",
)
def edges_clipped(image):
    x = np.array(image, dtype=float)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return np.clip(around - 4 * x[1:-1, 1:-1], 0, 255)


@mistake(
    "edges",
    en="Your answers are negative responses set to 0, as if by ReLU. The response itself is "
    "asked for, with both signs. Look at what you do after the convolution.",
    ja="負の反応が、ReLU を適用したように 0 になっています。"
    "ここでは、正と負の反応をそのまま答えます。"
    "畳み込みのあとに何をしているか、見直してください。",
)
def edges_negative_cut(image):
    x = np.array(image, dtype=float)
    around = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:]
    return np.maximum(0, around - 4 * x[1:-1, 1:-1])


@mistake(
    "edges",
    en="Your answers are what comes out when only the neighbours on the left and on the right "
    "are used. Those above and below count as well. Look at the kernel once more.",
    ja="答えは、左右の画素だけを使ったときの値と一致しています。上下の画素も使います。"
    "カーネルをもう一度確かめてください。",
)
def edges_left_and_right_only(image):
    x = np.array(image, dtype=float)
    return x[1:-1, :-2] + x[1:-1, 2:] - 2 * x[1:-1, 1:-1]
