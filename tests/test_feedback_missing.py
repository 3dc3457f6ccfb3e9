"""What a submission has in place of a name that is asked for and missing, word for word."""

from __future__ import annotations

import pytest

from autograder.feedback.missing import missing_sentence
from autograder.feedback.names import Names
from tests.said import both

F = frozenset({"f"})

MISSING = [
    (
        Names(asked=F, sources=("class Net:\n    def f(self):\n        return 1\n",)),
        "There is no `f` at the top level: it is defined inside `Net` (cell 1, line 2), and only there. Move it out, so that its `def` begins at the left margin.",
        "`f` が、いちばん外側では定義されていません。`Net` の中 (セル 1 の 2 行目) で定義されているので、その中でしか使えません。`def` が行の先頭から始まるように、外に出してください。",
    ),
    (
        Names(asked=F, sources=("def main():\n    def f(x):\n        return x\nmain()\n",)),
        "There is no `f` at the top level: it is defined inside `main` (cell 1, line 2), and only there. Move it out, so that its `def` begins at the left margin.",
        "`f` が、いちばん外側では定義されていません。`main` の中 (セル 1 の 2 行目) で定義されているので、その中でしか使えません。`def` が行の先頭から始まるように、外に出してください。",
    ),
    (
        Names(asked=F, sources=("def main():\n    f = 2.9\nmain()\n",)),
        "There is no `f` at the top level: it gets its value inside `main` (cell 1, line 2), and only there. Give it the value outside of any function.",
        "`f` に、いちばん外側では値が入っていません。`main` の中 (セル 1 の 2 行目) で値が入るので、その中でしか使えません。関数の外で値を入れてください。",
    ),
    (
        Names(asked=F, sources=("%%writefile f.py\ndef f(x):\n    return x\n",)),
        "There is no `f`. Cell 1 defines it, but the line `%%writefile f.py` at its beginning hands the cell's text to something else, so none of it runs. Take that line away.",
        "`f` が見つかりません。セル 1 で定義されていますが、先頭の `%%writefile f.py` によってセルの中身が別のものに渡されるので、実行されません。その行を消してください。",
    ),
    (
        Names(asked=F, sources=("x = 1",), not_code=("def f(x):\n    return x",)),
        "There is no `f`. Its definition stands in a cell that is no code cell (Markdown or Raw), so it does not run. Turn that cell into a code cell.",
        "`f` が見つかりません。定義が、コードセルではないセル (Markdown か Raw) に書かれているので、実行されません。コードセルに変えてください。",
    ),
    (
        Names(asked=F, sources=("x = 1", "y = 2\n# f = 3\n")),
        "There is no `f`. The line that gives it (cell 2, line 2) begins with `#` and so is a comment. Take the `#` away.",
        "`f` が見つかりません。値や定義を書いた行 (セル 2 の 2 行目) が `#` で始まっていて、コメントになっています。`#` を消してください。",
    ),
    (
        Names(asked=F, sources=("model = keras.Sequential([])",), models=frozenset({"f"})),
        "There is no `f`, but there is a Keras model under the name `model`. Call it `f`.",
        "`f` が見つかりません。Keras のモデルは `model` という名前で作られています。名前を `f` にしてください。",
    ),
    (
        Names(
            sources=("def build():\n    return keras.Model(a, b)\nnet = build()\n",),
            models=frozenset({"f"}),
        ),
        "There is no `f`, but there is a Keras model under the name `net`. Call it `f`.",
        "`f` が見つかりません。Keras のモデルは `net` という名前で作られています。名前を `f` にしてください。",
    ),
    (
        Names(
            asked=F,
            sources=("def kasane(a, b=1):\n    return a\ndef g(a):\n    return a\n",),
            arguments=(("f", (1, 2)),),
        ),
        "There is no `f`. You define `kasane` with as many arguments, for which no question asks. If that is your answer, call it `f`.",
        "`f` が見つかりません。引数の数が同じ `kasane` が定義されていますが、どの問でも使われない名前です。それが答えなら、名前を `f` にしてください。",
    ),
    (
        Names(asked=F, values=F, sources=("a = 2", "g = a * 3\nprint(g)\ng.shape\ng\n")),
        "There is no `f`. `g` (cell 2, line 1) is given a value that nothing goes on with, and no question asks for it. If that is your answer, call it `f`.",
        "`f` が見つかりません。`g` (セル 2 の 1 行目) には値が入っていますが、そのあと使われず、どの問でも使われない名前です。それが答えなら、名前を `f` にしてください。",
    ),
    (
        Names(asked=F, not_code=("Answer",)),
        "There is no `f`: there is no code in this submission.",
        "`f` が見つかりません。提出されたファイルにコードがありません。",
    ),
]


@pytest.mark.parametrize(("names", "en", "ja"), MISSING)
def test_where_it_is(names: Names, en: str, ja: str) -> None:
    assert both(missing_sentence("f", names)) == (en, ja)


@pytest.mark.parametrize(
    "names",
    [
        Names(),
        Names(asked=F, sources=("def g(f):\n    return f\n",)),
        Names(asked=F, sources=("def g(x):\n    return x\n",), arguments=(("f", (2,)),)),
        Names(asked=F | {"g"}, sources=("def g(x):\n    return x\n",), arguments=(("f", (1,)),)),
        Names(
            asked=F,
            sources=("def main():\n    def g(x):\n        return x\n",),
            arguments=(("f", (1,)),),
        ),
        Names(
            asked=F,
            sources=("".join(f"def g{n}(x):\n    return x\n" for n in range(3)),),
            arguments=(("f", (1,)),),
        ),
        Names(asked=F, sources=("# f is the answer\n# if f == 2: wrong\n",)),
        Names(asked=F, sources=("x = 1",), not_code=("Write a function `f` that returns 1.",)),
        Names(asked=F, sources=("%%time\nx = 1\n",)),
        Names(asked=F, sources=("model = keras.Sequential([])",)),
        Names(asked=F, sources=("x = Sequel()",), models=frozenset({"f"})),
        Names(asked=F, sources=("g = 1",)),
        Names(asked=F, values=F, sources=("g = 1\nh = 2\n",)),
        Names(asked=F, values=F, sources=("g = 1", "plt.plot(g)")),
        Names(asked=F, values=F, sources=("g = 1\ndef h():\n    return g\n",)),
        Names(asked=F, values=F, sources=("g = []\ng.append(3)\n",)),
        Names(asked=F | {"g"}, values=F, sources=("g = 1",)),
        Names(asked=F, values=F, sources=("for g in [1]:\n    pass\n",)),
    ],
)
def test_nothing_is_said(names: Names) -> None:
    assert missing_sentence("f", names) is None


def test_so_much_of_a_submission_is_looked_through_and_no_more() -> None:
    line, ours = "#" * 2_999 + "\n", "# def relu(x):\n"
    assert missing_sentence("relu", Names(sources=("x = 1\n", line * 60 + ours)))
    assert missing_sentence("relu", Names(sources=(line * 60, line * 60 + ours))) is None
    assert missing_sentence("relu", Names(sources=("x",), not_code=("", line * 60 + ours[2:])))
    assert not missing_sentence("relu", Names(sources=("x",), not_code=(line * 99, ours[2:])))
