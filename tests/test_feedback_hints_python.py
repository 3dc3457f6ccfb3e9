"""Errors of Python and numpy in real workers, and the sentence about each, word for word.

Tests of `feedback/hints/arrays.py`, `feedback/hints/warnings.py`, `feedback/hints/known.py`,
`feedback/hints/syntax.py`.
"""

from __future__ import annotations

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.feedback.hints import hint
from autograder.feedback.hints.arrays import ARRAYS
from autograder.feedback.hints.python import PYTHON
from autograder.feedback.hints.syntax import SYNTAX
from autograder.records import CellRequest, Frame, Limits, Raised
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
        "An index must be a whole number: the place of an element, not the element itself. `/` never gives one: use `//` or `int(…)`.",
        "添字は整数でなければなりません。添字は要素の位置で、要素そのものではありません。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
    ),
    (
        "np.zeros(4)[np.array([1.0])]",
        "An index must be a whole number: the place of an element, not the element itself. `/` never gives one: use `//` or `int(…)`.",
        "添字は整数でなければなりません。添字は要素の位置で、要素そのものではありません。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
    ),
    (
        "if np.zeros(3) > 1:\n    pass",
        "Comparing arrays gives a True or False for every element, but `if` and `max` need a single one. To choose element by element, use `np.where(…)`; for a single answer, use `.all()` or `.any()`.",
        "`if` や `max` には True か False が 1 個だけ必要ですが、配列の比較では要素の数だけ結果が出ます。要素ごとに選ぶなら `np.where(…)`、1 個にまとめるなら `.all()` や `.any()` を使ってください。",
    ),
    (
        "np.zeros(3)[3]",
        "Axis 0 has 3 elements, counted from 0, so there is no index 3. Check where the index comes from.",
        "軸 0 の要素は 3 個で、0 から数えるので、添字 3 はありません。添字がどこから来たか確かめてください。",
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
        "Each place in an array holds one number; here it is given a list or an array. If that has a single element, take it out: `.item()` of an array, `[0]` of a list.",
        "配列の 1 か所には数が 1 個だけ入ります。ここでは、リストか配列を入れようとしています。要素が 1 個だけなら、配列は `.item()`、リストは `[0]` で取り出してください。",
    ),
    (
        "np.zeros(3, np.uint8) + 300",
        "The number does not fit into the type `uint8`. Convert with `.astype(float)` before you calculate.",
        "この数は `uint8` 型で表せる範囲を超えています。計算の前に `.astype(float)` で変換してください。",
    ),
    (
        "import math\nmath.exp(np.zeros(3))",
        "`math.exp` takes a single number, not an array. `np.exp` works on every element: write that instead.",
        "`math.exp` は数 1 個のための関数で、配列には使えません。`np.exp` なら要素ごとに計算します。こちらを使ってください。",
    ),
    *(
        (
            code,
            f"The second argument of `{called}` is the axis along which to look. To compare two values, element by element, there is `np.{other}`.",
            f"`{called}` の 2 番目の引数は、調べる軸の番号です。2 つの値を要素ごとに比べるには `np.{other}` を使ってください。",
        )
        for code, called, other in (
            ("np.max(0, np.zeros(3))", "np.max", "maximum"),
            ("np.max(0, 2.5)", "np.max", "maximum"),
            ("np.min(0, np.zeros(3))", "np.min", "minimum"),
            ("np.min(0, 2.5)", "np.min", "minimum"),
            ("np.amin(np.zeros(3), np.zeros(3))", "np.amin", "minimum"),
        )
    ),
    (
        "np.max(np.zeros(3), axis=1)",
        "The number of axes of this array is 1, and they are counted from 0, so there is no axis 1.",
        "この配列の軸の数は 1 で、軸は 0 から数えるので、軸 1 はありません。",
    ),
    (
        "np.zeros(3).sum(-2)",
        "The number of axes of this array is 1, and they are counted from 0, so there is no axis -2.",
        "この配列の軸の数は 1 で、軸は 0 から数えるので、軸 -2 はありません。",
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
        "def f(x):\n    return 1 / (1 + np.exp(-x)",
        "A bracket that opens in this line is never closed. Count opening and closing brackets.",
        "この行で開いた括弧が閉じられていません。開く括弧と閉じる括弧の数を確かめてください。",
    ),
    (
        "x = [\n    1,\n    2,\n",
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
        "There is no element with that index: the last index is `len(…) - 1`. Print the length, and see where the index comes from.",
        "その番号の要素はありません。最後の番号は `len(…) - 1` です。長さを表示して、番号がどこから来たか確かめてください。",
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
        "A list cannot be multiplied by a decimal number. If one element of it is meant, such as the last, take it out: `x[-1]`. To multiply every element, turn the list into an array first: `np.array(…)`.",
        "リストに小数を掛けることはできません。最後の要素など、1 つの要素のことなら `x[-1]` のように取り出してください。すべての要素に掛けるには、先に `np.array(…)` で配列にしてください。",
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
    (
        "def f(x):\n    return x ^ 0.5\nf(2.0)",
        "In Python `^` is no power: it works on single bits. A power is written with `**`.",
        "Python では `^` はべき乗ではなく、ビットごとの計算です。べき乗は `**` で書きます。",
    ),
    (
        "np.zeros(2) ^ 2",
        "In Python `^` is no power: it works on single bits. A power is written with `**`.",
        "Python では `^` はべき乗ではなく、ビットごとの計算です。べき乗は `**` で書きます。",
    ),
    (
        "2 + (lambda x: x)",
        "One of the values here is a function, not a number. Must it be called first, or do the arguments stand in another order than in the question?",
        "計算に使う値の 1 つが、数ではなく関数です。先に呼び出す必要があるか、引数の順序が問と違っていないか確かめてください。",
    ),
    (
        "np.exp ** 2",
        "One of the values here is a function, not a number. Must it be called first, or do the arguments stand in another order than in the question?",
        "計算に使う値の 1 つが、数ではなく関数です。先に呼び出す必要があるか、引数の順序が問と違っていないか確かめてください。",
    ),
    (
        "import math\nmath.exp * 2",
        "One of the values here is a function, not a number. Must it be called first, or do the arguments stand in another order than in the question?",
        "計算に使う値の 1 つが、数ではなく関数です。先に呼び出す必要があるか、引数の順序が問と違っていないか確かめてください。",
    ),
    (
        "np.array(1, 2, 3)",
        "`np.array` takes its numbers in one list: `np.array([1, 2, 3])`.",
        "`np.array` には、数を 1 つのリストにして `np.array([1, 2, 3])` のように渡します。",
    ),
    (
        "a, b = 1, 2, 3",
        "On the left of `=` the number of names is 2; on the right there are more values than that.",
        "`=` の左の名前は 2 個ですが、右の値はそれより多くなっています。",
    ),
    (
        "a, b = np.zeros(1)",
        "On the left of `=` the number of names is 2; on the right the number of values is 1.",
        "`=` の左の名前は 2 個ですが、右の値は 1 個です。",
    ),
    (
        "a, b = [1]",
        "On the left of `=` the number of names is 2; on the right the number of values is 1.",
        "`=` の左の名前は 2 個ですが、右の値は 1 個です。",
    ),
    (
        "'abc'[0] = 'x'",
        "What is inside a value of type `str` cannot be changed. Make a new one, or use a list.",
        "`str` 型の値の中身は変えられません。新しく作り直すか、リストを使ってください。",
    ),
    (
        "(1, 2)[0] = 3",
        "What is inside a value of type `tuple` cannot be changed. Make a new one, or use a list.",
        "`tuple` 型の値の中身は変えられません。新しく作り直すか、リストを使ってください。",
    ),
    (
        "{[1]: 2}",
        "A value of type `list` cannot be a key of a dictionary, nor stand in a set. Numbers, text and tuples can.",
        "`list` 型の値は、辞書のキーや集合の要素にできません。数、文字列、タプルならできます。",
    ),
    (
        "d = {}\nd['to'] += 1",
        "There is no entry `'to'` yet to add to. `.get(key, 0)` gives 0 where there is none: `d[key] = d.get(key, 0) + 1`.",
        "`'to'` という項目がまだないので、足すことができません。`.get(key, 0)` は、項目がないとき 0 を返します。`d[key] = d.get(key, 0) + 1` と書きます。",
    ),
    (
        "''.append('x')",
        "The value here is text, and a text has no `append`. A list has: it begins as `[]`. Text is put together with `+`.",
        "この値は文字列で、文字列に `append` はありません。`append` があるのはリストで、`[]` から始めます。文字列は `+` でつなぎます。",
    ),
    (
        "['a'].join('')",
        "`join` belongs to the text that goes between the parts, and takes the list: `''.join(parts)`.",
        "`join` は、間にはさむ文字列のメソッドで、リストは引数に渡します。`''.join(parts)` と書きます。",
    ),
    (
        "(lambda x: x).predict",
        "The value before the point is a function, not what it returns: parentheses call it.",
        "点の前にあるのは、関数が返した値ではなく関数そのものです。かっこを付けると呼び出されます。",
    ),
    (
        "def f():\n    return input()\nf()",
        "Nobody types while your work is graded, so `input()` gets no answer. Functions get their values as arguments.",
        "採点中はだれも入力しないので、`input()` には答えがありません。関数では、値を引数で受け取ってください。",
    ),
    (
        "import sys\ndef f():\n    sys.exit()\nf()",
        "A call that ends the program, such as `exit()`, ends the function before it gives anything back. Take it away; `return` ends a function alone.",
        "`exit()` のようにプログラムを終わらせる呼び出しがあると、関数は何も返さずに終わります。消してください。関数だけを終わらせるには `return` を使います。",
    ),
    (
        "for n in 3.0:\n    pass",
        "You cannot loop over a single number. To repeat `n` times, write `range(n)`.",
        "1 個の数を順に取り出すことはできません。`n` 回繰り返すなら `range(n)` と書いてください。",
    ),
    (
        "y = 3.0\nfor value in y:\n    pass",
        "Here something is gone through element by element, but it is a single number.",
        "要素を順に取り出そうとしていますが、ここにあるのは数 1 個です。",
    ),
    (
        "x = 3.0\nx[0] = 1",
        "A single number has no elements to change. `np.where(…)` and `np.maximum(…)` work for numbers and arrays alike.",
        "数 1 個には、変える要素がありません。`np.where(…)` や `np.maximum(…)` なら、数にも配列にも使えます。",
    ),
    (
        "[1, 2][0.5]",
        "An index must be a whole number: the place of an element, not the element itself. `/` never gives one: use `//` or `int(…)`.",
        "添字は整数でなければなりません。添字は要素の位置で、要素そのものではありません。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
    ),
    (
        "np.zeros(16)[101]",
        "101 without a prefix is a decimal number, and there are only 16 elements here. A number of zeros and ones is read in the binary system where `0b` stands before it, as in `0b101`.",
        "101 は、前に何も付けないと 10 進数です。ここには要素が 16 個しかありません。0 と 1 を並べた数を 2 進数として読むには、`0b101` のように前に `0b` を付けます。",
    ),
    (
        "import math\nmath.tanh(np.zeros(3))",
        "`math.tanh` takes a single number, not an array. `np.tanh` works on every element: write that instead.",
        "`math.tanh` は数 1 個のための関数で、配列には使えません。`np.tanh` なら要素ごとに計算します。こちらを使ってください。",
    ),
    (
        "np.int(3)",
        "Newer versions of numpy have none: write `int` alone, without `np.`",
        "新しい numpy にはありません。`np.` を付けずに `int` とだけ書いてください。",
    ),
    (
        "np.trapz([1, 2])",
        "`np.trapz` is no longer there: it is `np.trapezoid` now.",
        "`np.trapz` はなくなりました。いまは `np.trapezoid` です。",
    ),
    (
        "if x:\n    1\nelse if y:\n    2",
        "In Python, `else if` is one word: `elif`.",
        "Python では `else if` を 1 語で `elif` と書きます。",
    ),
    (
        "i++",
        "Python has no `++`. To add 1 to `i`, write `+= 1` behind it.",
        "Python に `++` はありません。`i` に 1 を足すには、そのあとに `+= 1` と書きます。",
    ),
    (
        "if a && b:\n    pass",
        "Python writes `and` for `&&`, `or` for `||`, `not` for `!`.",
        "Python では、`&&` は `and`、`||` は `or`、`!` は `not` と書きます。",
    ),
    (
        "a[i]b[i]",
        "Between `a[i]` and `b[i]` an operator is missing, such as `*`.",
        "`a[i]` と `b[i]` の間に、`*` などの演算子が抜けています。",
    ),
    (
        "define f(x):\n    pass",
        "A function is defined with `def`; Python does not know `define` as a word of its own.",
        "関数は `def` で定義します。Python に `define` という書き方はありません。",
    ),
    (
        "def f(x):\n    retrun x",
        "Python does not know `retrun` here. Is `return` meant?",
        "Python はここの `retrun` を読めません。`return` のことですか。",
    ),
    (
        "x = [1 2]",
        "Two things stand next to each other without anything between them. In a list or between arguments a comma is missing; it may be at the end of the line before.",
        "2 つのものが、間に何もなく並んでいます。リストの要素や引数の間なら、コンマが抜けています。前の行の終わりかもしれません。",
    ),
    (
        "x = 'abc",
        "A quotation mark that opens in this line is never closed in it.",
        "この行で開いた引用符が、同じ行で閉じられていません。",
    ),
    (
        'x = """abc',
        "A text that begins with three quotation marks is never closed, so all that follows is part of it.",
        "3 つの引用符で始まる文字列が閉じられていないので、そのあとがすべて文字列になっています。",
    ),
    (
        "x = (1, 2))",
        "A closing `)` has no bracket that opens. Count both in this line.",
        "閉じかっこ `)` に対応する開きかっこがありません。この行のかっこの数を数えてください。",
    ),
    (
        "x = (1, 2]",
        "The bracket `(` is closed by `]`. Each kind of bracket is closed by its own.",
        "開きかっこ `(` が `]` で閉じられています。同じ種類のかっこで閉じてください。",
    ),
    (
        "int('3.5')",
        "`int(…)` makes a number of text only if a whole number stands there; here it is `'3.5'`. `float(…)` reads decimals, with a point.",
        "`int(…)` が数に直せるのは、整数だけが書かれた文字列です。ここでは `'3.5'` です。小数は点を使って書き、`float(…)` で読みます。",
    ),
    (
        "float('3,5')",
        "`float(…)` makes a number of text only if a number stands there, with a point for its decimals; here it is `'3,5'`.",
        "`float(…)` が数に直せるのは、数だけが書かれた文字列です (小数は点で書きます)。ここでは `'3,5'` です。",
    ),
    (
        "1 / 0",
        "The number that is divided by is 0 here. Print it, and see where it comes from: an empty list, a count that never grew?",
        "割る数が 0 になっています。割る数を表示して、なぜ 0 なのか確かめてください。リストが空だったり、個数を数えられていなかったりしませんか。",
    ),
    (
        "for i in range('abc'):\n    pass",
        "`range(…)` counts up to a whole number, but is given text. For the places of a text, write `range(len(…))`; of a text of digits, `int(…)` makes a number.",
        "`range(…)` には整数を渡しますが、文字列が渡されています。文字の位置を順に数えるなら `range(len(…))`、数字の文字列なら `int(…)` で数に直してください。",
    ),
    (
        "for i in range([1, 2]):\n    pass",
        "`range(…)` counts up to a whole number, but is given a list or an array. For its places, write `range(len(…))`.",
        "`range(…)` には整数を渡しますが、リストか配列が渡されています。要素の番号を順に数えるなら `range(len(…))` と書いてください。",
    ),
    (
        "3 < '4'",
        "Only values of one kind can be compared by size. Numbers that come as text become numbers with `float(…)` or `int(…)`; None is often what a function without `return` gives back.",
        "大小を比べられるのは、同じ種類の値だけです。文字列になっている数は `float(…)` か `int(…)` で数に直してください。None は、`return` のない関数の結果であることがよくあります。",
    ),
    (
        "x = [[1, 2]]\nx[0, 1]",
        "A list of lists has one index for each pair of brackets: `x[i][j]`. Only an array takes both in one, as in `x[i, j]`.",
        "リストのリストでは、`x[i][j]` のように、かっこを 1 組ずつ書きます。`x[i, j]` と書けるのは配列だけです。",
    ),
    (
        "[[1, 2] [3, 4]]",
        "Brackets with several numbers stand behind a list here. Between two lists there must be a comma; and of a list of lists, `x[i][j]` takes an element.",
        "ここでは、リストのあとに 2 つ以上の数の入ったかっこがあります。2 つのリストの間にはコンマが必要です。リストのリストの要素は `x[i][j]` で取り出します。",
    ),
    (
        "[1, 2]['a']",
        "A list or a text has its elements under whole numbers, from 0; only a dictionary has them under names. Does a loop give the elements themselves, and not their numbers?",
        "リストや文字列の要素は、0 から始まる整数で取り出します。名前で取り出せるのは辞書だけです。ループの変数が、番号ではなく要素そのものになっていませんか。",
    ),
    (
        "len[0]",
        "Square brackets stand behind a function here. Round ones call it: `f(x)`; an element of what it gives is `f(x)[0]`.",
        "関数のあとに角かっこがあります。関数は `f(x)` のように丸かっこで呼び出し、その結果の要素は `f(x)[0]` で取り出します。",
    ),
    (
        "max([])",
        "There is nothing to choose from: the list is empty. Print it, and see why nothing was put into it.",
        "リストが空なので、選べるものがありません。リストを表示して、なぜ何も入っていないのか確かめてください。",
    ),
    (
        "len(5)",
        "A single number has no length; `len(…)` is for lists, texts and arrays. Here it is given a value of type `int`.",
        "数 1 個に長さはありません。`len(…)` はリストや文字列、配列のための関数です。ここでは `int` 型の値が渡されています。",
    ),
    (
        "import math\nmath.sqrt(-1)",
        "This function of `math` is not defined for the number that it is given, such as the root or the logarithm of a negative one. Print the number first.",
        "`math` のこの関数は、渡された数では計算できません (負の数の平方根や対数など)。先にその数を表示して確かめてください。",
    ),
    (
        "[].pop()",
        "The list is empty by then, so nothing can be taken out of it.",
        "このときリストは空なので、取り出せるものがありません。",
    ),
    (
        "d = {1: 2}\nfor k in d:\n    d[k + 1] = 3",
        "What a loop goes through must not grow or shrink meanwhile. Go through a copy, `list(…)` of it, or build a new one.",
        "ループでたどっている最中に、要素を増やしたり減らしたりすることはできません。`list(…)` で作ったコピーをたどるか、新しいものを作ってください。",
    ),
    (
        "' '.join([1, 2])",
        "`join` puts texts together, but there is a value of type `int` among them: `str(…)` makes text of it.",
        "`join` でつなげられるのは文字列だけですが、`int` 型の値があります。`str(…)` で文字列に直してください。",
    ),
    (
        "[1].length",
        "The length of anything is `len(x)` in Python.",
        "Python では、長さは `len(x)` で求めます。",
    ),
    (
        "(1, 2).append(3)",
        "Only a list has `append`; this is a value of type `tuple`. A set has `add`, and a dictionary gets an entry with `d[key] = value`.",
        "`append` があるのはリストだけで、これは `tuple` 型の値です。集合には `add` を使い、辞書には `d[key] = value` で項目を加えます。",
    ),
    (
        "[1].push(2)",
        "A list grows with `append`.",
        "リストに要素を加えるには `append` を使います。",
    ),
    (
        "list(3, 4)",
        "`list(…)` makes a list of one thing that has elements. A list of given values is written with square brackets: `[3, 4]`.",
        "`list(…)` は、要素のある 1 つのものからリストを作ります。値を並べたリストは `[3, 4]` のように角かっこで書きます。",
    ),
    (
        "int(None)",
        "A value used here is None. Often it comes from a function that does not `return` anything.",
        "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
    ),
    (
        "float([1])",
        "A list cannot become a number. For each of its elements, write `[float(v) for v in x]`; a single one is taken out with `x[0]`.",
        "リストを数に直すことはできません。要素ごとに直すなら `[float(v) for v in x]` と書き、1 個だけなら `x[0]` で取り出してください。",
    ),
    (
        "{'b': 1}['a']",
        "There is no entry `'a'` where it is looked for. Print the keys that there are, and compare spelling, capitals and kind: `'1'` is not `1`.",
        "項目 `'a'` が見つかりません。どんなキーがあるか表示して、つづり、大文字と小文字、種類を比べてください。`'1'` と `1` は別のものです。",
    ),
    (
        "np.zeros(-1)",
        "The length of an array would be negative here. Print the lengths that it is worked out from.",
        "配列の長さが負の数になっています。長さを計算するもとの値を表示して確かめてください。",
    ),
    (
        "np.array([1, 2], [3, 4])",
        "`np.array` takes all rows in one list: `np.array([[1, 2], [3, 4]])`.",
        "`np.array` には、すべての行を 1 つのリストにまとめて渡します。`np.array([[1, 2], [3, 4]])` のように書いてください。",
    ),
    (
        "np.array([1, 2]) + 'a'",
        "Text and numbers do not mix in a calculation. Turn the text into a number with `float(…)`, or the number into text with `str(…)`.",
        "文字列と数を混ぜて計算することはできません。文字列を `float(…)` で数にするか、数を `str(…)` で文字列にしてください。",
    ),
    (
        "if x => 3:\n    pass",
        '"At least" and "at most" are written `>=` and `<=`, the `=` behind.',
        "「以上」は `>=`、「以下」は `<=` と、`=` をあとに書きます。",
    ),
    (
        "for i in range(3) {\n    pass\n}",
        "Python has no braces around blocks: the line ends with a colon, and the lines that belong to it are indented.",
        "Python では、ブロックを波かっこで囲みません。行の終わりにコロンを書き、中の行を字下げします。",
    ),
    (
        "if x then:\n    pass",
        "Python has no `then`: a colon stands in its place.",
        "Python に `then` はありません。代わりにコロン `:` を書きます。",
    ),
    (
        "x <> 3",
        '"Not equal" is written `!=`.',
        "「等しくない」は `!=` と書きます。",
    ),
    (
        "let x = 3",
        "A variable needs no `let` before it in Python: a name, `=` and a value are enough.",
        "Python では、変数の前に `let` を書きません。名前、`=`、値だけを書きます。",
    ),
    (
        "1x = 3",
        "A name cannot begin with a digit, as `1x` does.",
        "`1x` のように、数字で始まる名前は使えません。",
    ),
    (
        "x = 2,05",
        "A whole number does not begin with 0. If it is a decimal number, it has a point, not a comma.",
        "整数は 0 から書き始められません。小数のつもりなら、コンマではなく点を使ってください。",
    ),
    (
        "f(a=1, 2)",
        "In a call, arguments with a name (`a=1`) come behind those without.",
        "関数の呼び出しでは、`a=1` のような名前付きの引数を、名前のない引数よりあとに書きます。",
    ),
    (
        "x = y if z",
        "An `if` inside an expression needs an `else`, for the value in the other case.",
        "式の中の `if` には、条件が成り立たないときの値を書く `else` が必要です。",
    ),
    (
        "try:\n    1\nx = 2",
        "A `try` needs an `except` behind its block.",
        "`try` のブロックのあとには `except` が必要です。",
    ),
    (
        "x = {1: 2, 3}",
        "Each entry of a dictionary is a key, a colon and a value.",
        "辞書の項目は、キー、コロン、値の順に書きます。",
    ),
    (
        "break",
        "`break` stands outside any loop. Check the indentation of the line.",
        "`break` がループの外にあります。行の字下げを確かめてください。",
    ),
    (
        "x = 1\nelse:\n    pass",
        "`else` has no `if` to belong to: the line before it must be the end of an `if` block in the same column.",
        "`else` に対応する `if` がありません。同じ列から始まる `if` のブロックのすぐあとに書いてください。",
    ),
    (
        "class = 3",
        "`class` is a word of Python itself and cannot be a name. Take another one.",
        "`class` は Python の文法で使う語なので、名前には使えません。別の名前にしてください。",
    ),
    (
        "None = 3",
        "True, False and None are fixed and cannot be given another value.",
        "True、False、None に別の値を入れることはできません。",
    ),
    (
        "import scikit-learn",
        "A module's name has no hyphen: what is installed as `scikit-learn` is imported under another name.",
        "モジュールの名前にハイフンは使えません。`scikit-learn` という名前で配布されていても、import するときの名前は別です。",
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
    one_of_many = {
        known.sentence.template
        for known in ARRAYS
        if known.line.startswith((r"\bmath", r"\b(?P<code>"))
    }
    for known in (*ARRAYS, *PYTHON, *SYNTAX):
        if known.sentence.template in one_of_many:
            continue
        assert any(
            known.fitting(error.type, error.message, "".join(f.source for f in error.frames[-1:]))
            for error in errors
        ), known


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("def f(x):\n    return 1 / (1 + np.exp(-x)", "'(' was never closed", 2),
        ("x = [\n    1,\n    2,\n", "'[' was never closed", 1),
        ('x = """abc', "unterminated triple-quoted string literal (detected at line 1)", 1),
    ],
)
def test_a_cell_that_is_cut_off_is_told_what_python_says(raised, source, message, line) -> None:
    error = raised[source]
    assert (error.type, error.message, error.frames[-1].line) == ("SyntaxError", message, line)


@pytest.mark.parametrize("kind", ["SystemExit", "EOFError"])
def test_a_cell_that_ends_the_program_is_told_by_the_advice_on_cells(kind: str) -> None:
    frame = Frame(cell=1, line=1, function="<module>", source="exit()")
    assert hint(Raised(type=kind, message="", frames=(frame,))) is None


def test_a_text_of_several_lines_that_is_never_closed() -> None:
    frame = Frame(cell=1, line=2, function="<module>", source='"""sigmoid of x')
    message = "unterminated triple-quoted string literal (detected at line 9)"
    raised = Raised(type="SyntaxError", message=message, frames=(frame,))
    assert both(hint(raised)) == (
        "A text that begins with three quotation marks is never closed, so all that follows is part of it.",
        "3 つの引用符で始まる文字列が閉じられていないので、そのあとがすべて文字列になっています。",
    )


@pytest.mark.parametrize(
    ("kind", "message", "line"),
    [
        ("SyntaxError", "expected ':'", "if x < 0"),
        ("SyntaxError", "invalid syntax", "x = a[i] * b[i] c"),
        ("SyntaxError", "invalid syntax", "return x return y"),
        ("KeyError", "'to'", "return counts['to']"),
        ("TypeError", "'float' object is not iterable", "total = sum(x)"),
        ("IndexError", "index 101 is out of bounds for axis 0 with size 16", "y[i] = 1"),
        ("TypeError", "unsupported operand type(s) for +: 'int' and 'method'", "1 + x.sum"),
        (
            "TypeError",
            "Layer.get_weights() takes 1 positional argument but 2 were given",
            "w = m.get_weights(2)",
        ),
        (
            "TypeError",
            "Trainer.fit() missing 1 required positional argument: 'x'",
            "m.fit()",
        ),
    ],
)
def test_what_is_not_said_where_it_does_not_fit(kind: str, message: str, line: str) -> None:
    """Each stands beside an error of the same message whose line shows more."""
    frame = Frame(cell=1, line=1, function="f", source=line)
    said = both(hint(Raised(type=kind, message=message, frames=(frame,))))
    particular = (
        "`elif`",
        "is missing, such as",
        "`return` meant",
        "yet to add to",
        "range(n)",
        "0b",
        "the `def` line",
    )
    assert said is None or not any(piece in said[0] for piece in (*particular, "is a function"))


@pytest.mark.parametrize(
    ("message", "line", "said"),
    [
        (
            "Layer.get_weights() takes 1 positional argument but 2 were given",
            "w = m.layers[1].get_weights(2)",
            (
                "`get_weights` takes nothing in its parentheses. If 2 is meant as an index, it comes in square brackets behind the call.",
                "`get_weights` のかっこの中には何も書きません。2 が番号なら、呼び出しの後ろの角かっこに書いてください。",
            ),
        ),
        ("Layer.get_weights() takes 1 positional argument but 2 were given", "m.get(x)", None),
        ("Layer.call() takes 2 positional arguments but 3 were given", "m.call(x, 2)", None),
    ],
)
def test_an_index_in_the_parentheses(message: str, line: str, said: tuple[str, str] | None) -> None:
    frame = Frame(cell=1, line=1, function="<module>", source=line)
    assert both(hint(Raised(type="TypeError", message=message, frames=(frame,)))) == said
