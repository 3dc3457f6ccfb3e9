"""Every sentence a student can read about a check, word for word, in both languages.

Tests of `feedback/checks.py`, `feedback/cells.py`, `feedback/differences.py`,
`feedback/stops.py`, `feedback/words.py`, `feedback/errors.py`, `feedback/__init__.py`,
`feedback/hints/imports.py`, `records/messages.py`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.answers import WRONG_FORM
from autograder.checks.call import CallCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import ValueCheck
from autograder.feedback.cells import cell_feedback, raised_in_cell, stopped_in_cell
from autograder.feedback.checks import message
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.protocol.values import Opaque
from autograder.records import (
    CallRequest,
    Case,
    CellRun,
    CheckResult,
    Difference,
    Exchange,
    Fault,
    Finding,
    Frame,
    NotAsked,
    Observation,
    Outcome,
    Output,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)
from tests.said import both, sentences

CALL = CallRequest(name="conv1d", arguments=(np.array([0, 1, 0]), np.array([1, 0])))
CALL_TEXT = "conv1d(np.array([0, 1, 0]), np.array([1, 0]))"


def visible(finding: Finding, outcome: Outcome = Outcome.FAILED) -> CheckResult:
    return CheckResult(
        check=ValueCheck(id="q/1", name="x", expected=1), outcome=outcome, finding=finding
    )


def wrong(answer: object, expected: object, difference: Difference) -> Finding:
    return Finding(
        request=CALL, answer=Value(value=answer), expected=expected, difference=difference
    )


def shown(result: CheckResult, language) -> str:
    return as_text(message(result), language)


def of_source(used: list[str], **words: tuple[str, ...]) -> Finding | None:
    check = SourceCheck(id="q/1", name="f", **words)
    return check.judge(
        (Exchange(request=UsesRequest(name="f"), answer=Value(value=used)),), ()
    ).finding


SAID = [
    (
        wrong([0, 2], [0, 1], Difference(kind="value", got="2", expected="1", index=(1,))),
        f"Call: {CALL_TEXT}\nExpected: [0, 1]\nGot:      [0, 2]\n              ^\n"
        "They first differ at index 1: expected 1, got 2.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0, 1]\n返ってきた値: [0, 2]\n                  ^\n"
        "最初に違うのは添字 1 の要素です (期待した値 1、返ってきた値 2)。",
    ),
    (
        wrong([[1]], [[2]], Difference(kind="value", got="1", expected="2", index=(0, 0))),
        f"Call: {CALL_TEXT}\nExpected: [[2]]\nGot:      [[1]]\n            ^\n"
        "They first differ at index (0, 0): expected 2, got 1.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [[2]]\n返ってきた値: [[1]]\n                ^\n"
        "最初に違うのは添字 (0, 0) の要素です (期待した値 2、返ってきた値 1)。",
    ),
    (
        wrong(3, 4, Difference(kind="value", got="3", expected="4", index=())),
        f"Call: {CALL_TEXT}\nExpected: 4\nGot:      3\nThe value is not the expected one.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   4\n返ってきた値: 3\n期待した値と違います。",
    ),
    (
        wrong([0], [0, 1], Difference(kind="shape", got=(1,), expected=(2,))),
        f"Call: {CALL_TEXT}\nExpected: [0, 1]\nGot:      [0]\n"
        "The shape is (1,); it should be (2,).",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0, 1]\n返ってきた値: [0]\n"
        "形が (1,) になっています。正しい形は (2,) です。",
    ),
    (
        wrong(0, [0, 1], Difference(kind="shape", got=(), expected=(2,))),
        f"Call: {CALL_TEXT}\nExpected: [0, 1]\nGot:      0\nGot a single number, expected "
        "numbers of shape (2,).",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0, 1]\n返ってきた値: 0\n"
        "数が 1 個だけ返ってきました。答えの形は (2,) です。",
    ),
    (
        wrong([0], 0, Difference(kind="shape", got=(1,), expected=())),
        f"Call: {CALL_TEXT}\nExpected: 0\nGot:      [0]\nGot numbers of shape (1,), expected a "
        "single number.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   0\n返ってきた値: [0]\n"
        "形が (1,) の数の並びが返ってきました。答えは 1 個の数です。",
    ),
    (
        wrong("a", 0, Difference(kind="kind", got="str", expected="number")),
        f"Call: {CALL_TEXT}\nExpected: 0\nGot:      'a'\nGot a value of type str, expected a "
        "number.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   0\n返ってきた値: 'a'\n"
        "str 型の値が返ってきました。求められているのは、数です。",
    ),
    (
        wrong(Opaque("Magic"), [0], Difference(kind="kind", got="Magic", expected="numbers")),
        f"Call: {CALL_TEXT}\nExpected: [0]\nGot:      <Magic>\nGot a value of type Magic, "
        "expected a list or an array of numbers.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0]\n返ってきた値: <Magic>\n"
        "Magic 型の値が返ってきました。求められているのは、数のリストか配列です。",
    ),
    (
        wrong(
            [0, float("nan")], [0, 1], Difference(kind="nan", got="nan", expected="1", index=(1,))
        ),
        f"Call: {CALL_TEXT}\nExpected: [0,   1]\nGot:      [0, nan]\n              ^^^\n"
        "At index 1 the answer is NaN, which is not a number; look for 0/0 or inf - inf.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0,   1]\n返ってきた値: [0, nan]\n"
        "                  ^^^\n"
        "添字 1 の要素が NaN (数ではない値) です。"
        "0/0 や inf - inf になる計算がないか確かめてください。",
    ),
    (
        wrong(float("nan"), 1, Difference(kind="nan", got="nan", expected="1", index=())),
        f"Call: {CALL_TEXT}\nExpected: 1\nGot:      nan\n"
        "The answer is NaN, which is not a number; look for 0/0 or inf - inf.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   1\n返ってきた値: nan\n"
        "答えが NaN (数ではない値) です。0/0 や inf - inf になる計算がないか確かめてください。",
    ),
    (
        wrong(None, 1, Difference(kind="nothing")),
        f"Call: {CALL_TEXT}\n"
        "`conv1d` returned nothing (None). Does every path through it end in `return`?",
        f"呼び出し: {CALL_TEXT}\n"
        "`conv1d` は値を返していません (None)。`return` で答えを返しているか確かめてください。",
    ),
    (
        wrong({}, {"a": 1}, Difference(kind="key", got="", expected="'a'")),
        f"Call: {CALL_TEXT}\nExpected: {{'a': 1}}\nGot:      {{}}\n"
        "The entry 'a' is missing or not right.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   {{'a': 1}}\n返ってきた値: {{}}\n"
        "'a' の項目がないか、正しくありません。",
    ),
    (
        wrong({"a": 1, "b": 2}, {"a": 1}, Difference(kind="length", got="2", expected="1")),
        f"Call: {CALL_TEXT}\nExpected: {{'a': 1}}\nGot:      {{'a': 1, 'b': 2}}\n"
        "There are 2 entries; there should be 1.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   {{'a': 1}}\n返ってきた値: {{'a': 1, 'b': 2}}\n"
        "項目が 2 個あります。正しくは 1 個です。",
    ),
    (
        Finding(
            request=ValueRequest(name="s_20"),
            answer=Value(value=None),
            difference=Difference(kind="nothing"),
        ),
        "`s_20` is None; give it a value.",
        "`s_20` の値が None です。値を代入してください。",
    ),
    (
        Finding(
            request=ValueRequest(name="s_20"),
            answer=Value(value=None),
            difference=Difference(kind="unfilled"),
        ),
        "`s_20` still holds the `...` of the handout; put your answer there.",
        "`s_20` がまだ配布時の `...` のままです。答えを書いてください。",
    ),
    (
        Finding(
            request=ValueRequest(name="s_20"),
            answer=Value(value="2.9"),
            difference=Difference(kind="kind", got="str", expected="number"),
        ),
        "Your value: '2.9'\n`s_20` is of type str; expected a number.",
        "あなたの値: '2.9'\n`s_20` は str 型です。求められているのは、数です。",
    ),
    (
        Finding(
            request=ValueRequest(name="p"),
            answer=Value(value=1),
            difference=Difference(kind="kind", got="int", expected="pair"),
        ),
        "Your value: 1\n`p` is of type int; expected a pair of two numbers.",
        "あなたの値: 1\n`p` は int 型です。求められているのは、2 つの数の組です。",
    ),
    (
        Finding(
            request=ValueRequest(name="p"),
            answer=Value(value=[[1]]),
            difference=Difference(kind="kind", got="list", expected="list"),
        ),
        "Your value: [[1]]\n`p` is of type list; expected a list of numbers with no lists inside.",
        "あなたの値: [[1]]\n`p` は list 型です。求められているのは、入れ子でない数のリストです。",
    ),
    (
        Finding(
            request=CallRequest(name="f", arguments=(["fig", "pear"],)),
            answer=Value(value="fig"),
            expected=["fig", "pear"],
            difference=Difference(kind="kind", got="str", expected="list"),
        ),
        "Call: f(['fig', 'pear'])\nExpected: ['fig', 'pear']\nGot:      'fig'\n"
        "Got a value of type str, expected a list.",
        "呼び出し: f(['fig', 'pear'])\n期待した値:   ['fig', 'pear']\n返ってきた値: 'fig'\n"
        "str 型の値が返ってきました。求められているのは、リストです。",
    ),
    (
        Finding(
            request=ValueRequest(name="s_20"),
            answer=Value(value=float("inf")),
            difference=Difference(kind="nan", got="inf", expected="number"),
        ),
        "Your value: inf\n`s_20` is inf; expected an ordinary number.",
        "あなたの値: inf\n`s_20` が inf になっています。求められているのはふつうの数です。",
    ),
    (
        of_source(["numpy.convolve"], must_not_use=("numpy.convolve",)),
        "`numpy.convolve` is used; solve this question without it.",
        "`numpy.convolve` が使われています。この問は、これを使わずに解いてください。",
    ),
    (
        of_source([], must_use=("for",)),
        "`for` is not used; solve this question with it.",
        "`for` が使われていません。この問は、これを使って解いてください。",
    ),
    (
        Finding(request=ValueRequest(name="s_20"), answer=Undefined()),
        "There is no `s_20`. Check the spelling, and that the cell that defines it runs "
        "without errors.",
        "`s_20` が見つかりません。"
        "名前のつづりは正しいか、定義しているセルにエラーがないか、確かめてください。",
    ),
    (
        Finding(request=CALL, answer=Undefined(callable=False)),
        "`conv1d` is not a function: the name was given another value.",
        "`conv1d` が関数ではありません。同じ名前に別の値を代入していないか確かめてください。",
    ),
    (
        Finding(
            request=CALL,
            answer=Raised(
                type="ValueError",
                message="no `luck`",
                frames=(
                    Frame(cell=2, line=1, function="conv1d", source="x = g()"),
                    Frame(cell=3, line=7, function="g", source="raise ValueError"),
                ),
            ),
        ),
        f"Call: {CALL_TEXT}\nThe code stops with `ValueError`: `` no `luck` ``\n"
        "Cell 3, line 7: `raise ValueError`",
        f"呼び出し: {CALL_TEXT}\n実行中に `ValueError` が起きました: `` no `luck` ``\n"
        "セル 3 の 7 行目: `raise ValueError`",
    ),
    (
        Finding(request=CALL, answer=Raised(type="KeyError", message="")),
        f"Call: {CALL_TEXT}\nThe code stops with `KeyError`: —",
        f"呼び出し: {CALL_TEXT}\n実行中に `KeyError` が起きました: —",
    ),
    (
        Finding(request=CALL, answer=Unsendable(kind="values", number=200000)),
        f"Call: {CALL_TEXT}\nThe answer cannot be checked (more than 200000 values).",
        f"呼び出し: {CALL_TEXT}\n返ってきた値を調べられません (値が 200000 個を超えています)。",
    ),
    (
        Finding(request=CALL, answer=NotAsked(because=Stopped(reason="cpu", limit=5))),
        f"Call: {CALL_TEXT}\nNot run, because the program was stopped earlier in this question.",
        f"呼び出し: {CALL_TEXT}\nこの問の途中でプログラムを止めたため、実行していません。",
    ),
]


@pytest.mark.parametrize(("finding", "en", "ja"), SAID)
def test_visible_checks(finding, en, ja):
    assert shown(visible(finding), "en") == en
    assert shown(visible(finding), "ja") == ja


OF_WRONG_FORM = Finding(request=CALL, answer=Value(value=3), sentence=WRONG_FORM)


def test_an_answer_of_the_wrong_form():
    assert sentences(message(visible(OF_WRONG_FORM)), "en") == (
        "The answer does not have the expected form; read the question again.",
    )
    assert sentences(message(visible(OF_WRONG_FORM)), "ja") == (
        "答えの形が、求められているものと違います。問題文をもう一度確かめてください。",
    )


def test_the_name_of_a_students_class_is_shown_as_code():
    name = "<img src=x onerror=alert(1)>[c](javascript:x)"
    said = wrong(Opaque(name), 1, Difference(kind="kind", got=name, expected="number"))
    assert f"`{name}`" in sentences(message(visible(said)), "en")[0]


STOPPED = [
    (
        Stopped(reason="total", limit=60),
        "Not run: by then the submission had used all of its 60 s. Look for what takes long.",
        "提出物全体で使える 60 秒をここまでに使い切ったため、実行していません。"
        "時間のかかるところがないか確かめてください。",
    ),
    (
        Stopped(reason="again", limit=60),
        "Not run: where something is stopped, the program runs again without it, and the time that "
        "there is for that was used up. Look first at what was stopped.",
        "途中で止めたものがあるときは、それを除いてプログラムを実行し直しますが、そのための時間を"
        "使い切ったため、実行していません。まず、止められたところを直してください。",
    ),
    (
        Stopped(reason="cpu", limit=5),
        "Stopped after 5 s in `conv1d`. Is there a loop that never ends?",
        "`conv1d` の実行が 5 秒たっても終わらないので止めました。"
        "終わらない繰り返しがないか確かめてください。",
    ),
    (
        Stopped(reason="wall", limit=20),
        "Stopped after 20 s on the clock in `conv1d`. Does it sleep, wait for input, or is there "
        "a loop that never ends?",
        "`conv1d` は、20 秒たっても終わらないので止めました。"
        "待ち時間や入力待ち、または終わらないループはありませんか。",
    ),
    (
        Stopped(reason="memory", limit=1 << 30),
        "Stopped because `conv1d` used more than 1 GiB of memory.",
        "`conv1d` がメモリを 1 GiB より多く使ったので止めました。",
    ),
    (
        Stopped(reason="output", limit=64 << 20),
        "Stopped because `conv1d` printed more than 64 MiB.",
        "`conv1d` が 64 MiB より多く表示したので止めました。",
    ),
    (
        Stopped(reason="threads", limit=256),
        "Stopped because `conv1d` started more than 256 threads.",
        "`conv1d` が 256 個より多くスレッドを作ったので止めました。",
    ),
    (
        Stopped(reason="files", limit=256 << 20, entries=10_000),
        "Stopped because `conv1d` wrote more than 256 MiB, or more than 10,000 files, to disk.",
        "`conv1d` がディスクに 256 MiB より多く、または 10,000 個より多くのファイルを"
        "書き込んだので止めました。",
    ),
    (
        Stopped(reason="crash", signal="SIGSEGV"),
        "Python itself crashed in `conv1d` (SIGSEGV). The cause may be a library, not this code.",
        "`conv1d` の実行中に Python 自体が異常終了しました (SIGSEGV)。"
        "このコードではなく、ライブラリが原因のこともあります。",
    ),
    (
        Stopped(reason="exit", status=0),
        "Stopped because `conv1d` ended the whole program; remove the call that exits.",
        "`conv1d` がプログラム全体を終了させました。終了させる呼び出しを取り除いてください。",
    ),
    (
        Stopped(reason="wire"),
        "Stopped because `conv1d` disturbed the grader's connection to your program.",
        "`conv1d` が採点プログラムとの通信を乱しました。",
    ),
]


@pytest.mark.parametrize(("stopped", "en", "ja"), STOPPED)
def test_stopped_in_a_call(stopped, en, ja):
    result = visible(Finding(request=CALL, answer=stopped), Outcome.TIMED_OUT)
    assert sentences(message(result), "en") == (en,)
    assert sentences(message(result), "ja") == (ja,)


@pytest.mark.parametrize(("stopped", "en", "ja"), STOPPED)
def test_stopped_in_a_cell(stopped, en, ja):
    assert in_language(stopped_in_cell(3, stopped), "en") == en.replace("`conv1d`", "cell 3")
    assert in_language(stopped_in_cell(3, stopped), "ja") == ja.replace("`conv1d`", "セル 3")


def test_raised_in_a_cell():
    raised = Raised(type="NameError", message="name 'x' is not defined")
    assert in_language(raised_in_cell(3, raised), "en") == (
        "Cell 3 stops with `NameError`: `name 'x' is not defined`"
    )
    assert in_language(raised_in_cell(3, raised), "ja") == (
        "セル 3 の実行中に `NameError` が起きました: `name 'x' is not defined`"
    )


def test_a_long_message_is_cut_between_characters_and_says_so():
    said = in_language(raised_in_cell(1, Raised(type="E", message="か\u3099" * 151)), "ja")
    assert said == "セル 1 の実行中に `E` が起きました: `" + "か\u3099" * 150 + " …`"


def test_raised_in_a_cell_at_a_line():
    frames = (
        Frame(cell=3, line=1, function="<module>", source="f(0)"),
        Frame(cell=2, line=5, function="f", source="return 10.0**x"),
    )
    raised = Raised(type="OverflowError", message="Result too large", frames=frames)
    assert in_language(raised_in_cell(3, raised), "en") == (
        "Cell 3 stops with `OverflowError`: `Result too large` (cell 2, line 5: `return 10.0**x`)"
    )
    assert in_language(raised_in_cell(3, raised), "ja") == (
        "セル 3 の実行中に `OverflowError` が起きました: `Result too large` "
        "(セル 2 の 5 行目: `return 10.0**x`)"
    )


def test_a_line_that_is_not_there_is_not_quoted():
    raised = Raised(
        type="SyntaxError",
        message="unexpected EOF",
        frames=(Frame(cell=1, line=9, function="<module>", source=""),),
    )
    assert in_language(raised_in_cell(1, raised), "en").endswith(
        "`unexpected EOF` (cell 1, line 9)"
    )


ADVICE = [
    (
        Raised(type=error, message="…"),
        "Python runs nothing in a cell that has a syntax error. Your work is graded with "
        "Python 3.11.",
        "文法に合わない行が 1 つでもあると、そのセルは全体が実行されません。"
        "採点に使う Python は 3.11 です。",
    )
    for error in ("SyntaxError", "IndentationError", "TabError")
] + [
    (
        Raised(type="ModuleNotFoundError", message="No module named 'pandas'"),
        "A module named above is not installed where your work is graded. Put its import into "
        "a cell of its own or remove it: the rest of the cell was not run.",
        "採点する環境には、上のモジュールが入っていません。import だけを別のセルに分けるか、"
        "取り除いてください。同じセルのそれより後の部分は実行されていません。",
    ),
    (
        Raised(type="ModuleNotFoundError", message="No module named 'helper'"),
        "If `helper` is a file or a folder of your own, hand it in beside your work, all in one "
        "folder or zip file. If it is a package, it is not installed where your work is graded; "
        "this assignment needs numpy only: put its import into a cell of its own or remove it. "
        "The rest of the cell was not run.",
        "`helper` が自分で作ったファイルやフォルダなら、課題のファイルと一緒に、"
        "一つのフォルダか zip ファイルにまとめて提出してください。"
        "パッケージなら、採点する環境には入っていません (この課題に必要なのは numpy だけです)。"
        "その場合は import だけを別のセルに分けるか、取り除いてください。"
        "同じセルのそれより後の部分は実行されていません。",
    ),
    (
        Raised(type="EOFError", message="EOF when reading a line"),
        "Nobody types while your work is graded, so `input()` gets no answer. Put a value in "
        "its place: the rest of the cell was not run.",
        "採点中は誰も入力しないので、`input()` は値を返しません。代わりに値を書いてください。"
        "同じセルのそれより後の部分は実行されていません。",
    ),
]


def advice(*runs: CellRun) -> list[tuple[str, str] | None]:
    observation = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="",
        versions=(("python", "3.11.7"),),
        runs=runs,
        exchanges=(),
    )
    given = [cell.advice for cell in cell_feedback(observation)]
    return [both(said) for said in dict.fromkeys(given) if said]


@pytest.mark.parametrize(("raised", "en", "ja"), ADVICE)
def test_advice_on_cells_is_given_once(raised, en, ja):
    assert advice(
        CellRun(cell=1, outputs=(), raised=raised),
        CellRun(cell=2, outputs=()),
        CellRun(cell=3, outputs=(), raised=raised),
    ) == [(en, ja)]


@pytest.mark.parametrize(
    ("missing", "own"),
    [
        ("helper", True),
        ("cs231n.im2col_cython", True),
        ("helper.two'; 'helper' is not a package", True),
        ("自作", True),
        ("torch", False),
        ("pandas.core", False),
        ("sklearn", False),
        ("numpy.no_such_part", False),
        ("tkinter", False),
        ("distutils", False),  # which newer Pythons have no more
    ],
)
def test_a_missing_module_may_be_a_file_of_their_own_if_it_is_no_known_package(missing, own):
    raised = Raised(type="ModuleNotFoundError", message=f"No module named '{missing}'")
    in_file = replace(raised, frames=(Frame(cell=1, line=1, function="", source="", file="a.py"),))
    for each in (raised, in_file):
        [(en, ja)] = advice(CellRun(cell=1, outputs=(), raised=each))
        assert ("hand it in beside your work" in en) is own
        assert ("一緒に" in ja) is own
        assert "is not installed where your work is graded" in en


@pytest.mark.parametrize(
    ("missing", "meant"),
    [
        ("nunpy", "numpy"),
        ("Numpy", "numpy"),
        ("matplot", None),
        ("matplotlip.pyplot", "matplotlib"),
        ("itertool", "itertools"),
        ("opencv", "cv2"),
        ("helper", None),
        ("numpy.no_such_part", None),
        ("torch", None),
    ],
)
def test_a_module_whose_name_is_not_quite_right(missing, meant):
    raised = Raised(type="ModuleNotFoundError", message=f"No module named '{missing}'")
    [(en, ja)] = advice(CellRun(cell=1, outputs=(), raised=raised))
    said = (
        f"There is no module `{missing}`. Is `{meant}` meant?",
        f"`{missing}` というモジュールはありません。`{meant}` のことですか。",
    )
    assert ((en, ja) == said) is (meant is not None)


def test_no_advice_where_the_error_says_it_all():
    errors = [
        Raised(type="NameError", message="name 'x' is not defined"),
        Raised(type="EOFError", message="no more data"),
    ]
    runs = [
        CellRun(cell=number, outputs=(), raised=raised) for number, raised in enumerate(errors, 1)
    ]
    assert advice(*runs) == []


HIDDEN = [
    (
        Outcome.FAILED,
        "With inputs other than the example, some answers are wrong.",
        "例とは別の入力で確かめたところ、正しくない答えがありました。",
    ),
    (
        Outcome.RAISED,
        "With inputs other than the example, the code stops with an error.",
        "例とは別の入力で確かめたところ、実行中にエラーが起きました。",
    ),
    (
        Outcome.TIMED_OUT,
        "With inputs other than the example, the code does not finish in time.",
        "例とは別の入力で確かめたところ、制限時間内に終わりませんでした。",
    ),
    (
        Outcome.KILLED,
        "With inputs other than the example, the program had to be stopped.",
        "例とは別の入力で確かめたところ、プログラムを強制終了しました。",
    ),
    (
        Outcome.SKIPPED,
        "Not run, because the program was stopped earlier in this question.",
        "この問の途中でプログラムを止めたため、実行していません。",
    ),
]


@pytest.mark.parametrize(("outcome", "en", "ja"), HIDDEN)
def test_hidden_checks_tell_the_outcome_only(outcome, en, ja):
    finding = Finding(
        request=CALL, answer=Raised(type="Secret", message="input was 12345"), expected=[1, 2]
    )
    check = CallCheck(
        id="q/2", hidden=True, name="conv1d", cases=(Case(arguments=(1,)),), expected=(1,)
    )
    assert shown(CheckResult(check=check, outcome=outcome, finding=finding), "en") == en
    assert shown(CheckResult(check=check, outcome=outcome, finding=finding), "ja") == ja


def test_a_hidden_value_is_not_told():
    check = ValueCheck(id="q/2", hidden=True, name="s_20", expected=2.9, tolerance=0.005)
    finding = Finding(
        request=ValueRequest(name="s_20"),
        answer=Value(value=3),
        expected=2.9,
        difference=Difference(kind="value", got="3", expected="2.9", index=()),
    )
    result = CheckResult(check=check, outcome=Outcome.FAILED, finding=finding)
    assert shown(result, "en") == "The value is wrong."
    assert shown(result, "ja") == "値が正しくありません。"


def test_a_name_that_is_missing_is_said_even_by_a_hidden_check():
    check = CallCheck(
        id="q/2", hidden=True, name="conv1d", cases=(Case(arguments=()),), expected=(1,)
    )
    result = CheckResult(
        check=check, outcome=Outcome.FAILED, finding=Finding(request=CALL, answer=Undefined())
    )
    assert shown(result, "en") == (
        "There is no `conv1d`. Check the spelling, and that the cell that defines it runs "
        "without errors."
    )


def test_our_own_fault():
    finding = Finding(fault=Fault(message="the reference raised"))
    result = CheckResult(
        check=ValueCheck(id="q/1", name="x", expected=1),
        outcome=Outcome.NOT_GRADED,
        finding=finding,
    )
    assert shown(result, "en") == (
        "This could not be graded because of a fault on the grader's side. You lose no points, "
        "and your teacher has been told."
    )
    assert shown(result, "ja") == (
        "採点側の不具合で採点できませんでした。減点にはなりません。担当の先生には通知されています。"
    )


def test_nothing_is_said_of_a_check_that_passed():
    assert (
        shown(
            CheckResult(check=ValueCheck(id="q/1", name="x", expected=1), outcome=Outcome.PASSED),
            "en",
        )
        == ""
    )


SHAPES = [
    (
        (3, 1),
        (3,),
        "The shape is (3, 1), a table with a single column; it should be (3,), a plain row of "
        "numbers. `.ravel()` turns one into the other.",
        "形が (3, 1) で、1 列だけの表 (2 次元) になっています。"
        "正しい形は (3,) で、ただの数の並び (1 次元) です。`.ravel()` で 1 次元にできます。",
    ),
    (
        (1, 3),
        (3,),
        "The shape is (1, 3), a table with a single row; it should be (3,), a plain row of "
        "numbers. `.ravel()` turns one into the other.",
        "形が (1, 3) で、1 行だけの表 (2 次元) になっています。"
        "正しい形は (3,) で、ただの数の並び (1 次元) です。`.ravel()` で 1 次元にできます。",
    ),
    (
        (3,),
        (3, 1),
        "The shape is (3,), a plain row of numbers; it should be (3, 1), a table with a single "
        "column. `.reshape(-1, 1)` turns one into the other.",
        "形が (3,) で、ただの数の並び (1 次元) になっています。"
        "正しい形は (3, 1) で、1 列だけの表 (2 次元) です。"
        "`.reshape(-1, 1)` で 1 列の表にできます。",
    ),
    (
        (3,),
        (1, 3),
        "The shape is (3,), a plain row of numbers; it should be (1, 3), a table with a single "
        "row. `.reshape(1, -1)` turns one into the other.",
        "形が (3,) で、ただの数の並び (1 次元) になっています。"
        "正しい形は (1, 3) で、1 行だけの表 (2 次元) です。"
        "`.reshape(1, -1)` で 1 行の表にできます。",
    ),
    (
        (3, 4),
        (4, 3),
        "The shape is (3, 4); it should be (4, 3). Are rows and columns swapped?",
        "形が (3, 4) になっています。正しい形は (4, 3) です。"
        "行と列が入れかわっていないか確かめてください。",
    ),
    (
        (1, 3),
        (3, 1),
        "The shape is (1, 3); it should be (3, 1). Are rows and columns swapped?",
        "形が (1, 3) になっています。正しい形は (3, 1) です。"
        "行と列が入れかわっていないか確かめてください。",
    ),
    (
        (3, 4),
        (3, 5),
        "The shape is (3, 4); it should be (3, 5). They first differ along axis 1.",
        "形が (3, 4) になっています。正しい形は (3, 5) です。最初に違うのは軸 1 の長さです。",
    ),
    (
        (3, 4),
        (12,),
        "The shape is (3, 4); it should be (12,).",
        "形が (3, 4) になっています。正しい形は (12,) です。",
    ),
    (
        (3, 1),
        (2,),
        "The shape is (3, 1); it should be (2,).",
        "形が (3, 1) になっています。正しい形は (2,) です。",
    ),
    (
        (8,),
        (9,),
        "The shape is (8,); it should be (9,).",
        "形が (8,) になっています。正しい形は (9,) です。",
    ),
]


@pytest.mark.parametrize(("got", "expected", "en", "ja"), SHAPES)
def test_shapes(got, expected, en, ja):
    finding = wrong(np.zeros(got), [], Difference(kind="shape", got=got, expected=expected))
    assert sentences(message(visible(finding)), "en") == (en,)
    assert sentences(message(visible(finding)), "ja") == (ja,)


def test_values_that_have_gone_through_a_byte():
    finding = wrong(
        np.array([44, 7, 251], np.uint8),
        [300, 7, -5],
        Difference(kind="value", got="44", expected="300", index=(0,)),
    )
    assert sentences(message(visible(finding)), "en")[1] == (
        "The wrong values are off by multiples of 256: after 255, `uint8` starts again at 0. "
        "Convert with `.astype(float)` before you calculate."
    )
    assert sentences(message(visible(finding)), "ja")[1] == (
        "違っている数は、ちょうど 256 の倍数だけずれています。"
        "`uint8` 型では 255 の次が 0 に戻るためです。"
        "計算の前に `.astype(float)` で変換してください。"
    )


def test_values_that_are_otherwise_wrong_have_not():
    finding = wrong(
        [45, 7], [300, 7], Difference(kind="value", got="45", expected="300", index=(0,))
    )
    assert len(sentences(message(visible(finding)), "en")) == 1
    within = wrong(
        [44, 8], [300, 7], Difference(kind="value", got="44", expected="300", index=(0,))
    )
    assert len(sentences(message(visible(within)), "en")) == 1


def test_what_is_shown_in_part_says_so():
    call = CallRequest(name="f", arguments=(np.arange(1000),))
    expected, got = np.arange(1000), np.arange(1000) % 999 + 1
    finding = Finding(
        request=call,
        answer=Value(value=got),
        expected=expected,
        difference=Difference(kind="value", got="1", expected="0", index=(0,)),
    )
    assert sentences(message(visible(finding)), "en")[1:] == (
        "The call is too long to show in full, so it cannot be pasted as it is.",
        "Only the part of the arrays around the first difference is shown.",
    )
    assert sentences(message(visible(finding)), "ja")[1:] == (
        "呼び出しは長いため一部を省いて示しています。そのまま貼り付けても動きません。",
        "配列は、最初に違う所の前後だけを示しています。",
    )


def test_a_warning_in_a_cell():
    printed = "UserWarning: Do not pass an `input_shape`/`input_dim` argument to a layer."
    output = Output(kind="stream", content=(("name", "stderr"), ("text", printed)))
    observation = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="",
        versions=(),
        runs=(CellRun(cell=2, outputs=(output,)),),
        exchanges=(),
    )
    (told,) = cell_feedback(observation)
    assert (told.cell, told.is_error) == (2, False)
    assert both(told.sentence) == (
        "Cell 2 warns: In Keras 3, `tf.keras.Input(shape=(4,))` as the first entry gives the "
        "shape of the inputs. `input_shape=` still works.",
        "セル 2 の警告: Keras 3 では、入力の形を最初の層として "
        "`tf.keras.Input(shape=(4,))` のように書きます。`input_shape=` のままでも動きます。",
    )
