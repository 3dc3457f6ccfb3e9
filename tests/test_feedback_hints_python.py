"""Errors of Python and numpy in real workers, and the sentence about each, word for word.

Tests of `feedback/hints/arrays.py`, `feedback/hints/warnings.py`, `feedback/hints/known.py`.
"""

from __future__ import annotations

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.feedback.hints import hint
from autograder.feedback.hints.arrays import ARRAYS
from autograder.feedback.hints.python import PYTHON
from autograder.records import CellRequest, Limits
from tests.said import both

SAID = [
    (
        "plt.plot([1])",
        "`plt` is not imported. Write `import matplotlib.pyplot as plt` at the top.",
        "`plt` が import されていません。先頭に `import matplotlib.pyplot as plt` と書いてください。",
    ),
    (
        "tf.zeros(3)",
        "`tf` is not imported. Write `import tensorflow as tf` at the top.",
        "`tf` が import されていません。先頭に `import tensorflow as tf` と書いてください。",
    ),
    (
        "math.exp(1)",
        "`math` is not imported. Write `import math` at the top.",
        "`math` が import されていません。先頭に `import math` と書いてください。",
    ),
    (
        "random.random()",
        "`random` is not imported. Write `import random` at the top.",
        "`random` が import されていません。先頭に `import random` と書いてください。",
    ),
    (
        "del np\nnp.zeros(3)",
        "`np` is not imported. Write `import numpy as np` at the top.",
        "`np` が import されていません。先頭に `import numpy as np` と書いてください。",
    ),
    (
        "np.dot(np.zeros((2, 3)), np.zeros((2, 3)))",
        "In a matrix product, the left matrix must have as many columns as the right one has rows. Check the `.shape` of both: is the order right, or must one be transposed with `.T`?",
        "行列の積では、左の列の数と右の行の数が同じでなければなりません。両方の `.shape` を調べて、掛ける順序や転置 (`.T`) が正しいか確かめてください。",
    ),
    (
        "np.zeros((2, 3)) @ np.zeros((2, 3))",
        "In a matrix product, the left matrix must have as many columns as the right one has rows. Check the `.shape` of both: is the order right, or must one be transposed with `.T`?",
        "行列の積では、左の列の数と右の行の数が同じでなければなりません。両方の `.shape` を調べて、掛ける順序や転置 (`.T`) が正しいか確かめてください。",
    ),
    (
        "np.zeros(3) + np.zeros(4)",
        "Arrays of shape `(3,)` and `(4,)` cannot be combined element by element. Print the `.shape` of both and see which one is not what you expect.",
        "形が `(3,)` と `(4,)` の配列は、要素ごとに計算できません。`.shape` を表示して、思った形と違うのはどちらか確かめてください。",
    ),
    (
        "[1, 2, 3][np.array([0, 2])]",
        "There is an array where a single whole number is needed. To pick several elements at once, turn the list into an array with `np.array(…)`; `np.concatenate` takes its arrays in one list.",
        "整数 1 個を書く所に配列があります。リストからまとめて要素を取り出すときは、先に `np.array(…)` で配列にしてください。`np.concatenate` には、つなげる配列を 1 つのリストに入れて渡します。",
    ),
    (
        "np.concatenate(np.zeros(3), np.zeros(3))",
        "There is an array where a single whole number is needed. To pick several elements at once, turn the list into an array with `np.array(…)`; `np.concatenate` takes its arrays in one list.",
        "整数 1 個を書く所に配列があります。リストからまとめて要素を取り出すときは、先に `np.array(…)` で配列にしてください。`np.concatenate` には、つなげる配列を 1 つのリストに入れて渡します。",
    ),
    (
        "np.zeros(4)[4 / 2]",
        "An index must be a whole number. `/` always gives a decimal number: use `//` or `int(…)`.",
        "添字は整数でなければなりません。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
    ),
    (
        "np.zeros(4)[np.array([1.0])]",
        "An index must be a whole number. `/` always gives a decimal number: use `//` or `int(…)`.",
        "添字は整数でなければなりません。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
    ),
    (
        "if np.zeros(3) > 1:\n    pass",
        "Comparing arrays gives a True or False for every element, but `if` and `max` need a single one. To choose element by element, use `np.where(…)`; for a single answer, use `.all()` or `.any()`.",
        "`if` や `max` には True か False が 1 個だけ必要ですが、配列の比較では要素の数だけ結果が出ます。要素ごとに選ぶなら `np.where(…)`、1 個にまとめるなら `.all()` や `.any()` を使ってください。",
    ),
    (
        "np.zeros(3)[3]",
        "Axis 0 has 3 elements, counted from 0, so there is no index 3. Check where the loop ends.",
        "軸 0 の要素は 3 個で、添字は 0 から数えます。添字 3 の要素はありません。繰り返しの終わりを確かめてください。",
    ),
    (
        "np.float64(1)[0]",
        "A single number has no elements: there is one index too many here.",
        "1 個の数に添字を付けています。添字の数が多すぎないか確かめてください。",
    ),
    (
        "np.zeros(3)[0, 0]",
        "The number of axes of this array is 1; there are more indices than that.",
        "この配列の次元数は 1 です。添字の数が多すぎます。",
    ),
    (
        "(1)[0]",
        "A single number has no elements: there is one index too many here.",
        "1 個の数に添字を付けています。添字の数が多すぎないか確かめてください。",
    ),
    (
        "np.zeros(3).reshape(2, 2)",
        "An array of 3 elements cannot take the shape `(2,2)`: the lengths, multiplied together, must give the number of elements.",
        "要素が 3 個の配列は、形 `(2,2)` にできません。形の数を掛け合わせると、要素の個数と同じになる必要があります。",
    ),
    (
        "np.zeros(2, 3)",
        "Pass a shape as one tuple, with its own parentheses: `np.zeros((2, 3))`.",
        "形は 1 つの組にして渡します。`np.zeros((2, 3))` のように、括弧を二重に書いてください。",
    ),
    (
        "np.array([[1, 2], [3]])",
        "The rows have different lengths, so they do not form an array. Print the length of each.",
        "行の長さがそろっていないので、配列にできません。それぞれの長さを表示して確かめてください。",
    ),
    (
        "x = np.zeros(3)\nx[0] = [1, 2]",
        "Each place in an array holds one number; here it is given several.",
        "配列の 1 か所には数が 1 個だけ入ります。ここでは、いくつもの数を入れようとしています。",
    ),
    (
        "np.zeros(3, np.uint8) + 300",
        "The number does not fit into the type `uint8`. Convert with `.astype(float)` before you calculate.",
        "この数は `uint8` 型で表せる範囲を超えています。計算の前に `.astype(float)` で変換してください。",
    ),
    (
        "import math\nmath.exp(np.zeros(3))",
        "`float`, `int` and the functions of `math` take a single number, not an array. Those of numpy work on every element: use `np.exp(x)` instead of `math.exp(x)`.",
        "`float`、`int` や `math` の関数が受け取るのは、配列ではなく 1 個の数です。numpy の関数は要素ごとに計算するので、`math.exp(x)` のかわりに `np.exp(x)` を使ってください。",
    ),
    (
        "np.zeros(3).append(1)",
        "An array cannot grow. Collect the values in a list, and turn it into an array at the end with `np.array(…)`.",
        "配列に要素を追加することはできません。リストに `append` してから、最後に `np.array(…)` で配列にしてください。",
    ),
    (
        "def f():\n    total = total + 1\nf()",
        "The function assigns to `total`, so inside it `total` is a local variable, which has no value yet in this line. Give it one first, or take it as an argument.",
        "関数の中で `total` に代入しているので、`total` は関数の中だけの変数になり、この行ではまだ値がありません。先に値を代入するか、引数で受け取ってください。",
    ),
    (
        "x = 1\n  y = 2",
        "This line is indented further than the one above it. Lines that belong together start in the same column.",
        "この行の先頭が、上の行より右にずれています。同じまとまりの行は、先頭の位置をそろえてください。",
    ),
    (
        "def f():\nreturn 1",
        "The lines that belong to line 1 must be indented: put four spaces before each.",
        "1 行目に続く行は、字下げが必要です。それぞれの先頭に空白を 4 個入れてください。",
    ),
    (
        "def f():\n    x = 1\n   y = 2",
        "The indentation of this line matches no line above it. Count the spaces.",
        "この行の字下げの深さが、上のどの行ともそろっていません。空白の数を確かめてください。",
    ),
    (
        "if 1:\n\tx = 1\n        y = 2",
        "Tabs and spaces are mixed. Use four spaces for each level of indentation.",
        "タブと空白が混ざっています。字下げは空白 4 個ずつにそろえてください。",
    ),
    (
        "x = (1,\ny = 2",
        "A bracket that opens in this line is never closed. Count opening and closing brackets.",
        "この行で開いた括弧が閉じられていません。開く括弧と閉じる括弧の数を確かめてください。",
    ),
    (
        "def f()\n    return 1",
        "A line that starts with `def`, `if`, `else`, `for` or `while` must end with a colon `:`.",
        "`def`、`if`、`else`、`for`、`while` で始まる行の終わりには、コロン `:` が必要です。",
    ),
    (
        "if x = 1:\n    pass",
        "`=` gives a value to a name. To compare two values, write `==`.",
        "`=` は代入です。2 つの値を比べるときは `==` と書いてください。",
    ),
    (
        "print 'a'",
        "In Python 3, `print` needs parentheses: `print(x)`.",
        "Python 3 の `print` には括弧が必要です。`print(x)` のように書いてください。",
    ),
    (
        "return 1",
        "`return` is outside a function. Check the indentation of the line.",
        "`return` が関数の外にあります。行の字下げを確かめてください。",
    ),
    (
        "[1, 2][2]",
        "There is no element with that index: the last index is `len(…) - 1`. Check where the loop ends.",
        "その添字の要素はありません。最後の要素の添字は `len(…) - 1` です。繰り返しの終わりを確かめてください。",
    ),
    (
        "None.shape",
        "A value used here is None. Often it comes from a function that does not `return` anything.",
        "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
    ),
    (
        "None[0]",
        "A value used here is None. Often it comes from a function that does not `return` anything.",
        "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
    ),
    (
        "a, b = None",
        "A value used here is None. Often it comes from a function that does not `return` anything.",
        "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
    ),
    (
        "len(None)",
        "A value used here is None. Often it comes from a function that does not `return` anything.",
        "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
    ),
    (
        "None + 1",
        "A value used here is None. Often it comes from a function that does not `return` anything.",
        "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
    ),
    (
        "[1, 2].shape",
        "A list has no `shape`, but an array does: convert the list with `np.array(…)`.",
        "リストに `shape` はありません。`np.array(…)` で配列にしてから使ってください。",
    ),
    (
        "[1, 2] * 0.5",
        "A list cannot be multiplied by a decimal number. To multiply every element, turn it into an array first: `np.array(…)`.",
        "リストに小数を掛けることはできません。要素ごとに掛けるときは、先に `np.array(…)` で配列にしてください。",
    ),
    (
        "[1, 2] * [3, 4]",
        "Lists do not calculate element by element. Turn them into arrays first: `np.array(…)`.",
        "リストのままでは要素ごとの計算ができません。先に `np.array(…)` で配列にしてください。",
    ),
    (
        "[1, 2] + 1",
        "Lists do not calculate element by element. Turn them into arrays first: `np.array(…)`.",
        "リストのままでは要素ごとの計算ができません。先に `np.array(…)` で配列にしてください。",
    ),
    (
        "[1, 2] - [3, 4]",
        "Lists do not calculate element by element. Turn them into arrays first: `np.array(…)`.",
        "リストのままでは要素ごとの計算ができません。先に `np.array(…)` で配列にしてください。",
    ),
    (
        "'a' + 1",
        "Text and numbers do not mix in a calculation. Turn the text into a number with `float(…)`, or the number into text with `str(…)`.",
        "文字列と数を混ぜて計算することはできません。文字列を `float(…)` で数にするか、数を `str(…)` で文字列にしてください。",
    ),
    (
        "1 - 'a'",
        "Text and numbers do not mix in a calculation. Turn the text into a number with `float(…)`, or the number into text with `str(…)`.",
        "文字列と数を混ぜて計算することはできません。文字列を `float(…)` で数にするか、数を `str(…)` で文字列にしてください。",
    ),
    (
        "3(4)",
        "Parentheses call a function, but the value before them is of type `int`. Is a `*` missing, did you mean an index (`[…]`), or was the function's name given another value?",
        "丸括弧は関数の呼び出しですが、その前にあるのは `int` 型の値です。`*` を書き忘れていないか、添字の `[…]` ではないか、関数と同じ名前に値を代入していないかを確かめてください。",
    ),
    (
        "for i in 3:\n    pass",
        "You cannot loop over a single number. To repeat `n` times, write `range(n)`.",
        "1 個の数を順に取り出すことはできません。`n` 回繰り返すなら `range(n)` と書いてください。",
    ),
    (
        "def f(a, b):\n    pass\nf(1)",
        "The call and the definition differ in the number of arguments. Compare the `def` line with the question.",
        "呼び出しと定義とで、引数の個数が違います。`def` の行を問題文と見比べてください。",
    ),
    (
        "def f(a):\n    pass\nf(1, 2)",
        "The call and the definition differ in the number of arguments. Compare the `def` line with the question.",
        "呼び出しと定義とで、引数の個数が違います。`def` の行を問題文と見比べてください。",
    ),
    (
        "range(4 / 2)",
        "A whole number is needed here. `/` always gives a decimal number: use `//` or `int(…)`.",
        "ここには整数が必要です。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
    ),
    (
        "def f(n):\n    return f(n - 1)\nf(1)",
        "The function keeps calling itself. Check the case in which it should stop.",
        "関数が自分自身を呼び続けています。呼び出しを終える条件を確かめてください。",
    ),
]


@pytest.fixture(scope="module")
def raised(sandbox: Sandbox) -> dict[str, object]:
    """What each statement raises, each in a cell of its own, all in one worker."""
    with sandbox.worker(Limits()) as worker:
        found = {}
        for number, (source, _, _) in enumerate(SAID, 1):
            worker.ask(CellRequest(cell=0, source="import numpy as np"), seconds=20.0, wall=60.0)
            found[source] = worker.ask(
                CellRequest(cell=number, source=source), seconds=20.0, wall=60.0
            ).raised
        return found


@pytest.mark.parametrize(("source", "en", "ja"), SAID)
def test_what_is_said(raised, source: str, en: str, ja: str) -> None:
    assert both(hint(raised[source])) == (en, ja)


def test_every_sentence_is_here(raised) -> None:
    """So that none is left over for an error that numpy words otherwise by now."""
    errors = [error for error in raised.values() if error]
    for known in (*ARRAYS, *PYTHON):
        assert any(known.fitting(error.type, error.message) for error in errors), known
