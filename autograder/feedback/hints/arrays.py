"""Errors of numpy."""

from autograder.feedback.hints.known import Cure
from autograder.records import Text

_PRODUCT = Text(
    "In a matrix product the left one must have as many columns as the right one has rows. Look at both with `.shape`: is the order right, or is one of them to be turned with `.T`?",
    "行列の積では、左の列の数と右の行の数が同じでなければなりません。両方の `.shape` を調べて、掛ける順序や転置 (`.T`) が正しいか確かめてください。",
)
_WHOLE_INDEX = Text(
    "An index must be a whole number. `/` always gives a decimal number: use `//`, or `int(…)`.",
    "添字は整数でなければなりません。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
)
_SINGLE_NUMBER = Text(
    "A single number has no elements: there is one index too many here.",
    "1 個の数に添字を付けています。添字の数が多すぎないか確かめてください。",
)

ARRAYS = (
    Cure("ValueError", r"^shapes \(.*\) and \(.*\) not aligned", _PRODUCT),
    Cure("ValueError", r"^matmul: .* has a mismatch in its core dimension", _PRODUCT),
    Cure(
        "ValueError",
        r"^operands could not be broadcast together with shapes (?P<one>\([0-9, ]*\)) (?P<other>\([0-9, ]*\))",
        Text(
            "Arrays of the shapes `{one}` and `{other}` cannot be combined element by element. Print both with `.shape` and see which one is not as you think.",
            "形が `{one}` と `{other}` の配列は、要素ごとに計算できません。`.shape` を表示して、思った形と違うのはどちらか確かめてください。",
        ),
    ),
    Cure(
        "TypeError",
        r"^only integer scalar arrays can be converted to a scalar index",
        Text(
            "Here an array stands where one whole number is wanted. To pick several elements at once, make the list an array with `np.array(…)`; `np.concatenate` wants its arrays in one list.",
            "整数 1 個を書く所に配列があります。リストからまとめて要素を取り出すときは、先に `np.array(…)` で配列にしてください。`np.concatenate` には、つなげる配列を 1 つのリストに入れて渡します。",
        ),
    ),
    Cure("IndexError", r"^only integers, slices .* are valid indices", _WHOLE_INDEX),
    Cure("IndexError", r"^arrays used as indices must be of integer", _WHOLE_INDEX),
    Cure(
        "ValueError",
        r"^The truth value of an array with more than one element is ambiguous",
        Text(
            "A comparison of arrays gives many answers where `if` or `max` wants one True or False. For a choice in every element use `np.where(…)`; for one answer `.all()` or `.any()`.",
            "`if` や `max` には True か False が 1 個だけ必要ですが、配列の比較では要素の数だけ結果が出ます。要素ごとに選ぶなら `np.where(…)`、1 個にまとめるなら `.all()` や `.any()` を使ってください。",
        ),
    ),
    Cure(
        "IndexError",
        r"^index (?P<index>-?[0-9]+) is out of bounds for axis (?P<axis>[0-9]+) with size (?P<size>[0-9]+)",
        Text(
            "Axis {axis} has {size} elements, counted from 0, so there is none with the index {index}. Look at where the repetition ends.",
            "軸 {axis} の要素は {size} 個で、添字は 0 から数えます。添字 {index} の要素はありません。繰り返しの終わりを確かめてください。",
        ),
    ),
    Cure("IndexError", r"^invalid index to scalar variable", _SINGLE_NUMBER),
    Cure(
        "IndexError",
        r"^too many indices for array: array is (?P<axes>[0-9]+)-dimensional",
        Text(
            "The number of axes of this array is {axes}; there are more indices than that.",
            "この配列の次元数は {axes} です。添字の数が多すぎます。",
        ),
    ),
    Cure(
        "TypeError",
        r"^'(int|float|numpy\.float64|numpy\.int64)' object is not subscriptable",
        _SINGLE_NUMBER,
    ),
    Cure(
        "ValueError",
        r"^cannot reshape array of size (?P<size>[0-9]+) into shape (?P<shape>\([0-9, ]*\))",
        Text(
            "The array has {size} elements, which do not fill the shape `{shape}`: the lengths multiplied must give exactly that number.",
            "要素が {size} 個の配列は、形 `{shape}` にできません。形の数を掛け合わせると、要素の個数と同じになる必要があります。",
        ),
    ),
    Cure(
        "TypeError",
        r"^Cannot interpret '(?P<value>[0-9]+)' as a data type",
        Text(
            "A shape is handed over as one tuple, with brackets of its own: `np.zeros((2, 3))`.",
            "形は 1 つの組にして渡します。`np.zeros((2, 3))` のように、括弧を二重に書いてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"^setting an array element with a sequence\. The requested array has an inhomogeneous shape",
        Text(
            "The rows are not equally long, so they make no array. Print the length of each.",
            "行の長さがそろっていないので、配列にできません。それぞれの長さを表示して確かめてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"^setting an array element with a sequence\.$",
        Text(
            "Each place of an array holds one number; here it is given several.",
            "配列の 1 か所には数が 1 個だけ入ります。ここでは、いくつもの数を入れようとしています。",
        ),
    ),
    Cure(
        "OverflowError",
        r"^Python integer -?[0-9]+ out of bounds for (?P<dtype>u?int[0-9]+)",
        Text(
            "The type `{dtype}` has no room for such a number. Convert with `.astype(float)` before you calculate.",
            "この数は `{dtype}` 型で表せる範囲を超えています。計算の前に `.astype(float)` で変換してください。",
        ),
    ),
    Cure(
        "TypeError",
        r"^only (0-dimensional|length-1|size-1) arrays can be converted to Python scalars",
        Text(
            "`float`, `int` and the functions of `math` take one number, not an array. Those of numpy work on every element: `np.exp(x)` in place of `math.exp(x)`.",
            "`float`、`int` や `math` の関数が受け取るのは、配列ではなく 1 個の数です。numpy の関数は要素ごとに計算するので、`math.exp(x)` のかわりに `np.exp(x)` を使ってください。",
        ),
    ),
    Cure(
        "AttributeError",
        r"^'numpy\.ndarray' object has no attribute 'append'",
        Text(
            "An array does not grow. Collect the values in a list, and make an array of it at the end with `np.array(…)`.",
            "配列に要素を追加することはできません。リストに `append` してから、最後に `np.array(…)` で配列にしてください。",
        ),
    ),
)
