"""What a student's code shows of rounds of loops, choices and sizes, word for word.

Each sentence has an example here, and each rule code beside it of which nothing is said.

Tests of `feedback/code/rounds.py`, `feedback/code/choices.py`, `feedback/code/sizes.py`.
"""

from __future__ import annotations

import pytest

from autograder.feedback.code import Seen
from tests.test_feedback_code import seen

SHOWN = [
    (
        "def f(x, w):\n    total = 0\n    k = 0\n    for row in x:\n        k = 0\n        for v in row:\n            total += v * w[k]\n            k += 1\n    return total\n",
        Seen(),
        [
            (
                "`k = 0` (cell 1, line 5) sets `k` back in every round of the loop `for row in x:`, although it begins like that before the loop. If it is to go on counting, take this line away.",
                "`k` はループの前で同じ値から始まっているのに、`k = 0` (セル 1 の 5 行目) によって、`for row in x:` の繰り返しのたびにその値に戻ります。続けて数えるのなら、この行を消してください。",
            ),
        ],
    ),
    (
        "def f(text):\n    return text.count('a' or 'e' or 'i')\n",
        Seen(),
        [
            (
                "`'a' or 'e' or 'i'` (cell 1, line 2) is simply `'a'`: `or` gives the first value that counts as true. Write out what is to be done with each of them.",
                "`'a' or 'e' or 'i'` (セル 1 の 2 行目) は `'a'` と同じです。`or` では、真とみなされる最初の値が結果になります。それぞれについて行うことを、1 つずつ書いてください。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(x, k):\n    n = len(k)\n    h = len(x) - n + 1\n    y = np.zeros((h, h))\n    for i in range(h):\n        for j in range(h):\n            y[i, j] = np.sum(x[i:i + n, j:j + n] * k)\n    return y\n",
        Seen(),
        [
            (
                "`for j in range(h):` (cell 1, line 7) counts the columns of `x` by its number of rows. That fits only where there are as many of both; the columns are `len(x[0])`.",
                "`for j in range(h):` (セル 1 の 7 行目) では、`x` の列を行の数で数えています。これで合うのは行と列の数が同じときだけです。列の数は `len(x[0])` です。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x.reshape(4)\n",
        Seen(example_right=True, lengths=frozenset({4})),
        [
            (
                "`return x.reshape(4)` (cell 1, line 2) fits only arrays of exactly 4 elements. For any number of them, write `x.reshape(-1)`.",
                "`return x.reshape(4)` (セル 1 の 2 行目) は、要素がちょうど 4 個の配列にしか使えません。何個でもよいように、`x.reshape(-1)` と書いてください。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(x, m):\n    y = x.copy()\n    for r in y:\n        if r == 0:\n            r = m\n    return y\n",
        Seen(),
        [
            (
                "`r = m` (cell 1, line 6) gives only the loop's own `r` another value; the elements of `y` stay as they are. To change one, write to it by its index, as in `y[i] = …`.",
                "`r = m` (セル 1 の 6 行目) で変わるのは繰り返しの変数 `r` だけで、`y` の要素は変わりません。要素を変えるには、`y[i] = …` のように添字を付けて書きます。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(n):\n    rows = []\n    for a in range(n):\n        for b in range(n):\n            a, b = np.ones(2)\n            rows.append([a, b])\n    return rows\n",
        Seen(),
        [
            (
                "`a, b = np.ones(2)` (cell 1, line 6) gives `a` another value before anything has used it, so what the loop `for a in range(n):` goes through is lost.",
                "`a, b = np.ones(2)` (セル 1 の 6 行目) で、使わないうちに `a` に別の値を入れているので、`for a in range(n):` の繰り返しで取り出した値が失われます。",
            ),
            (
                "`a, b = np.ones(2)` (cell 1, line 6) gives `b` another value before anything has used it, so what the loop `for b in range(n):` goes through is lost.",
                "`a, b = np.ones(2)` (セル 1 の 6 行目) で、使わないうちに `b` に別の値を入れているので、`for b in range(n):` の繰り返しで取り出した値が失われます。",
            ),
        ],
    ),
    (
        "def f(x):\n    y = list(x)\n    for v in y:\n        if v < 0:\n            y.remove(v)\n    return y\n",
        Seen(),
        [
            (
                "`y.remove(v)` (cell 1, line 5) takes elements out of `y` while the loop goes through it: those behind move up, and the next one is skipped. Put what is to stay into a new list.",
                "`y.remove(v)` (セル 1 の 5 行目) で、`y` を順に見ている途中に要素を取り除いています。後ろの要素が前に詰まるので、次の要素が飛ばされます。残すものを新しいリストに入れてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    for i in range(len(x)):\n        if x[i] < 0:\n            del x[i]\n    return x\n",
        Seen(),
        [
            (
                "`del x[i]` (cell 1, line 4) takes elements out of `x` while the loop goes through it: those behind move up, and the next one is skipped. Put what is to stay into a new list.",
                "`del x[i]` (セル 1 の 4 行目) で、`x` を順に見ている途中に要素を取り除いています。後ろの要素が前に詰まるので、次の要素が飛ばされます。残すものを新しいリストに入れてください。",
            ),
        ],
    ),
    (
        "def f(x, k):\n    total = 0\n    out = []\n    for i in range(len(x)):\n        for j in range(len(k)):\n            total += x[i + j] * k[j]\n        out.append(total)\n    return out\n",
        Seen(),
        [
            (
                "`total` begins only once (`total = 0`, cell 1, line 2), so in every round of the loop `for i in range(len(x)):` it goes on from the sum of the round before. Begin it anew inside that loop.",
                "`total` を最初に 1 回しか初期化していない (`total = 0`、セル 1 の 2 行目) ので、`for i in range(len(x)):` の繰り返しのたびに前の合計の続きになります。このループの中で毎回初期化してください。",
            ),
        ],
    ),
    (
        "def f(x):\n    y = x[:]\n    for i in range(len(y) - 1):\n        if y[i] > y[i + 1]:\n            y[i], y[i + 1] = y[i + 1], y[i]\n    return y\n",
        Seen(),
        [
            (
                "The loop `for i in range(len(y) - 1):` (cell 1, line 3) goes through `y` once and exchanges neighbours. Once is not enough to sort: put a second loop around it that repeats this.",
                "`for i in range(len(y) - 1):` (セル 1 の 3 行目) の繰り返しは、`y` を 1 回たどって隣どうしを入れ替えているだけです。1 回では並べ替えが終わりません。これを繰り返すループを外側に書いてください。",
            ),
        ],
    ),
    (
        "def f(text):\n    n = 0\n    for v in 'aeiou':\n        if v in text.lower():\n            n += 1\n    return n\n",
        Seen(),
        [
            (
                "`v in text.lower()` (cell 1, line 4) asks whether `v` is there, not how often, so it counts once at most. How often it is there, `text.lower().count(v)` tells.",
                "`v in text.lower()` (セル 1 の 4 行目) は `v` があるかどうかを調べるだけなので、何回出てきても 1 回としか数えません。回数は `text.lower().count(v)` でわかります。",
            ),
        ],
    ),
    (
        "def f(x):\n    best = 0\n    for i in range(1, len(x)):\n        if x[i] > x[i - 1]:\n            best = i\n    return best\n",
        Seen(),
        [
            (
                "`x[i] > x[i - 1]` (cell 1, line 4) compares an element with the one beside it. For the greatest or smallest of all, compare with what `best` stands for so far.",
                "`x[i] > x[i - 1]` (セル 1 の 4 行目) では、要素を隣の要素と比べています。全体で最大や最小のものを探すなら、それまでの `best` が表す要素と比べます。",
            ),
        ],
    ),
    (
        "def f(x, k):\n    y = []\n    for i in range(len(x) - len(k) + 1):\n        y.append(sum(x[0:len(k)]))\n    return y\n",
        Seen(),
        [
            (
                "`y.append(sum(x[0:len(k)]))` (cell 1, line 4) takes the same in every round: nothing in it depends on `i`.",
                "`y.append(sum(x[0:len(k)]))` (セル 1 の 4 行目) は `i` を使っていないので、毎回同じものになります。",
            ),
        ],
    ),
    (
        "def f(x, k):\n    return [sum(x[:len(k)]) for i in range(len(x))]\n",
        Seen(),
        [
            (
                "`return [sum(x[:len(k)]) for i in range(len(x))]` (cell 1, line 2) takes the same in every round: nothing in it depends on `i`.",
                "`return [sum(x[:len(k)]) for i in range(len(x))]` (セル 1 の 2 行目) は `i` を使っていないので、毎回同じものになります。",
            ),
        ],
    ),
    (
        "def f(x):\n    return [v for v in x if v != '-999']\n",
        Seen(no_text_given=True),
        [
            (
                "`v != '-999'` (cell 1, line 2) compares with a text, as the quotation marks say, and no number is equal to a text. Write `v != -999`.",
                "`v != '-999'` (セル 1 の 2 行目) では、引用符があるので文字列と比べています。数が文字列と等しくなることはありません。`v != -999` と書いてください。",
            ),
        ],
    ),
    (
        "def f(x):\n    if x > 0:\n        return 1\n    elif x < 0:\n        return 0\n",
        Seen(none_came=True),
        [
            (
                "`f` can come to its end without a `return`, and then gives None: where none of the conditions up to `elif x < 0:` (cell 1, line 4) is true. Is a case missing?",
                "`f` では、`elif x < 0:` (セル 1 の 4 行目) までのどの条件も成り立たないと、`return` を通らずに終わり、None が返ります。抜けている場合はありませんか。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(x, m):\n    return np.where(x > m)\n",
        Seen(),
        [
            (
                "`np.where(x > m)` (cell 1, line 3) gives a tuple that holds an array of positions for each axis. `np.where(x > m)[0]` is the array itself.",
                "`np.where(x > m)` (セル 1 の 3 行目) は、軸ごとの位置の配列を入れたタプルを返します。配列そのものは `np.where(x > m)[0]` です。",
            ),
        ],
    ),
    (
        "import numpy as np\nx = np.arange(4)\nf = np.where(x == 2)\n",
        Seen(),
        [
            (
                "`np.where(x == 2)` (cell 1, line 3) gives a tuple that holds an array of positions for each axis. `np.where(x == 2)[0]` is the array itself.",
                "`np.where(x == 2)` (セル 1 の 3 行目) は、軸ごとの位置の配列を入れたタプルを返します。配列そのものは `np.where(x == 2)[0]` です。",
            ),
        ],
    ),
    (
        "def f(x):\n    x = [1, 2, 3]\n    return sum(x)\n",
        Seen(),
        [
            (
                "`x = [1, 2, 3]` (cell 1, line 2) gives the argument `x` another value before anything has looked at it, so what is passed in the call is lost.",
                "`x = [1, 2, 3]` (セル 1 の 2 行目) で、引数 `x` を一度も使わないうちに別の値を入れているので、呼び出しで渡された値が失われます。",
            ),
        ],
    ),
    (
        "def f(x):\n    middle = x[len(x) // 2]\n    return [abs(v - middle) for v in x]\n",
        Seen(),
        [
            (
                "`x[len(x) // 2]` (cell 1, line 2) is the element that stands in the middle of `x` as it comes. The median is in the middle only once `x` is sorted.",
                "`x[len(x) // 2]` (セル 1 の 2 行目) は、渡されたままの並びで `x` の中央にある要素です。中央値が中央に来るのは、`x` を並べ替えたあとだけです。",
            ),
        ],
    ),
    (
        "def f(x):\n    e = 2.7\n    return 1 / (1 + e ** -x)\n",
        Seen(),
        [
            (
                "`e = 2.7` (cell 1, line 2) has 2.7, which is only roughly right. `np.e` has all digits.",
                "`e = 2.7` (セル 1 の 2 行目) の 2.7 はおおよその値です。正確な値には `np.e` を使ってください。",
            ),
        ],
    ),
    (
        "def f(x):\n    return 1 / (1 + 2.718 ** -x)\n",
        Seen(),
        [
            (
                "`return 1 / (1 + 2.718 ** -x)` (cell 1, line 2) has 2.718, which is only roughly right. `np.e` has all digits.",
                "`return 1 / (1 + 2.718 ** -x)` (セル 1 の 2 行目) の 2.718 はおおよその値です。正確な値には `np.e` を使ってください。",
            ),
        ],
    ),
    (
        "e = 2.7\ndef f(x):\n    return 1 / (1 + e ** -x)\n",
        Seen(),
        [
            (
                "`e = 2.7` (cell 1, line 1) has 2.7, which is only roughly right. `np.e` has all digits.",
                "`e = 2.7` (セル 1 の 1 行目) の 2.7 はおおよその値です。正確な値には `np.e` を使ってください。",
            ),
        ],
    ),
    (
        "def f(x, i):\n    left = x[i - 1]\n    right = x[i - 1]\n    return left + right\n",
        Seen(),
        [
            (
                "`left` and `right` are given the same, `x[i - 1]` (cell 1, line 3). Was a line copied and not changed?",
                "`left` と `right` に同じ `x[i - 1]` (セル 1 の 3 行目) が入ります。行をコピーして、書き換え忘れていませんか。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(n):\n    return np.random.rand(n)\n",
        Seen(),
        [
            (
                "`return np.random.rand(n)` (cell 1, line 3) draws random numbers, so the answer depends on chance.",
                "`return np.random.rand(n)` (セル 1 の 3 行目) で乱数を使っているので、答えが偶然で変わります。",
            ),
        ],
    ),
    (
        "total = 1.0\ndef f(x, w):\n    z = x * w\n    return total\n",
        Seen(),
        [
            (
                "`z = x * w` (cell 1, line 3) works out `z`, which is never used; `total` comes from outside `f` and is the same in every call. Is `z` meant?",
                "`z = x * w` (セル 1 の 3 行目) で計算した `z` が使われていません。かわりに使っている `total` は `f` の外にあり、何を渡しても同じ値です。`z` のことですか。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(m, x, y):\n    np.random.shuffle(x)\n    m.fit(x, keras.utils.to_categorical(y), epochs=5)\n    return m\n",
        Seen(),
        [
            (
                "`np.random.shuffle(x)` (cell 1, line 3) puts `x` into another order and `y` not, so inputs and labels no longer belong together.",
                "`np.random.shuffle(x)` (セル 1 の 3 行目) で `x` だけを並べ替え、`y` はそのままなので、入力と正解の対応が崩れています。",
            ),
        ],
    ),
    (
        "def f():\n    labels = {'0101': 1, '1010': 1}\n    y = []\n    for n in range(16):\n        y.append(labels.get(n, 0))\n    return y\n",
        Seen(),
        [
            (
                "`labels.get(n, 0)` (cell 1, line 5) looks for a number, but the keys of `labels` are texts, so nothing is found.",
                "`labels.get(n, 0)` (セル 1 の 5 行目) では数を探していますが、`labels` のキーは文字列なので、見つかりません。",
            ),
        ],
    ),
    (
        "def f(words):\n    return sorted(words, key=lambda w: (len(w), w))\n",
        Seen(example_right=True),
        [
            (
                "`lambda w: (len(w), w)` (cell 1, line 2) puts elements that are equal in `len(w)` into alphabetical or numerical order. With `len(w)` alone, they stay in the order in which they come.",
                "`lambda w: (len(w), w)` (セル 1 の 2 行目) では、`len(w)` が同じ要素が、文字や数の順にも並べ替えられます。`len(w)` だけにすると、もとの順のまま残ります。",
            ),
        ],
    ),
    (
        "def f(name):\n    a, b, c = name.split()\n    return a[0] + b[0] + c[0]\n",
        Seen(example_right=True),
        [
            (
                "`a, b, c = name.split()` (cell 1, line 2) fits only a text of exactly 3 parts. There may be fewer or more: keep them in a list and go through it.",
                "`a, b, c = name.split()` (セル 1 の 2 行目) は、ちょうど 3 個に分かれる文字列にしか使えません。少ないことも多いこともあるので、リストのまま順に見てください。",
            ),
        ],
    ),
    (
        "def f(name):\n    parts = name.split()\n    return parts[0] + parts[1]\n",
        Seen(example_right=True),
        [
            (
                "`f` uses exactly 2 elements of `parts`, by their numbers. There may be fewer or more.",
                "`f` は `parts` の要素を番号で 2 個だけ使っています。要素はもっと少ないことも多いこともあります。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(x, w):\n    z = x @ w + 1\n    return np.tanh(z[0]) * z[1]\n",
        Seen(example_right=True),
        [
            (
                "`f` uses exactly 2 elements of `z`, by their numbers. There may be fewer or more.",
                "`f` は `z` の要素を番号で 2 個だけ使っています。要素はもっと少ないことも多いこともあります。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(x):\n    n = len(x)\n    y = np.zeros(x.shape)\n    for i in range(n):\n        for j in range(n):\n            y[i, j] = 2 * x[i, j]\n    return y\n",
        Seen(),
        [
            (
                "`for j in range(n):` (cell 1, line 6) counts the columns of `x` by its number of rows. That fits only where there are as many of both; the columns are `len(x[0])`.",
                "`for j in range(n):` (セル 1 の 6 行目) では、`x` の列を行の数で数えています。これで合うのは行と列の数が同じときだけです。列の数は `len(x[0])` です。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(points):\n    return np.linalg.norm(points) < 2\n",
        Seen(several_expected=True),
        [
            (
                "`np.linalg.norm(points)` (cell 1, line 3) makes a single number of all. `np.linalg.norm(points, axis=1)` makes one of each row.",
                "`np.linalg.norm(points)` (セル 1 の 3 行目) では、全体が 1 つの数にまとまります。`np.linalg.norm(points, axis=1)` とすると、行ごとに 1 つの数になります。",
            ),
        ],
    ),
    (
        "def f(x):\n    return x.sum()\n",
        Seen(several_expected=True),
        [
            (
                "`x.sum()` (cell 1, line 2) makes a single number of all. `x.sum(axis=1)` makes one of each row.",
                "`x.sum()` (セル 1 の 2 行目) では、全体が 1 つの数にまとまります。`x.sum(axis=1)` とすると、行ごとに 1 つの数になります。",
            ),
        ],
    ),
    (
        "import numpy as np\ndef f(x, m):\n    y = x.copy()\n    y[y == 0] = m\n    return y\n",
        Seen(decimals_lost=True),
        [
            (
                "`y = x.copy()` (cell 1, line 3) gives `y` the type of `x`: where `x` holds whole numbers, decimals that are written into `y` are cut off.",
                "`y = x.copy()` (セル 1 の 3 行目) では、`y` の型が `x` と同じになります。`x` が整数なら、`y` に書き込んだ小数の小数部分が切り捨てられます。",
            ),
        ],
    ),
    (
        "def f(row):\n    return row == [0, 1] or [1, 0]\n",
        Seen(),
        [
            (
                "`row == [0, 1] or [1, 0]` (cell 1, line 2) is always true: a value that stands alone after `or` counts as true. Each part needs a comparison of its own, as `row == [0, 1]` has one; or use `in`.",
                "`row == [0, 1] or [1, 0]` (セル 1 の 2 行目) はいつも真になります。`or` のあとに値だけを書くと、真とみなされるからです。`row == [0, 1]` のように、それぞれに比較を書くか、`in` を使ってください。",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("source", "knowing", "said"), SHOWN)
def test_what_the_code_shows(source: str, knowing: Seen, said: list[tuple[str, str]]) -> None:
    assert seen(source, knowing) == said


EVERYTHING = Seen(
    several_expected=True,
    none_came=True,
    no_text_given=True,
    example_right=True,
)


@pytest.mark.parametrize(
    "source",
    [
        # a loop's variable that is read afterwards, or is no element of a list
        "def f(x):\n    y = []\n    for v in x:\n        if v < 0:\n            v = 0\n        y.append(v)\n    return y\n",
        "def f(x):\n    for v in x:\n        if v < 0:\n            v = 0\n    return v\n",
        "def f(x):\n    for row in x:\n        row += 1\n    return x\n",
        "def f(n):\n    y = []\n    for a in range(n):\n        a = a + 1\n        y.append(a)\n    return y\n",
        # taken out of another list than the loop goes through, or only once
        "def f(x):\n    y = list(x)\n    for v in x:\n        if v < 0:\n            y.remove(v)\n    return y\n",
        "def f(x):\n    for v in x:\n        if v < 0:\n            x.remove(v)\n            break\n    return x\n",
        "def f(x):\n    for v in list(x):\n        if v < 0:\n            x.remove(v)\n    return x\n",
        "def f(x, y):\n    for v in x:\n        y.append(y.pop() + v)\n    return y\n",
        # sums that begin anew, and running sums
        "def f(x, k):\n    y = []\n    for i in range(len(x)):\n        total = 0\n        for j in range(len(k)):\n            total += x[i + j] * k[j]\n        y.append(total)\n    return y\n",
        "def f(x):\n    total = 0\n    y = []\n    for v in x:\n        total += v\n        y.append(total)\n    return y\n",
        "def f(x):\n    total = 0\n    for row in x:\n        for v in row:\n            total += v\n    return total\n",
        # sorting by two loops
        "def f(x):\n    y = x[:]\n    for _ in y:\n        for i in range(len(y) - 1):\n            if y[i] > y[i + 1]:\n                y[i], y[i + 1] = y[i + 1], y[i]\n    return y\n",
        "def f(x):\n    y = x[:]\n    for i in range(len(y) // 2):\n        y[i], y[-i - 1] = y[-i - 1], y[i]\n    return y\n",
        # counted right
        "def f(text):\n    n = 0\n    for c in text:\n        if c in 'aeiou':\n            n += 1\n    return n\n",
        "def f(text):\n    vowels = 'aeiou'\n    n = 0\n    for c in text:\n        if c in vowels:\n            n += 1\n    return n\n",
        # compared with the best so far
        "def f(x):\n    best = 0\n    for i in range(1, len(x)):\n        if x[i] > x[best]:\n            best = i\n    return best\n",
        "def f(x):\n    rises = 0\n    for i in range(1, len(x)):\n        if x[i] > x[i - 1]:\n            rises += 1\n    return rises\n",
        # another thing in each round, or the same on purpose
        "def f(x, k):\n    y = []\n    for i in range(len(x)):\n        y.append(sum(x[i:i + k]))\n    return y\n",
        "def f(x):\n    y = []\n    while len(y) < 3:\n        y.append(x[0])\n    return y\n",
        "def f(n):\n    return [[0] * n for _ in range(n)]\n",
        "def f(x):\n    return [x[0].copy() for i in range(3)]\n",
        # text compared with text
        "def f(n):\n    return [c for c in format(n, '04b') if c == '1']\n",
        "def f(x):\n    return [v for v in x if v != 'none']\n",
        # all cases are there
        "def f(x):\n    if x > 0:\n        return 1\n    else:\n        return 0\n",
        "def f(x):\n    if x > 0:\n        return 1\n    if x <= 0:\n        return 0\n",
        "def f(x):\n    if x > 0:\n        return 1\n    return 0\n",
        "def f(x):\n    if x > 0:\n        return 1\n    elif not x > 0:\n        return 0\n",
        # positions, and choices between two
        "import numpy as np\ndef f(x):\n    return np.where(x > 0)[0]\n",
        "import numpy as np\ndef f(x):\n    return np.where(x > 0, x, 0)\n",
        # arguments that are made something of
        "def f(x):\n    x = list(x)\n    return x\n",
        "def f(x, y=None):\n    if y is None:\n        y = 1\n    return x + y\n",
        # a median of what is sorted
        "def f(x):\n    y = sorted(x)\n    return y[len(y) // 2]\n",
        "def f(x):\n    x.sort()\n    return x[len(x) // 2]\n",
        # exact constants, and names that only look like them
        "import math\ndef f(x):\n    e = math.e\n    return e ** -x\n",
        "def f(x):\n    e = 2.718281828459045\n    return e ** -x\n",
        "def f(x):\n    e = 2.71828\n    return e ** -x\n",
        "def f(x):\n    limit = 2.7\n    return x > limit\n",
        "def f(x):\n    return 2.5 ** x\n",
        # neighbours on both sides, and two that begin alike
        "def f(x, i):\n    left = x[i - 1]\n    right = x[i + 1]\n    return left + right\n",
        "def f(x):\n    low = x[0]\n    high = x[0]\n    return low, high\n",
        # chance that is the same every time
        "import numpy as np\ndef f(n):\n    np.random.seed(0)\n    return np.random.rand(n)\n",
        # values from outside that are meant
        "LIMIT = 3\ndef f(x):\n    kept = [v for v in x if v < LIMIT]\n    return kept\n",
        "LIMIT = 3\ndef f(x):\n    n = len(x)\n    return [v for v in x if v < LIMIT]\n",
        # shuffled together, or before the labels are made
        "import numpy as np\ndef f(m, x, y):\n    order = np.arange(3)\n    np.random.shuffle(order)\n    m.fit(x[order], y[order])\n    return m\n",
        "import numpy as np\ndef f(m, x):\n    np.random.shuffle(x)\n    y = x.sum(axis=1)\n    m.fit(x, y)\n    return m\n",
        # keys of the same type
        "def f():\n    labels = {5: 1, 10: 1}\n    y = []\n    for n in range(16):\n        y.append(labels.get(n, 0))\n    return y\n",
        "def f():\n    labels = {'0101': 1}\n    y = []\n    for n in range(16):\n        bits = format(n, '04b')\n        y.append(labels.get(bits, 0))\n    return y\n",
        # one key, or two that are asked for
        "def f(words):\n    return sorted(words, key=lambda w: len(w))\n",
        "def f(words):\n    return sorted(words, key=lambda w: (len(w), w.lower()))\n",
        # as many parts as there are
        "def f(name):\n    first, *others = name.split()\n    return first[0] + ''.join(o[0] for o in others)\n",
        "import numpy as np\ndef f(x):\n    n, m = x.shape\n    y = np.zeros((n, m))\n    for i in range(n):\n        for j in range(m):\n            y[i, j] = 2 * x[i, j]\n    return y\n",
        "import numpy as np\ndef f(x):\n    return np.linalg.norm(x, axis=1)\n",
        "import numpy as np\ndef f(x, k):\n    h = len(x) - len(k) + 1\n    w = len(x[0]) - len(k) + 1\n    y = np.zeros((h, w))\n    for i in range(h):\n        for j in range(w):\n            y[i, j] = np.sum(x[i:i + 2, j:j + 2])\n    return y\n",
        "def f(x):\n    return x.reshape(-1)\n",
        "import numpy as np\ndef f(x, w):\n    a, b = np.split(x @ w, 2)\n    return a * b\n",
        "import numpy as np\ndef f(x, w):\n    z = np.split(x @ w, 2)\n    return z[0] * z[1]\n",
        "import numpy as np\ndef f(x, w):\n    z = x @ w\n    z = np.split(z, 2)\n    return z[0] * z[1]\n",
        "def f(x, w):\n    y = []\n    k = 0\n    for row in x:\n        k = 1\n        for v in row:\n            y.append(v * w[k])\n            k += 1\n    return y\n",
        "def f(x, w):\n    y = []\n    for row in x:\n        k = 0\n        for v in row:\n            y.append(v * w[k])\n            k += 1\n    return y\n",
        "def f(name):\n    return name or 'nobody'\n",
        "def f(x):\n    return '' or x\n",
    ],
)
def test_code_of_which_nothing_is_said(source: str) -> None:
    assert seen(source, EVERYTHING) == []


@pytest.mark.parametrize(
    ("source", "knowing"),
    [(source, knowing) for source, knowing, _said in SHOWN if knowing != Seen()],
)
def test_what_is_said_only_where_the_answers_bear_it_out(source: str, knowing: Seen) -> None:
    assert seen(source, knowing)[0] not in seen(source, Seen())
