"""What a student's code shows of itself: rules about loops, values and functions, word for word.

Each sentence has an example here, and each rule code beside it of which nothing is said.

Tests of `feedback/code/functions.py`, `feedback/code/limits.py`, `feedback/code/loops.py`,
`feedback/code/read.py`, `feedback/code/scopes.py`, `feedback/code/shown.py`,
`feedback/code/values.py`.
"""

from __future__ import annotations

import pytest

from autograder.feedback.code import CodeAsked, Seen, read_code
from autograder.feedback.code.scopes import submitted_code
from tests.said import both

SHOWN = [
    (
        "def f(x):\n    print(x)\n",
        Seen(),
        [
            (
                "`f` prints (`print(x)`, cell 1, line 2) but returns nothing, so nobody can go on with its result. Write `return` for what it should give back.",
                "`f` は表示 (`print(x)`、セル 1 の 2 行目) をしますが、値を返していません。これでは結果をほかで使えません。返す値を `return` で書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    y = x\n",
        Seen(),
        [
            (
                "There is no `return` with a value in `f` (cell 1, line 1), so its result is lost.",
                "`f` (セル 1 の 1 行目) に、値を返す `return` がないので、結果が失われます。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x\n    return 2 * x\n",
        Seen(),
        [
            (
                "`return 2 * x` (cell 1, line 3) is never reached: the `return` before it ends the function.",
                "`return 2 * x` (セル 1 の 3 行目) は実行されません。その前の `return` で関数が終わるからです。",
            ),
        ],
    ),
    (
        "x = 1\ndef f(a):\n    return x\n",
        Seen(),
        [
            (
                "`f` never uses its argument `a`; it uses `x` from outside, which is the same in every call.",
                "`f` は引数 `a` を使っていません。かわりに、外にある `x` を使っているので、何を渡しても同じ値で計算されます。",
            ),
        ],
    ),
    (
        "def f(a, b):\n    return a\n",
        Seen(),
        [
            ("`f` never uses its argument `b`.", "`f` は引数 `b` を使っていません。"),
        ],
    ),
    (
        "def f(x, found=[]):\n    found.append(x)\n    return found\n",
        Seen(),
        [
            (
                "The default value of `found` (`def f(x, found=[]):`, cell 1, line 1) is made once and kept, so each call finds in it what earlier calls have put there. Make it inside the function.",
                "`found` の既定値 (`def f(x, found=[]):`、セル 1 の 1 行目) は 1 回だけ作られて残るので、前の呼び出しで入れたものが次の呼び出しにも残っています。関数の中で作ってください。",
            ),
        ],
    ),
    (
        "found = []\ndef f(x):\n    found.append(x)\n    return x\n",
        Seen(),
        [
            (
                "`found` is made outside `f`, so each call finds in it what earlier calls have put there. Make it inside the function.",
                "`found` は `f` の外で作られているので、前の呼び出しで入れたものが次の呼び出しにも残っています。関数の中で作ってください。",
            ),
        ],
    ),
    (
        "n = 0\ndef f(x):\n    global n\n    n = n + x\n    return n\n",
        Seen(),
        [
            (
                "`global` (cell 1, line 3) keeps `n` from one call to the next, so the same call can give another answer each time.",
                "`global` (セル 1 の 3 行目) によって `n` の値が次の呼び出しまで残るので、同じ呼び出しでも答えが変わることがあります。",
            ),
        ],
    ),
    (
        "def f(inputs):\n    return sum(input)\n",
        Seen(),
        [
            ("`f` never uses its argument `inputs`.", "`f` は引数 `inputs` を使っていません。"),
            (
                "`input` (`return sum(input)`, cell 1, line 2) is a function of Python's own. Is `inputs` meant?",
                "`input` (`return sum(input)`、セル 1 の 2 行目) は Python にもともとある関数です。`inputs` のことですか。",
            ),
        ],
    ),
    (
        "def g(x, w):\n    return x @ w\ndef f(x, w):\n    return g(w, x)\n",
        Seen(),
        [
            (
                "`return g(w, x)` (cell 1, line 4) gives `g` its arguments in another order than its `def` line has them: `x`, `w`.",
                "`return g(w, x)` (セル 1 の 4 行目) で `g` に渡す引数の順序が、`def` の行と違います。`def` では `x`, `w` の順です。",
            ),
        ],
    ),
    (
        "def g():\n    return 1\nf = g\n",
        Seen(),
        [
            (
                "`f = g` (cell 1, line 3) gives `f` the function itself. Parentheses call it: `g()`.",
                "`f = g` (セル 1 の 3 行目) では、`f` に関数そのものが入ります。かっこを付けて `g()` と書くと、呼び出されます。",
            ),
        ],
    ),
    (
        "def f(x):\n    best = 0\n    for v in x:\n        if v > best:\n            best = v\n    return best\n",
        Seen(),
        [
            (
                "`best = 0` (cell 1, line 2) lets the search begin at 0, so it finds nothing where all numbers are below 0. Begin with the first of them.",
                "`best = 0` (セル 1 の 2 行目) では 0 から探し始めるので、すべての数が 0 より小さいと何も見つかりません。最初の要素から始めてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    m = max(x)\n    return [x.index(v) for v in x if v == m]\n",
        Seen(),
        [
            (
                "`x.index(v)` (cell 1, line 3) always finds the first place of a value, so a value that occurs twice gives the same place twice. Count with `enumerate` or `range(len(…))`.",
                "`x.index(v)` (セル 1 の 3 行目) は、いつもその値の最初の位置を返します。同じ値が 2 回あると、同じ位置が 2 回になります。`enumerate` か `range(len(…))` で位置を数えてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    rows = x.shape[0] - 1\n    columns = x.shape[0] - 1\n    return x[:rows, :columns]\n",
        Seen(),
        [
            (
                "For `x` only `x.shape[0]` is used (cell 1, line 3), for rows and for columns, which fits square ones only. The other is `x.shape[1]`.",
                "`x` について、行にも列にも `x.shape[0]` だけが使われています (セル 1 の 3 行目)。これでは正方形のときしか合いません。もう一方は `x.shape[1]` です。",
            ),
        ],
    ),
    (
        "def f(x):\n    for i in range(1, len(x)):\n        x[i] = x[i] + x[i - 1]\n    return x\n",
        Seen(),
        [
            (
                "`x[i] = x[i] + x[i - 1]` (cell 1, line 3) writes into the input while later rounds still read it. Write the results into an array of their own.",
                "`x[i] = x[i] + x[i - 1]` (セル 1 の 3 行目) では、あとの回でまだ読む入力に書き込んでいます。結果は別の配列に書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for i in range(1, len(x)):\n        s += x[i]\n    return s\n",
        Seen(),
        [
            (
                "`for i in range(1, len(x)):` (cell 1, line 3) begins at index 1. The first element has index 0 and is left out.",
                "`for i in range(1, len(x)):` (セル 1 の 3 行目) は添字 1 から始まります。最初の要素は添字 0 なので、抜けています。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for i in range(len(x) - 1):\n        s += x[i]\n    return s\n",
        Seen(),
        [
            (
                "`for i in range(len(x) - 1):` (cell 1, line 3) ends before the last element: `range` itself stops before its end, so the `- 1` leaves one out.",
                "`for i in range(len(x) - 1):` (セル 1 の 3 行目) は、最後の要素の前で終わります。`range` は終わりの数の手前で止まるので、`- 1` を付けると 1 個足りません。",
            ),
        ],
    ),
    (
        "def f(x):\n    found = list(x)\n    if len(found) == 1:\n        return found[0]\n    return found\n",
        Seen(),
        [
            (
                "`f` returns `found` in one case and a single element of it in another (`return found[0]`, cell 1, line 4). Return the same kind in every case.",
                "`f` は、`found` 全体を返す場合と、その要素 1 個を返す場合があります (`return found[0]`、セル 1 の 4 行目)。いつも同じ種類の値を返してください。",
            ),
        ],
    ),
    (
        "def f(x):\n    return round(x.mean())\n",
        Seen(example_right=True),
        [
            (
                "`return round(x.mean())` (cell 1, line 2) rounds. Unless the question asks for that, answers are no longer exact.",
                "`return round(x.mean())` (セル 1 の 2 行目) で値を丸めています。問が丸めることを求めていなければ、答えが正確ではなくなります。",
            ),
        ],
    ),
    (
        "def f(x):\n    rows, columns = x.shape\n    return rows\n",
        Seen(example_right=True, other_axes=frozenset({0})),
        [
            (
                "`rows, columns = x.shape` (cell 1, line 2) fits only arrays with as many axes as there are names: 2.",
                "`rows, columns = x.shape` (セル 1 の 2 行目) は、軸の数が左の名前の数 (2) と同じ配列にしか使えません。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x[0] + x[1] + x[2]\n",
        Seen(example_right=True),
        [
            (
                "`f` uses exactly 3 elements of `x`, by their numbers. There may be fewer or more.",
                "`f` は `x` の要素を番号で 3 個だけ使っています。要素はもっと少ないことも多いこともあります。",
            ),
        ],
    ),
    (
        "def f(x):\n    return sum(x) / 4\n",
        Seen(example_right=True, lengths=frozenset({4})),
        [
            (
                "`return sum(x) / 4` (cell 1, line 2) has the length 4 of the example written into it. Other inputs are shorter or longer: use `len(…)` or `.shape`.",
                "`return sum(x) / 4` (セル 1 の 2 行目) に、例の長さ 4 がそのまま書かれています。ほかの入力では長さが違うので、`len(…)` や `.shape` を使ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for v in x:\n        s += v\n        return s\n",
        Seen(),
        [
            (
                "`return s` (cell 1, line 5) stands inside the loop, so the function ends when that line is reached for the first time. To let the loop finish first, indent it less.",
                "`return s` (セル 1 の 5 行目) がループの中にあるので、初めてその行に来たときに関数が終わります。ループを最後まで回すには、字下げを減らしてループの外に出してください。",
            ),
        ],
    ),
    (
        "def f(x):\n    for v in x:\n        s = 0\n        s += v\n    return s\n",
        Seen(),
        [
            (
                "`s = 0` (cell 1, line 3) stands inside the loop, so every round begins `s` anew. Put it before the loop.",
                "`s = 0` (セル 1 の 3 行目) がループの中にあるので、`s` が毎回最初の値に戻ります。ループの前に書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = []\n    for v in x:\n        last = 0\n        out.append(v + last)\n        last = v\n    return out\n",
        Seen(),
        [
            (
                "`last = 0` (cell 1, line 4) stands inside the loop, so every round begins `last` anew. Put it before the loop.",
                "`last = 0` (セル 1 の 4 行目) がループの中にあるので、`last` が毎回最初の値に戻ります。ループの前に書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for v in x:\n        s = 2 * v\n    return s\n",
        Seen(),
        [
            (
                "`s = 2 * v` (cell 1, line 4) gives `s` another value in every round of the loop, so only the last round counts.",
                "`s = 2 * v` (セル 1 の 4 行目) では、ループのたびに `s` が別の値に置き換わるので、最後の回の値しか残りません。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = np.zeros(len(x))\n    for i in range(len(x)):\n        for j in range(3):\n            out[i] = x[i] * j\n    return out\n",
        Seen(),
        [
            (
                "`out[i] = x[i] * j` (cell 1, line 5) writes to the same place in every round of the loop over `j`, so only the last round counts.",
                "`out[i] = x[i] * j` (セル 1 の 5 行目) では、`j` のループのたびに同じ場所に書き込むので、最後の回の値しか残りません。",
            ),
        ],
    ),
    (
        "def f(n):\n    i = 0\n    while i < n:\n        n + 1\n    return i\n",
        Seen(),
        [
            (
                "Nothing inside the loop `while i < n:` (cell 1, line 3) changes its condition, so once begun it never ends.",
                "ループ `while i < n:` (セル 1 の 3 行目) の中で条件に関わる値が変わらないので、一度始まると終わりません。",
            ),
            (
                "`n + 1` (cell 1, line 4) works out a value and keeps it nowhere: give it a name with `=`, or return it.",
                "`n + 1` (セル 1 の 4 行目) は計算をしますが、結果をどこにも残していません。`=` で名前を付けるか、`return` で返してください。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for v in x:\n        s += 1.5\n    return s\n",
        Seen(),
        [
            (
                "The loop `for v in x:` (cell 1, line 3) never uses its `v`.",
                "ループ `for v in x:` (セル 1 の 3 行目) の中で `v` が使われていません。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = []\n    for i in range(len(x)):\n        for j in range(len(x[0])):\n            out.append(x[i, i] + j)\n    return out\n",
        Seen(),
        [
            (
                "`x[i, i]` (cell 1, line 5) has `i` for both its row and its column, so it takes only what is on the diagonal.",
                "`x[i, i]` (セル 1 の 5 行目) は行にも列にも `i` を使っているので、対角線上の要素しか取り出しません。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = np.zeros(x.shape)\n    for i in range(len(x)):\n        for j in range(len(x[0])):\n            if x[i] > 0:\n                out[i, j] = 1\n    return out\n",
        Seen(),
        [
            (
                "`x[i]` (cell 1, line 5) is a whole row; an element of it is `x[i, j]`.",
                "`x[i]` (セル 1 の 5 行目) は 1 行全体です。要素 1 個は `x[i, j]` です。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for i in range(len(x), 0):\n        s += x[i]\n    return s\n",
        Seen(),
        [
            (
                "`range(len(x), 0)` (cell 1, line 3) is empty: it counts upwards from its first number and stops before its second. To count from 0, write the length alone; to count downwards, add a step of -1.",
                "`range(len(x), 0)` (セル 1 の 3 行目) は空です。1 つ目の数から 2 つ目の数の手前まで、増える方向に数えるからです。0 から数えるなら長さだけを書き、減る方向に数えるなら増分 -1 を加えてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for i in len(x):\n        s += x[i]\n    return s\n",
        Seen(),
        [
            (
                "`for i in len(x):` (cell 1, line 3) goes through a number; `range` is missing: `range(len(x))`.",
                "`for i in len(x):` (セル 1 の 3 行目) では数そのものを順に取り出そうとしています。`range` が抜けています。`range(len(x))` と書きます。",
            ),
        ],
    ),
    (
        "def f(x):\n    s = 0\n    for i in x:\n        s += x[i]\n    return s\n",
        Seen(),
        [
            (
                "In the loop `for i in x:`, `i` is an element of `x` and not its number, so `x[i]` (cell 1, line 4) looks up the wrong thing. Write `i`, or count with `range(len(…))`.",
                "ループ `for i in x:` の `i` は `x` の要素で、番号ではありません。そのため `x[i]` (セル 1 の 4 行目) では別のものを取り出します。`i` をそのまま使うか、`range(len(…))` で番号を数えてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    out, row = [], []\n    for i in range(2):\n        for j in range(2):\n            row.append(x[i, j])\n        out.append(row)\n    return out\n",
        Seen(),
        [
            (
                "`out.append(row)` (cell 1, line 6) adds the same list `row` in every round, and what is changed in it is changed in all of them. Begin a new `row` inside the loop.",
                "`out.append(row)` (セル 1 の 6 行目) では、毎回同じリスト `row` を加えています。中身を変えると、加えたものがすべて変わります。ループの中で新しい `row` を作ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    out, row = [], [0, 0]\n    for v in x:\n        row[0], row[1] = v, 1\n        out.append(row)\n    return out\n",
        Seen(),
        [
            (
                "`out.append(row)` (cell 1, line 5) adds the same list `row` in every round, and what is changed in it is changed in all of them. Begin a new `row` inside the loop.",
                "`out.append(row)` (セル 1 の 5 行目) では、毎回同じリスト `row` を加えています。中身を変えると、加えたものがすべて変わります。ループの中で新しい `row` を作ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    n = 0\n    for i in range(len(x)):\n        for i in range(len(x[0])):\n            n = max(n, x[i, i - 1])\n    return n\n",
        Seen(),
        [
            (
                "`for i in range(len(x[0])):` (cell 1, line 4) uses `i`, which the loop around it uses already, so that one's `i` is lost. Take another name.",
                "`for i in range(len(x[0])):` (セル 1 の 4 行目) は、外側のループと同じ変数 `i` を使っているので、外側の `i` の値が失われます。別の名前にしてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    x.sort()\n    return [i for i, v in enumerate(x) if v > 1]\n",
        Seen(),
        [
            (
                "`x.sort()` (cell 1, line 2) moves the elements of `x` to other places, so their positions are no longer those of the input.",
                "`x.sort()` (セル 1 の 2 行目) で `x` の要素が並べ替えられるので、位置が入力のときと変わってしまいます。",
            ),
        ],
    ),
    (
        "def f(x):\n    best = x[0]\n    for v in x:\n        if v > best:\n            best = v\n            break\n    return best\n",
        Seen(),
        [
            (
                "`break` (cell 1, line 6) ends the loop as soon as `best` has changed once, so what comes later is not looked at.",
                "`break` (セル 1 の 6 行目) があるので、`best` が 1 回変わるとループが終わり、そのあとの要素を見ません。",
            ),
        ],
    ),
    (
        "def f(x):\n    x[x < 0] == 0\n    return x\n",
        Seen(),
        [
            (
                "`x[x < 0] == 0` (cell 1, line 2) only compares, with `==`, and changes nothing. To give a value, write a single `=`.",
                "`x[x < 0] == 0` (セル 1 の 2 行目) は `==` で比べるだけで、何も変えません。値を入れるときは `=` を 1 つだけ書きます。",
            ),
        ],
    ),
    (
        "def f(x):\n    np.append(x, 1)\n    return x\n",
        Seen(),
        [
            (
                "`np.append(x, 1)` (cell 1, line 2) works out a value and keeps it nowhere: give it a name with `=`, or return it.",
                "`np.append(x, 1)` (セル 1 の 2 行目) は計算をしますが、結果をどこにも残していません。`=` で名前を付けるか、`return` で返してください。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = []\n    out = out.append(x)\n    return out\n",
        Seen(),
        [
            (
                "`out.append()` returns None, so with `out = out.append(x)` (cell 1, line 3) `out` itself is lost. Write the call alone in its line.",
                "`out.append()` は None を返すので、`out = out.append(x)` (セル 1 の 3 行目) で `out` そのものが失われます。呼び出しだけを 1 行に書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x.flatten\n",
        Seen(),
        [
            (
                "`x.flatten` (cell 1, line 2) is the method itself; parentheses call it: `x.flatten()`.",
                "`x.flatten` (セル 1 の 2 行目) はメソッドそのものです。かっこを付けて `x.flatten()` と書くと、呼び出されます。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x.shape()\n",
        Seen(),
        [
            (
                "`shape` of an array is no function: write `x.shape` without parentheses (cell 1, line 2).",
                "配列の `shape` は関数ではありません。かっこを付けずに `x.shape` と書いてください (セル 1 の 2 行目)。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x ^ 2\n",
        Seen(),
        [
            (
                "`x ^ 2` (cell 1, line 2) is no power in Python: `^` works on single bits. A power is written with `**`.",
                "Python では `x ^ 2` (セル 1 の 2 行目) はべき乗ではありません。`^` はビットごとの計算です。べき乗は `**` で書きます。",
            ),
        ],
    ),
    (
        "def f(x):\n    return [1 for v in range(3) if x is 'a']\n",
        Seen(),
        [
            (
                "`x is 'a'` (cell 1, line 2) asks whether both are one and the same object. To compare values, write `==`.",
                "`x is 'a'` (セル 1 の 2 行目) は、同じ 1 つのものかどうかを調べます。値を比べるときは `==` を使ってください。",
            ),
            (
                "`[1 for v in range(3) if x is 'a']` (cell 1, line 2) drops the elements of which the condition is not true. To keep them with another value, write `[1 if … else … for …]`.",
                "`[1 for v in range(3) if x is 'a']` (セル 1 の 2 行目) では、条件に合わない要素が抜けます。別の値にして残すなら `[1 if … else … for …]` と書きます。",
            ),
        ],
    ),
    (
        "def f(a, b):\n    return ~(a & b)\n",
        Seen(),
        [
            (
                "`~` in `~(a & b)` (cell 1, line 2) turns every bit of a whole number: of 1 it makes -2, of 0 it makes -1. Between 0 and 1, `1 - x` goes from one to the other.",
                "`~(a & b)` (セル 1 の 2 行目) の `~` は整数のすべてのビットを反転するので、1 は -2、0 は -1 になります。0 と 1 を入れ替えるには `1 - x` と書きます。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x == 'a' or 'b'\n",
        Seen(),
        [
            (
                "`x == 'a' or 'b'` (cell 1, line 2) is always true: a value that stands alone after `or` counts as true. Each part needs a comparison of its own, as `x == 'a'` has one; or use `in`.",
                "`x == 'a' or 'b'` (セル 1 の 2 行目) はいつも真になります。`or` のあとに値だけを書くと、真とみなされるからです。`x == 'a'` のように、それぞれに比較を書くか、`in` を使ってください。",
            ),
        ],
    ),
    (
        "def f(n, m):\n    return [[0] * n] * m\n",
        Seen(),
        [
            (
                "`[[0] * n] * m` (cell 1, line 2) holds one row many times: what is changed in one row is changed in all. Make the rows one by one: `[[0] * n for _ in range(m)]`.",
                "`[[0] * n] * m` (セル 1 の 2 行目) は 1 つの行を何度も並べたもので、1 つの行を変えるとすべての行が変わります。`[[0] * n for _ in range(m)]` のように、行を 1 つずつ作ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x + 1,\n",
        Seen(),
        [
            (
                "The last comma in `return x + 1,` (cell 1, line 2) makes a tuple of one element. Take it away.",
                "`return x + 1,` (セル 1 の 2 行目) の最後のコンマによって、要素が 1 個のタプルになります。そのコンマを消してください。",
            ),
        ],
    ),
    (
        "f = (3.4,)\n",
        Seen(),
        [
            (
                "The last comma in `f = (3.4,)` (cell 1, line 1) makes a tuple of one element. Take it away.",
                "`f = (3.4,)` (セル 1 の 1 行目) の最後のコンマによって、要素が 1 個のタプルになります。そのコンマを消してください。",
            ),
        ],
    ),
    (
        "f = 2,9\n",
        Seen(one_expected=True),
        [
            (
                "`f = 2,9` (cell 1, line 1) gives `f` several numbers. A decimal number has a point: `2.9`.",
                "`f = 2,9` (セル 1 の 1 行目) では `f` に 2 つ以上の数が入ります。小数は点を使って `2.9` と書きます。",
            ),
        ],
    ),
    (
        "f = 70,000\n",
        Seen(one_expected=True),
        [
            (
                "`f = 70,000` (cell 1, line 1) gives `f` several numbers. Thousands are not set apart by commas: `70000`.",
                "`f = 70,000` (セル 1 の 1 行目) では `f` に 2 つ以上の数が入ります。数の途中に桁区切りのコンマは書けません。`70000` と書いてください。",
            ),
        ],
    ),
    (
        "f = 2,900\n",
        Seen(one_expected=True),
        [
            (
                "`f = 2,900` (cell 1, line 1) gives `f` two numbers. In a number there is no comma: decimals stand behind a point (`2.900`), and thousands are not set apart (`2900`).",
                "`f = 2,900` (セル 1 の 1 行目) では `f` に 2 つの数が入ります。数の途中にコンマは書けません。小数なら点を使って `2.900`、桁区切りのつもりなら `2900` と書いてください。",
            ),
        ],
    ),
    (
        "f: 2.9\n",
        Seen(),
        [
            (
                "`f: 2.9` (cell 1, line 1) gives `f` no value: `:` only notes a type. Write `f = 2.9`.",
                "`f: 2.9` (セル 1 の 1 行目) では `f` に値が入りません。`:` は型を書くためのものです。`f = 2.9` と書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    return f'{x:.2f}'\n",
        Seen(text_came=True),
        [
            (
                "`return f'{x:.2f}'` (cell 1, line 2) returns text, as the quotation marks say. For a number, leave them out.",
                "`return f'{x:.2f}'` (セル 1 の 2 行目) は、引用符があるので文字列を返します。数を返すなら、引用符を外してください。",
            ),
        ],
    ),
    (
        "def f(n):\n    bits = f'{n:04b}'\n    return list(bits)\n",
        Seen(),
        [
            (
                "`list(bits)` (cell 1, line 3) holds characters of a text, no numbers; `int(…)` makes a number of each.",
                "`list(bits)` (セル 1 の 3 行目) の要素は文字で、数ではありません。それぞれを `int(…)` で数に直してください。",
            ),
        ],
    ),
    (
        "def f(x, w):\n    return np.sum(x, w)\n",
        Seen(),
        [
            (
                "The second argument of `np.sum` (cell 1, line 2) is the axis along which to go; `w` is not multiplied by anything.",
                "`np.sum` の 2 つ目の引数 (セル 1 の 2 行目) は計算する軸です。`w` との掛け算にはなりません。",
            ),
        ],
    ),
    (
        "def f(x, k):\n    return np.sum(x @ k)\n",
        Seen(),
        [
            (
                "`x @ k` (cell 1, line 2) is a matrix product, rows by columns, before it is added up. Element by element, `*` multiplies.",
                "`x @ k` (セル 1 の 2 行目) は、足す前に行と列の行列の積になっています。要素ごとの掛け算は `*` です。",
            ),
        ],
    ),
    (
        "def f(x):\n    m = max(x)\n    x.sort()\n    return x.index(m)\n",
        Seen(),
        [
            (
                "`x.sort()` (cell 1, line 3) moves the elements of `x` to other places, so their positions are no longer those of the input.",
                "`x.sort()` (セル 1 の 3 行目) で `x` の要素が並べ替えられるので、位置が入力のときと変わってしまいます。",
            ),
        ],
    ),
    (
        "def f(x):\n    return [1 for v in x if v < 2]\n",
        Seen(),
        [
            (
                "`[1 for v in x if v < 2]` (cell 1, line 2) drops the elements of which the condition is not true. To keep them with another value, write `[1 if … else … for …]`.",
                "`[1 for v in x if v < 2]` (セル 1 の 2 行目) では、条件に合わない要素が抜けます。別の値にして残すなら `[1 if … else … for …]` と書きます。",
            ),
        ],
    ),
    (
        "def f(x):\n    if (x > 0).all():\n        return x\n    return 0 * x\n",
        Seen(),
        [
            (
                "`if (x > 0).all():` (cell 1, line 2) decides once for all elements, as `.all()` says. To decide for each, use `np.where(…)`.",
                "`if (x > 0).all():` (セル 1 の 2 行目) では、`.all()` によって、すべての要素について一度に決まります。要素ごとに決めるには `np.where(…)` を使ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    try:\n        return x.summe()\n    except:\n        return 0\n",
        Seen(),
        [
            (
                "`except` (cell 1, line 4) hides every error that happens in its `try`, even a misspelt name. Take both away and see what Python says.",
                "`except` (セル 1 の 4 行目) が、`try` の中のエラーを、名前の書き間違いも含めてすべて隠しています。両方を外して、Python の表示を確かめてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    return f(x[1:])\n",
        Seen(),
        [
            (
                "`f` calls itself in every case (`return f(x[1:])`, cell 1, line 2), so it never comes to an end.",
                "`f` はどの場合にも自分自身を呼び出す (`return f(x[1:])`、セル 1 の 2 行目) ので、終わりません。",
            ),
        ],
    ),
    (
        "def f(x):\n    return sum(x) // 3\n",
        Seen(decimals_lost=True),
        [
            (
                "`return sum(x) // 3` (cell 1, line 2) divides with `//`, which cuts the decimals off. Write `/`.",
                "`return sum(x) // 3` (セル 1 の 2 行目) では `//` で割っているので、小数部分が切り捨てられます。`/` を使ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = np.zeros(3, dtype=int)\n    out[0] = x\n    return out\n",
        Seen(decimals_lost=True),
        [
            (
                "`out = np.zeros(3, dtype=int)` (cell 1, line 2) makes an array of whole numbers: decimals that are written into `out` are cut off.",
                "`out = np.zeros(3, dtype=int)` (セル 1 の 2 行目) は整数の配列を作ります。`out` に小数を書き込むと、小数部分が切り捨てられます。",
            ),
        ],
    ),
    (
        "def f(x):\n    out = np.zeros_like(x)\n    out[0] = x[0] / 2\n    return out\n",
        Seen(decimals_lost=True),
        [
            (
                "`out = np.zeros_like(x)` (cell 1, line 2) gives `out` the type of `x`: where `x` holds whole numbers, decimals that are written into `out` are cut off.",
                "`out = np.zeros_like(x)` (セル 1 の 2 行目) では、`out` の型が `x` と同じになります。`x` が整数なら、`out` に書き込んだ小数の小数部分が切り捨てられます。",
            ),
        ],
    ),
]

NOTHING = {
    "an example right from the start": [
        "def f(x):\n    s = 0\n    for v in x:\n        s += v\n    return s\n",
        "def f(x):\n    return np.maximum(x, 0)\n",
        "def f(image, kernel):\n    h, w = kernel.shape\n    rows, columns = image.shape[0] - h + 1, image.shape[1] - w + 1\n    out = np.zeros((rows, columns))\n    for i in range(rows):\n        for j in range(columns):\n            out[i, j] = np.sum(image[i:i + h, j:j + w] * kernel)\n    return out\n",
    ],
    "a search that may end": [
        "def f(x, v):\n    for i in range(len(x)):\n        if x[i] == v:\n            return i\n    return -1\n",
        "def f(x):\n    for v in x:\n        if v < 0:\n            continue\n        return v\n    return None\n",
    ],
    "begun anew in the outer loop": [
        "def f(x):\n    out = []\n    for row in x:\n        s = 0\n        for v in row:\n            s += v\n        out.append(s)\n    return out\n",
    ],
    "a value for each round": [
        "def f(x):\n    last = 0\n    out = []\n    for v in x:\n        last = v + last\n        out.append(last)\n    return out\n",
        "def f(x):\n    best = None\n    for v in x:\n        if best is None or v > best:\n            best = v\n    return best\n",
    ],
    "a loop that ends": [
        "def f(n):\n    i = 0\n    while i < n:\n        i += 1\n    return i\n",
        "def f(x):\n    while True:\n        if x > 1:\n            return x\n        x = 2 * x + 1\n",
        "def f(x):\n    while len(x) > 1:\n        x.pop()\n    return x\n",
    ],
    "repeated so many times": [
        "def f(x):\n    for epoch in range(500):\n        x = x / 2\n    return x\n",
        "def f(x):\n    for _ in x:\n        print()\n    return 0\n",
    ],
    "a whole row that is meant": [
        "def f(x, w):\n    return np.array([sum(row * w) for row in x])\n",
    ],
    "from the second on, the first taken before": [
        "def f(x):\n    best = x[0]\n    for i in range(1, len(x)):\n        if x[i] > best:\n            best = x[i]\n    return best\n",
        "def f(x):\n    return [x[i + 1] - x[i] for i in range(len(x) - 1)]\n",
    ],
    "calls that change what they are given": [
        "def f(x):\n    x.sort()\n    return x\n",
        "def f(x):\n    out = []\n    out.append(x)\n    print(out)\n    return out\n",
    ],
    "methods that are called or passed on": [
        "def f(x):\n    return x.flatten().sum()\n",
        "def f(x):\n    return np.max(x)\n",
        "def f(words):\n    return sorted(words, key=str.lower)\n",
    ],
    "bits of masks": [
        "def f(x):\n    missing = np.isnan(x)\n    return x[~missing]\n",
        "def f(x):\n    return x[~(x > 2)]\n",
        "def f(a, b):\n    return int(not a ^ b)\n",
    ],
    "`is` where it belongs": [
        "def f(x=None):\n    return 0 if x is None else x\n",
    ],
    "counted by `sum`": [
        "def f(x):\n    return sum([1 for v in x if v > 0])\n",
    ],
    "a pair": [
        "def f(x):\n    return x.shape, x.ndim\n",
        "f = (2, 9)\n",
        "f = 1, 0\n",
        "f = 70,000\n",
        "def f(x):\n    out = []\n    for row in x:\n        row[0] = 1\n        out.append(row)\n    return out\n",
        "def f(x):\n    n = 0\n    for i in x:\n        n += i\n    for i in x:\n        n += i\n    return n\n",
        "def f(x):\n    y = sorted(x)\n    return [i for i, v in enumerate(x) if v > y[0]]\n",
    ],
    "errors that are named": [
        "def f(x):\n    try:\n        return float(x)\n    except ValueError:\n        return 0.0\n",
    ],
    "recursion that ends": [
        "def f(n):\n    return 1 if n == 0 else n * f(n - 1)\n",
    ],
    "a default that nothing is put into": [
        "def f(x, weights=[1, 2]):\n    return x * weights[0] + weights[1]\n",
    ],
    "names of the outside that are constants of its own": [
        "import math\ndef g(x):\n    return 2 * x\ndef f(x):\n    return math.pi * g(x)\n",
    ],
    "text where text is asked for": [
        "def f(x):\n    return f'{x}.'\n",
    ],
    "a fixed number that nobody has as a length": [
        "def f(x):\n    return x / 2\n",
    ],
    "arguments in their order": [
        "def g(x, w):\n    return x @ w\ndef f(x, w):\n    return g(x, w)\n",
        "def g(a, b):\n    return a - b\ndef f(b, c):\n    return g(c, b)\n",
    ],
    "generators": [
        "def f(x):\n    for v in x:\n        yield 2 * v\n",
    ],
}


def seen(
    source: str, knowing: Seen, *, asked: tuple[str, ...] = ("f",)
) -> list[tuple[str, str] | None]:
    read = read_code(source.split("# %%\n"), CodeAsked(names=asked))
    shown = (each for each in read.shown if each.name == "f" and knowing.bears_out(each))
    return [both(said) for said in dict.fromkeys(each.sentence for each in shown)]


@pytest.mark.parametrize(("source", "knowing", "said"), SHOWN)
def test_what_the_code_shows(source: str, knowing: Seen, said: list[tuple[str, str]]) -> None:
    assert seen(source, knowing) == said


@pytest.mark.parametrize("source", [source for group in NOTHING.values() for source in group])
def test_code_that_shows_nothing(source: str) -> None:
    assert seen(source, Seen()) == []


@pytest.mark.parametrize(
    ("source", "knowing"),
    [(source, knowing) for source, knowing, _said in SHOWN if knowing != Seen()],
)
def test_what_is_said_only_where_the_answers_bear_it_out(source: str, knowing: Seen) -> None:
    assert seen(source, knowing)[0] not in seen(source, Seen())


@pytest.mark.parametrize(
    "source",
    [
        "def f(z, n):\n    return z[3 * n:4 * n]\n",
        "def f(z, n):\n    return z[n:n * 4]\n",
        "def f(z, n):\n    return [z[i] for i in range(4 * n)]\n",
    ],
)
def test_a_number_that_multiplies_a_length_is_none(source: str) -> None:
    assert seen(source, Seen(example_right=True, lengths=frozenset({4}))) == []


def test_helpers_are_read_and_other_questions_functions_are_not() -> None:
    helper = "def g(x):\n    x == 1\n    return x\ndef f(x):\n    return g(x)\n"
    ((said, _ja),) = filter(None, seen(helper, Seen()))
    assert said.startswith("`x == 1` (cell 1, line 2)")
    assert seen(helper, Seen(), asked=("f", "g")) == []


def test_the_cell_that_gives_a_value_is_read_only_where_it_is_about_it() -> None:
    ((said, _ja),) = filter(None, seen("x = 1\n# %%\n28 ^ 2\nf = 28 ^ 3\n", Seen()))
    assert said.startswith("`28 ^ 3` (cell 2, line 2)")


def test_a_module_is_told_of_by_its_own_lines() -> None:
    asked = CodeAsked(names=("f",), module="units.py", above=(0, 40))
    read = read_code(["x = 1\n", "\nf = 28 ^ 3\n"], asked)
    assert str(read.shown[0].sentence).startswith("`28 ^ 3` (units.py, line 42)")


def test_what_else_is_read() -> None:
    source = (
        "import numpy as np\nm = keras.Sequential([])\ndef g(x):\n    ...\n"
        "def f(x):\n    y = g(x)\n    return y\n"
    )
    read = read_code([source], CodeAsked(names=("f", "g")))
    assert read.imports == (("numpy", "np"),)
    assert read.models == ("m",)
    assert read.calls == (("f", "g"),)
    assert [(name, both(place)) for name, place in read.unwritten] == [
        ("g", ("cell 1, line 3", "セル 1 の 3 行目"))
    ]
    assert [(function.name, function.own) for function in read.functions] == [
        ("g", ("x",)),
        ("f", ("x", "y")),
    ]


def test_long_code_is_not_read() -> None:
    body = "    x == 1\n" * 1000
    assert seen(f"def f(x):\n{body}    return x\n", Seen()) == []


def test_reading_takes_no_longer_than_the_code_is_long() -> None:
    """Deep nesting and many loops within the bounds are read in no time."""
    deep = "".join(f"{'    ' * n}for i{n} in x:\n" for n in range(1, 18))
    source = f"def f(x):\n{deep}{'    ' * 18}s = 0\n    return s\n"
    assert len(seen(source * 40, Seen())) < 100


def test_what_is_asked_of_a_submission_in_a_row_is_parsed_once() -> None:
    first = submitted_code(("x = 1",))
    assert submitted_code(("x = 1",)) is first
    assert submitted_code(("x = 1",), "a.py") is not first
