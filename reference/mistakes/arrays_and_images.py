"""Known mistakes in the assignment `arrays-and-images`."""

# Students do not annotate.
# mypy: allow-untyped-defs, no-check-untyped-defs

import numpy as np

from autograder.authoring import mistake

# ------------------------------------------------------------------ index


@mistake(
    "index",
    en="You counted from one. In Python the first element of an array has the index 0.",
    ja="1 から数えたときの値になっています。Python では、配列の先頭の要素の添字は 0 です。",
)
def value_at_2_counted_from_one():
    return {"value_at_2": 20}


@mistake(
    "index",
    en="You went one element too far. The first element of an array has the index 0: count on from "
    "there.",
    ja="1 つ先の要素の値になっています。"
    "配列の先頭の要素の添字は 0 です。そこから順に数えてください。",
)
def value_at_2_one_too_far():
    return {"value_at_2": 40}


@mistake(
    "index",
    en="Your number is the index itself. What is asked for is the value that the array holds there.",
    ja="添字の数がそのまま答えになっています。ここで答えるのは、その添字の位置にある値です。",
)
def value_at_2_the_index():
    return {"value_at_2": 2}


@mistake(
    "index",
    en="Your value is the right one, but it comes as an array or list with one element, as a slice "
    "gives it. A number is asked for.",
    ja="値は正しいのですが、要素が 1 つの配列（またはリスト）になっています。"
    "スライスで取り出すとこうなります。ここで答えるのは数です。",
)
def value_at_2_a_slice():
    return {"value_at_2": [250]}


# ------------------------------------------------------------------ describe


@mistake(
    "describe",
    en="Your second number is the number of elements. The number of dimensions is asked for: along "
    "how many axes the elements are arranged.",
    ja="2 番目の値が要素の個数になっています。"
    "ここで答えるのは次元数、つまり要素がいくつの軸に沿って並んでいるかです。",
)
def describe_number_of_elements(array):
    return array.shape, array.size


@mistake(
    "describe",
    en="Your second number is the length along the first axis. The number of dimensions is asked "
    "for: how many axes there are.",
    ja="2 番目の値が、最初の軸に沿った長さになっています。"
    "ここで答えるのは次元数、つまり軸がいくつあるかです。",
)
def describe_length(array):
    return array.shape, len(array)


@mistake(
    "describe",
    en="Your two answers are right, but in the wrong order. The shape comes first.",
    ja="2 つの値は正しいのですが、順序が逆です。形を先に答えてください。",
)
def describe_exchanged(array):
    return array.ndim, array.shape


@mistake(
    "describe",
    en="Your shape is given backwards. The length along the first axis, the number of rows of an "
    "image, comes first.",
    ja="形の並びが逆になっています。最初の軸の長さ（画像なら行の数）を先に書きます。",
)
def describe_shape_backwards(array):
    return array.shape[::-1], array.ndim


@mistake(
    "describe",
    en="You return the shape alone. The number of dimensions is asked for as well, after it.",
    ja="形だけが返されています。そのあとに、次元数も答えてください。",
)
def describe_shape_alone(array):
    return array.shape


@mistake(
    "describe",
    en="Your number of dimensions is too low by one. Count the numbers in the shape.",
    ja="次元数が 1 つ小さくなっています。形の中に数がいくつ並んでいるか、数えてください。",
)
def describe_one_dimension_too_few(array):
    return array.shape, array.ndim - 1


@mistake(
    "describe",
    en="Axes of length 1 are missing from your answers. An array of one row has two axes: its shape is "
    "(1, n), and not (n,).",
    ja="長さが 1 の軸が抜けています。"
    "1 行だけの配列にも軸は 2 つあります。形は (1, n) で、(n,) ではありません。",
)
def describe_axes_of_one_missing(array):
    array = array.squeeze()
    return array.shape, array.ndim


# ------------------------------------------------------------------ mnist-facts


@mistake(
    "mnist-facts",
    en="Your two shapes are exchanged. Look at which set is for training and which for testing.",
    ja="2 つの形が入れかわっています。どちらが学習用で、どちらがテスト用かを確かめてください。",
)
def mnist_exchanged():
    return {"train_shape": (10000, 28, 28), "test_shape": (60000, 28, 28)}


@mistake(
    "mnist-facts",
    en="In your shapes the number of images comes last. In the lecture it is the first axis.",
    ja="形の最後に画像の枚数が書かれています。講義では、最初の軸が画像の番号です。",
)
def mnist_images_last():
    return {"train_shape": (28, 28, 60000), "test_shape": (28, 28, 10000)}


@mistake(
    "mnist-facts",
    en="In your shapes each image is a single row of numbers. Here the images still have rows and "
    "columns.",
    ja="形の中で、1 枚の画像が 1 列の数の並びになっています。"
    "ここでは、画像は縦と横に広がりをもったままです。",
)
def mnist_flattened():
    return {"train_shape": (60000, 784), "test_shape": (10000, 784)}


@mistake(
    "mnist-facts",
    en="Your total counts only the images for training. The images for testing belong to the data "
    "set as well.",
    ja="合計に学習用の画像しか入っていません。テスト用の画像もデータセットの一部です。",
)
def mnist_total_without_the_test_images():
    return {"total_images": 60000}


@mistake(
    "mnist-facts",
    en="Your number of pixels is the sum of height and width. The pixels fill a rectangle: think "
    "of how many there are in one row, and how many rows.",
    ja="画素数が、縦と横の画素数の和になっています。"
    "画素は長方形に並んでいます。1 行の画素数と行の数から考えてください。",
)
def mnist_pixels_added():
    return {"pixels_per_image": 56}


@mistake(
    "mnist-facts",
    en="Your number of pixels is that of a single row. An image has many rows.",
    ja="画素数が 1 行分になっています。画像には行がいくつもあります。",
)
def mnist_pixels_of_one_row():
    return {"pixels_per_image": 28}


@mistake(
    "mnist-facts",
    en="Your two shapes are the same, but the set for testing is smaller than the one for training.",
    ja="2 つの形が同じになっています。テスト用の画像は、学習用よりも少なくなっています。",
)
def mnist_as_many_for_testing():
    return {"train_shape": (60000, 28, 28), "test_shape": (60000, 28, 28)}


# ------------------------------------------------------------------ binarise


@mistake(
    "binarise",
    en="Your black and white are exchanged. In grey levels 0 is black, but in this picture of two "
    "levels black is 1 and white is 0. Look at what a dark pixel becomes.",
    ja="白と黒が逆になっています。濃淡画像では 0 が黒ですが、この 2 値画像では黒が 1、白が 0 です。"
    "暗い画素が何になるか、見直してください。",
)
def binarise_inverted(image, threshold=128):
    return np.where(np.asarray(image) >= threshold, 1, 0)


@mistake(
    "binarise",
    en="Your black and white are exchanged, and so is the pixel exactly on the threshold when you "
    "turn your comparison round. In this picture of two levels black is 1 and white is 0: read "
    "in the text what becomes of that pixel.",
    ja="白と黒が逆になっています。この 2 値画像では黒が 1、白が 0 です。"
    "不等号の向きを直すときは、しきい値とちょうど等しい画素が白と黒のどちらになるかも、"
    "問題文で確かめてください。",
)
def binarise_inverted_without_the_threshold(image, threshold=128):
    return np.where(np.asarray(image) > threshold, 1, 0)


@mistake(
    "binarise",
    en="A pixel exactly on the threshold becomes black in your answers. Only a pixel below the "
    "threshold does: look at your comparison.",
    ja="しきい値とちょうど等しい画素が黒になっています。"
    "黒になるのは、しきい値より小さい画素だけです。不等号を見直してください。",
)
def binarise_threshold_included(image, threshold=128):
    return np.where(np.asarray(image) <= threshold, 1, 0)


@mistake(
    "binarise",
    en="Your pixels are 0 and 255. In the picture of two levels they are 0 and 1; read in the text "
    "which of them is black.",
    ja="答えの画素が 0 と 255 になっています。"
    "2 値画像の画素は 0 と 1 です。どちらが黒かを問題文で確かめてください。",
)
def binarise_grey_levels(image, threshold=128):
    return np.where(np.asarray(image) < threshold, 0, 255)


@mistake(
    "binarise",
    en="Your pixels are 0 and 255. In the picture of two levels they are 0 and 1.",
    ja="答えの画素が 0 と 255 になっています。2 値画像の画素は 0 と 1 です。",
)
def binarise_grey_levels_black_255(image, threshold=128):
    return np.where(np.asarray(image) < threshold, 255, 0)


@mistake(
    "binarise",
    en="Your answers are those for a threshold of 128, whichever was handed over. The threshold is "
    "an argument: look at which number your comparison uses.",
    ja="どのしきい値を渡しても、128 のときの値になっています。"
    "しきい値は引数として渡されます。比べる相手の数を見直してください。",
)
def binarise_threshold_ignored(image, threshold=128):
    return np.where(np.asarray(image) < 128, 1, 0)


@mistake(
    "binarise",
    en="Your pixels are right but come in a single row. The picture of two levels has the shape of "
    "the image.",
    ja="画素の値は正しいのですが、1 列に並んでいます。2 値画像は、元の画像と同じ形にしてください。",
)
def binarise_flattened(image, threshold=128):
    return np.where(np.ravel(image) < threshold, 1, 0)


# ------------------------------------------------------------------ flatten


@mistake(
    "flatten",
    stands_for="flatten_image",
    en="Your pixels are read column by column. They are read row by row, like words on a page. "
    "Look at the order of your repetitions, or for a transposition.",
    ja="画素が列ごとに（縦方向に）並んでいます。"
    "画素は、文章を読むように、行ごとに左から右へ並べます。"
    "繰り返しの順序や、転置していないかを確かめてください。",
)
def flatten_image_column_by_column(image):
    return np.transpose(image).flatten()


@mistake(
    "flatten",
    stands_for="flatten_image",
    en="Your pixels begin at the bottom right. The first one is at the top left.",
    ja="画素が右下から逆の順に並んでいます。最初の画素は左上です。",
)
def flatten_image_backwards(image):
    return np.ravel(image)[::-1]


@mistake(
    "flatten",
    stands_for="flatten_image",
    en="You return the image with its rows and columns. One row of numbers is asked for, an array "
    "of one dimension.",
    ja="画像が 2 次元のまま返されています。ここで答えるのは、数を 1 列に並べた 1 次元の配列です。",
)
def flatten_image_unchanged(image):
    return image


@mistake(
    "flatten",
    stands_for="flatten_image",
    en="The order of your pixels is right, but your array still has two dimensions: a single row "
    "with all the pixels. Look at its shape; it should be one number.",
    ja="画素の順序は正しいのですが、1 行だけの 2 次元の配列になっています。"
    "配列の形を表示して、数が 1 つだけ並んでいるか確かめてください。",
)
def flatten_image_one_row(image):
    return np.reshape(image, (1, -1))


@mistake(
    "flatten",
    stands_for="flatten_image",
    en="The order of your pixels is right, but your array still has two dimensions: each pixel is "
    "in a row of its own. Look at its shape; it should be one number.",
    ja="画素の順序は正しいのですが、1 行に画素が 1 つずつ入った 2 次元の配列になっています。"
    "配列の形を表示して、数が 1 つだけ並んでいるか確かめてください。",
)
def flatten_image_one_column(image):
    return np.reshape(image, (-1, 1))


@mistake(
    "flatten",
    stands_for="flatten_image",
    en="You return the first row of the image only. All rows follow one another in the answer.",
    ja="画像の最初の行だけが返されています。答えには、すべての行が順に続きます。",
)
def flatten_image_first_row(image):
    return image[0]


@mistake(
    "flatten",
    en="Your function takes the image to be square: as many pixels are read from each row as there are "
    "rows. Images may be wider than high, or higher than wide.",
    ja="画像を正方形とみなして、どの行からも、行の数と同じ個数だけ画素を取り出しています。"
    "横長の画像や縦長の画像もあります。",
    raises=IndexError,
)
def flatten_image_as_if_square(image):
    n = len(image)
    return [image[i][j] for i in range(n) for j in range(n)]


# ------------------------------------------------------------------ dataset


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your labels are the twenty of the program that is pasted on the lecture's slide. There are "
    "sixteen patterns; make one label for each, by the rule in the text.",
    ja="ラベルが、講義のスライドのプログラムにある 20 個と一致しています。"
    "パターンは 16 通りです。問題文の規則に従って、1 行に 1 つずつラベルを付けてください。",
)
def make_dataset_twenty_labels():
    x = [[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0]
    return np.array(x), np.array(y)


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your labels are the first sixteen of the twenty in the program that is pasted on the "
    "lecture's slide. They do not fit the patterns all the way: go through the rule in the text "
    "row by row.",
    ja="ラベルが、講義のスライドのプログラムにある 20 個の、はじめの 16 個と一致しています。"
    "途中からパターンと合わなくなります。問題文の規則を 1 行ずつ当てはめてください。",
)
def make_dataset_first_sixteen_of_twenty():
    x = [[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2]
    return np.array(x), np.array(y)


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your classes 1 and 2 are exchanged. Look at which patterns belong to which class.",
    ja="クラス 1 と 2 が入れかわっています。どのパターンがどのクラスか、確かめてください。",
)
def make_dataset_classes_exchanged():
    x = [[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0]
    return np.array(x), np.array(y)


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your patterns are not in counting order: the first pixel changes fastest. As in counting, "
    "the last one should.",
    ja="パターンが数える順になっていません。最初の画素が最も速く変わっています。"
    "数を数えるときと同じように、最後の画素が最も速く変わる順に並べてください。",
)
def make_dataset_first_pixel_fastest():
    x = [[a, b, c, d] for d in (0, 1) for c in (0, 1) for b in (0, 1) for a in (0, 1)]
    y = [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0]
    return np.array(x), np.array(y)


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your labels give class 1 to the patterns whose black pixels lie on a diagonal. Compare the "
    "patterns of class 1 with the text, pixel by pixel.",
    ja="黒い画素が対角線上に並ぶパターンを、クラス 1 にしています。"
    "クラス 1 のパターンを、問題文と 1 画素ずつ見比べてください。",
)
def make_dataset_diagonals():
    x = [[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [0, 0, 0, 2, 0, 0, 1, 0, 0, 1, 0, 0, 2, 0, 0, 0]
    return np.array(x), np.array(y)


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your labels come as rows of zeros and ones. Here y holds the number of the class; it is "
    "turned into such rows later.",
    ja="ラベルが 0 と 1 の行（one-hot）になっています。"
    "ここでの y は、クラスの番号を並べたものです。one-hot への変換は、あとで行います。",
)
def make_dataset_one_hot_labels():
    x = [[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0]
    return np.array(x), np.eye(3)[y]


@mistake(
    "dataset",
    stands_for="make_dataset",
    en="Your patterns are images with rows and columns. In x each pattern is one row of four "
    "pixels.",
    ja="x の中のパターンが、2 次元の画像のままです。x では、1 つのパターンを 4 個の画素の 1 行にします。",
)
def make_dataset_images_not_flattened():
    x = [[[a, b], [c, d]] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    y = [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0]
    return np.array(x), np.array(y)


# ------------------------------------------------------------------ one-hot


@mistake(
    "one-hot",
    stands_for="one_hot",
    en="Your answers are transposed: there is a column for each label. Each label has a row of its "
    "own, with a column for each class. Look at the shape.",
    ja="行と列が入れかわっていて、ラベル 1 つが 1 列になっています。"
    "ラベル 1 つが 1 行、クラス 1 つが 1 列です。形を確かめてください。",
)
def one_hot_transposed(y, num_classes):
    return np.eye(num_classes)[np.asarray(y)].T


@mistake(
    "one-hot",
    stands_for="one_hot",
    en="Your classes are counted from one: every 1 stands one place too far to the left, and that "
    "of class 0 at the far end. Classes are numbered from 0, like the columns.",
    ja="クラスを 1 から数えています。どの行の 1 も 1 つ左にずれ、クラス 0 の 1 は右端にあります。"
    "クラスの番号は、列の番号と同じように 0 から始まります。",
)
def one_hot_counted_from_one(y, num_classes):
    rows = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        rows[i, y[i] - 1] = 1
    return rows


@mistake(
    "one-hot",
    stands_for="one_hot",
    en="Your rows are only as long as the labels at hand require. A class may exist that none of "
    "them belongs to: look at what your function does with its second argument.",
    ja="行の長さが、渡されたラベルの最大値で決まっています。"
    "どのラベルにも現れないクラスがあることもあります。"
    "2 番目の引数が使われているか、確かめてください。",
)
def one_hot_classes_counted_from_the_labels(y, num_classes):
    return np.eye(np.max(y) + 1)[np.asarray(y)]


@mistake(
    "one-hot",
    stands_for="one_hot",
    en="Your rows hold the label where they should hold 1. Look at what you write into the place "
    "of the class.",
    ja="1 を入れる場所に、ラベルの番号が入っています。"
    "クラスの位置に何を書き込んでいるか、見直してください。",
)
def one_hot_label_instead_of_one(y, num_classes):
    rows = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        rows[i, y[i]] = y[i]
    return rows


@mistake(
    "one-hot",
    stands_for="one_hot",
    en="Your zeros and ones are exchanged: the place of the class is cold and all the others are "
    "hot. Look at your comparison.",
    ja="0 と 1 が逆で、クラスの位置だけが 0 になっています。比べ方を見直してください。",
)
def one_hot_zeros_and_ones_exchanged(y, num_classes):
    return 1 - np.eye(num_classes)[np.asarray(y)]


@mistake(
    "one-hot",
    stands_for="one_hot",
    en="All your labels share one row, which tells only which classes occur. Each label has a row "
    "of its own.",
    ja="すべてのラベルが 1 つの行にまとまっていて、どのクラスが現れるかしかわかりません。"
    "ラベル 1 つにつき 1 行を作ってください。",
)
def one_hot_one_row_for_all(y, num_classes):
    row = np.zeros(num_classes)
    row[np.asarray(y)] = 1
    return row


# ------------------------------------------------------------------ predicted-class


@mistake(
    "predicted-class",
    stands_for="predicted_class",
    en="Your answers are too high by one: the units are counted from one. They are numbered from 0.",
    ja="答えがすべて 1 つずつ大きく、ユニットを 1 から数えています。ユニットの番号は 0 から始まります。",
)
def predicted_class_counted_from_one(outputs):
    return np.argmax(outputs) + 1


@mistake(
    "predicted-class",
    stands_for="predicted_class",
    en="You return the highest output itself. The number of the unit that has it is asked for.",
    ja="最も高い出力の値そのものが返されています。ここで答えるのは、その値を出したユニットの番号です。",
)
def predicted_class_the_value(outputs):
    return np.max(outputs)


@mistake(
    "predicted-class",
    stands_for="predicted_class",
    en="You return the number of the unit with the lowest output. The highest one is active.",
    ja="出力が最も低いユニットの番号が返されています。活性化しているのは、最も高いユニットです。",
)
def predicted_class_lowest(outputs):
    return np.argmin(outputs)


@mistake(
    "predicted-class",
    stands_for="predicted_class",
    en="You return the number of the unit with the greatest absolute value: a strongly negative "
    "output counts as high. Look for a function that removes the sign.",
    ja="絶対値が最も大きいユニットの番号が返されていて、大きな負の出力も「高い」と数えられています。"
    "符号を取り除いていないか、確かめてください。",
)
def predicted_class_absolute(outputs):
    return np.argmax(np.abs(outputs))


@mistake(
    "predicted-class",
    stands_for="predicted_class",
    en="You return a row with a 1 in the place of the active unit. Its number is asked for.",
    ja="活性化したユニットの位置が 1 の配列が返されています。ここで答えるのは、その番号です。",
)
def predicted_class_one_hot(outputs):
    return (np.asarray(outputs) == np.max(outputs)).astype(int)


@mistake(
    "predicted-class",
    stands_for="predicted_class",
    en="You return the number in a list or an array, as np.where and np.argwhere give it. A single "
    "number is asked for.",
    ja="番号がリストや配列に入ったまま返されています（np.where などの結果です）。"
    "ここで答えるのは 1 つの数です。",
)
def predicted_class_in_a_list(outputs):
    return [np.argmax(outputs)]


# ------------------------------------------------------------------ iris-facts


@mistake(
    "iris-facts",
    en="Your two numbers are exchanged. Look at which name stands for the species and which for "
    "the flowers.",
    ja="2 つの値が入れかわっています。どの名前が種類の数で、どの名前が花の数かを確かめてください。",
)
def iris_exchanged():
    return {"iris_species": 150, "iris_samples": 3}


@mistake(
    "iris-facts",
    en="Your number of samples is that of a single species. All species together are asked for.",
    ja="データの数が 1 種類分になっています。ここで答えるのは、すべての種類を合わせた数です。",
)
def iris_samples_of_one_species():
    return {"iris_samples": 50}


@mistake(
    "iris-facts",
    en="Your number of species is the number of measurements taken of each flower. Look at how "
    "many kinds of iris there are.",
    ja="種類の数が、1 つの花について測った値の個数になっています。"
    "アヤメが何種類あるかを確かめてください。",
)
def iris_species_number_of_measurements():
    return {"iris_species": 4}


@mistake(
    "iris-facts",
    en="Your number of samples is the number of all measured values. Each flower is one sample, "
    "however many values were measured of it.",
    ja="データの数が、測った値をすべて数えた個数になっています。"
    "測った値がいくつあっても、花 1 つが 1 つのデータです。",
)
def iris_samples_number_of_values():
    return {"iris_samples": 600}
