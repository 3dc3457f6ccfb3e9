"""Every sentence a student can read about a check, word for word, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.answers import WRONG_FORM, filled
from autograder.checks.call import CallCheck
from autograder.checks.source import MUST_NOT_USE, MUST_USE
from autograder.checks.value import ValueCheck
from autograder.feedback import (
    advice_on_cells,
    cell_feedback,
    message,
    raised_in_cell,
    stopped_in_cell,
)
from autograder.feedback.show.text import as_text
from autograder.protocol.values import Opaque
from autograder.records import (
    CallRequest,
    Case,
    CellRun,
    CheckResult,
    Difference,
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

CALL = CallRequest("conv1d", (np.array([0, 1, 0]), np.array([1, 0])))
CALL_TEXT = "conv1d(np.array([0, 1, 0]), np.array([1, 0]))"


def visible(finding: Finding, outcome: Outcome = Outcome.FAILED) -> CheckResult:
    return CheckResult(ValueCheck(id="q/1", name="x", expected=1), outcome, finding)


def wrong(answer: object, expected: object, difference: Difference) -> Finding:
    return Finding(CALL, Value(answer), expected, difference)


def shown(result: CheckResult, language) -> str:
    return as_text(message(result, language))


SAID = [
    (
        wrong([0, 2], [0, 1], Difference("value", "2", "1", (1,))),
        f"Call: {CALL_TEXT}\nExpected: [0, 1]\nGot:      [0, 2]\n              ^\n"
        "They first differ at index 1: expected 1, got 2.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0, 1]\n返ってきた値: [0, 2]\n                  ^\n"
        "最初に違うのは添字 1 の要素です (期待した値 1、返ってきた値 2)。",
    ),
    (
        wrong([[1]], [[2]], Difference("value", "1", "2", (0, 0))),
        f"Call: {CALL_TEXT}\nExpected: [[2]]\nGot:      [[1]]\n            ^\n"
        "They first differ at index (0, 0): expected 2, got 1.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [[2]]\n返ってきた値: [[1]]\n                ^\n"
        "最初に違うのは添字 (0, 0) の要素です (期待した値 2、返ってきた値 1)。",
    ),
    (
        wrong(3, 4, Difference("value", "3", "4", ())),
        f"Call: {CALL_TEXT}\nExpected: 4\nGot:      3\nThe value is not the expected one.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   4\n返ってきた値: 3\n期待した値と違います。",
    ),
    (
        wrong([0], [0, 1], Difference("shape", "(1,)", "(2,)")),
        f"Call: {CALL_TEXT}\nExpected: [0, 1]\nGot:      [0]\n"
        "The shape is (1,); it should be (2,).",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0, 1]\n返ってきた値: [0]\n"
        "形が (1,) になっています。正しい形は (2,) です。",
    ),
    (
        wrong(0, [0, 1], Difference("shape", "()", "(2,)")),
        f"Call: {CALL_TEXT}\nExpected: [0, 1]\nGot:      0\n"
        "One number came back; the answer has the shape (2,).",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0, 1]\n返ってきた値: 0\n"
        "数が 1 個だけ返ってきました。答えの形は (2,) です。",
    ),
    (
        wrong([0], 0, Difference("shape", "(1,)", "()")),
        f"Call: {CALL_TEXT}\nExpected: 0\nGot:      [0]\n"
        "Numbers of the shape (1,) came back; the answer is one number.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   0\n返ってきた値: [0]\n"
        "形が (1,) の数の並びが返ってきました。答えは 1 個の数です。",
    ),
    (
        wrong("a", 0, Difference("kind", "str", "number")),
        f"Call: {CALL_TEXT}\nExpected: 0\nGot:      'a'\n"
        "A value of type str came back; a number is asked for.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   0\n返ってきた値: 'a'\n"
        "str 型の値が返ってきました。求められているのは、数です。",
    ),
    (
        wrong(Opaque("Magic"), [0], Difference("kind", "Magic", "numbers")),
        f"Call: {CALL_TEXT}\nExpected: [0]\nGot:      <Magic>\n"
        "A value of type Magic came back; a list or an array of numbers is asked for.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0]\n返ってきた値: <Magic>\n"
        "Magic 型の値が返ってきました。求められているのは、数のリストか配列です。",
    ),
    (
        wrong([0, float("nan")], [0, 1], Difference("nan", "nan", "1", (1,))),
        f"Call: {CALL_TEXT}\nExpected: [0,   1]\nGot:      [0, nan]\n              ^^^\n"
        "At index 1 the answer is NaN, which is not a number; look for 0/0 or inf - inf.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   [0,   1]\n返ってきた値: [0, nan]\n"
        "                  ^^^\n"
        "添字 1 の要素が NaN (数ではない値) です。"
        "0/0 や inf - inf になる計算がないか確かめてください。",
    ),
    (
        wrong(float("nan"), 1, Difference("nan", "nan", "1", ())),
        f"Call: {CALL_TEXT}\nExpected: 1\nGot:      nan\n"
        "The answer is NaN, which is not a number; look for 0/0 or inf - inf.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   1\n返ってきた値: nan\n"
        "答えが NaN (数ではない値) です。0/0 や inf - inf になる計算がないか確かめてください。",
    ),
    (
        wrong(None, 1, Difference("nothing")),
        f"Call: {CALL_TEXT}\n"
        "`conv1d` returned nothing (None). Does every path through it end in `return`?",
        f"呼び出し: {CALL_TEXT}\n"
        "`conv1d` は値を返していません (None)。`return` で答えを返しているか確かめてください。",
    ),
    (
        wrong({}, {"a": 1}, Difference("key", "", "'a'")),
        f"Call: {CALL_TEXT}\nExpected: {{'a': 1}}\nGot:      {{}}\n"
        "The entry 'a' is missing or not right.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   {{'a': 1}}\n返ってきた値: {{}}\n"
        "'a' の項目がないか、正しくありません。",
    ),
    (
        wrong({"a": 1, "b": 2}, {"a": 1}, Difference("length", "2", "1")),
        f"Call: {CALL_TEXT}\nExpected: {{'a': 1}}\nGot:      {{'a': 1, 'b': 2}}\n"
        "There are 2 entries; there should be 1.",
        f"呼び出し: {CALL_TEXT}\n期待した値:   {{'a': 1}}\n返ってきた値: {{'a': 1, 'b': 2}}\n"
        "項目が 2 個あります。正しくは 1 個です。",
    ),
    (
        Finding(ValueRequest("s_20"), Value(None), difference=Difference("nothing")),
        "`s_20` is None; give it a value.",
        "`s_20` の値が None です。値を代入してください。",
    ),
    (
        Finding(ValueRequest("s_20"), Value(None), difference=Difference("unfilled")),
        "`s_20` still holds the `...` of the handout; put your answer there.",
        "`s_20` がまだ配布時の `...` のままです。答えを書いてください。",
    ),
    (
        Finding(ValueRequest("s_20"), Value("2.9"), difference=Difference("kind", "str", "number")),
        "Your value: '2.9'\n`s_20` is of type str; a number is asked for.",
        "あなたの値: '2.9'\n`s_20` は str 型です。求められているのは、数です。",
    ),
    (
        Finding(ValueRequest("p"), Value(1), difference=Difference("kind", "int", "pair")),
        "Your value: 1\n`p` is of type int; a pair of two numbers is asked for.",
        "あなたの値: 1\n`p` は int 型です。求められているのは、2 つの数の組です。",
    ),
    (
        Finding(ValueRequest("p"), Value([[1]]), difference=Difference("kind", "list", "list")),
        "Your value: [[1]]\n"
        "`p` is of type list; a list of numbers, without lists in it, is asked for.",
        "あなたの値: [[1]]\n`p` は list 型です。求められているのは、入れ子でない数のリストです。",
    ),
    (
        Finding(
            ValueRequest("s_20"),
            Value(float("inf")),
            difference=Difference("nan", "inf", "number"),
        ),
        "Your value: inf\n`s_20` is inf; an ordinary number is asked for.",
        "あなたの値: inf\n`s_20` が inf になっています。求められているのはふつうの数です。",
    ),
    (
        Finding(UsesRequest("f"), Value([]), sentence=filled(MUST_NOT_USE, word="numpy.convolve")),
        "`numpy.convolve` is used; this question is to be solved without it.",
        "`numpy.convolve` が使われています。この問は、これを使わずに解いてください。",
    ),
    (
        Finding(UsesRequest("f"), Value([]), sentence=filled(MUST_USE, word="for")),
        "`for` is not used; this question is to be solved with it.",
        "`for` が使われていません。この問は、これを使って解いてください。",
    ),
    (
        Finding(ValueRequest("s_20"), Undefined()),
        "There is no `s_20`. Is it spelled so, and is the cell that defines it without errors?",
        "`s_20` が見つかりません。"
        "名前のつづりは正しいか、定義しているセルにエラーがないか、確かめてください。",
    ),
    (
        Finding(CALL, Undefined(callable=False)),
        "`conv1d` is not a function: the name was given another value.",
        "`conv1d` が関数ではありません。同じ名前に別の値を代入していないか確かめてください。",
    ),
    (
        Finding(
            CALL,
            Raised(
                "ValueError",
                "no `luck`",
                (Frame(2, 1, "conv1d", "x = g()"), Frame(3, 7, "g", "raise ValueError")),
            ),
        ),
        f"Call: {CALL_TEXT}\nThe code stops with `ValueError`: `` no `luck` ``\n"
        "Cell 3, line 7: `raise ValueError`",
        f"呼び出し: {CALL_TEXT}\n実行中に `ValueError` が起きました: `` no `luck` ``\n"
        "セル 3 の 7 行目: `raise ValueError`",
    ),
    (
        Finding(CALL, Raised("KeyError", "")),
        f"Call: {CALL_TEXT}\nThe code stops with `KeyError`: —",
        f"呼び出し: {CALL_TEXT}\n実行中に `KeyError` が起きました: —",
    ),
    (
        Finding(CALL, Unsendable("more than 200000 values")),
        f"Call: {CALL_TEXT}\nThe answer is too large to look at (`more than 200000 values`).",
        f"呼び出し: {CALL_TEXT}\n返ってきた値が大きすぎて調べられません "
        "(`more than 200000 values`)。",
    ),
    (
        Finding(CALL, NotAsked(Stopped("cpu", "5"))),
        f"Call: {CALL_TEXT}\nNot run, because the program was stopped earlier in this question.",
        f"呼び出し: {CALL_TEXT}\nこの問の途中でプログラムを止めたため、実行していません。",
    ),
]


@pytest.mark.parametrize(("finding", "en", "ja"), SAID)
def test_visible_checks(finding, en, ja):
    assert shown(visible(finding), "en") == en
    assert shown(visible(finding), "ja") == ja


OF_WRONG_FORM = Finding(CALL, Value(3), sentence=WRONG_FORM)


def test_an_answer_of_the_wrong_form():
    assert message(visible(OF_WRONG_FORM), "en").sentences == (
        "The answer does not have the form that is asked for; look at the question again.",
    )
    assert message(visible(OF_WRONG_FORM), "ja").sentences == (
        "答えの形が、求められているものと違います。問題文をもう一度確かめてください。",
    )


def test_the_name_of_a_students_class_is_shown_as_code():
    name = "<img src=x onerror=alert(1)>[c](javascript:x)"
    said = wrong(Opaque(name), 1, Difference("kind", name, "number"))
    assert f"`{name}`" in message(visible(said), "en").sentences[0]


STOPPED = [
    (
        Stopped("total", "60"),
        "Not run: by then the submission had used all of its 60 s. Look for slow cells.",
        "提出物全体で使える 60 秒をここまでに使い切ったため、実行していません。"
        "時間のかかるセルがないか確かめてください。",
    ),
    (
        Stopped("cpu", "5"),
        "Stopped after 5 s in `conv1d`. Is there a loop that never ends?",
        "`conv1d` の実行が 5 秒たっても終わらないので止めました。"
        "終わらない繰り返しがないか確かめてください。",
    ),
    (
        Stopped("wall", "20"),
        "Stopped at `conv1d` after waiting 20 s. Does anything sleep, or wait for input?",
        "20 秒待っても終わらないので、`conv1d` のところで止めました。"
        "`sleep` や入力待ちがないか確かめてください。",
    ),
    (
        Stopped("memory", "1 GiB"),
        "Stopped because `conv1d` used more than 1 GiB of memory.",
        "`conv1d` がメモリを 1 GiB より多く使ったので止めました。",
    ),
    (
        Stopped("output", "64 MiB"),
        "Stopped because `conv1d` printed more than 64 MiB.",
        "`conv1d` が 64 MiB より多く表示したので止めました。",
    ),
    (
        Stopped("threads", "256"),
        "Stopped because `conv1d` started more than 256 threads.",
        "`conv1d` が 256 個より多くスレッドを作ったので止めました。",
    ),
    (
        Stopped("files", "256 MiB"),
        "Stopped because `conv1d` wrote more than 256 MiB, or more than 10,000 files, to disk.",
        "`conv1d` がディスクに 256 MiB より多く、または 10,000 個より多くのファイルを"
        "書き込んだので止めました。",
    ),
    (
        Stopped("crash", "SIGSEGV"),
        "Python itself crashed in `conv1d` (SIGSEGV)."
        " The cause may be a library rather than this code.",
        "`conv1d` の実行中に Python 自体が異常終了しました (SIGSEGV)。"
        "このコードではなく、ライブラリが原因のこともあります。",
    ),
    (
        Stopped("exit", "0"),
        "`conv1d` ended the whole program; take out the call that exits.",
        "`conv1d` がプログラム全体を終了させました。終了させる呼び出しを取り除いてください。",
    ),
    (
        Stopped("wire"),
        "`conv1d` disturbed the grader's connection to your program.",
        "`conv1d` が採点プログラムとの通信を乱しました。",
    ),
]


@pytest.mark.parametrize(("stopped", "en", "ja"), STOPPED)
def test_stopped_in_a_call(stopped, en, ja):
    result = visible(Finding(CALL, stopped), Outcome.TIMED_OUT)
    assert message(result, "en").sentences == (en,)
    assert message(result, "ja").sentences == (ja,)


@pytest.mark.parametrize(("stopped", "en", "ja"), STOPPED)
def test_stopped_in_a_cell(stopped, en, ja):
    in_cell = en.replace("`conv1d`", "cell 3")
    assert stopped_in_cell(3, stopped, "en") == in_cell[0].upper() + in_cell[1:]
    assert stopped_in_cell(3, stopped, "ja") == ja.replace("`conv1d`", "セル 3")


def test_raised_in_a_cell():
    raised = Raised("NameError", "name 'x' is not defined")
    assert raised_in_cell(3, raised, "en") == (
        "Cell 3 stops with `NameError`: `name 'x' is not defined`"
    )
    assert raised_in_cell(3, raised, "ja") == (
        "セル 3 の実行中に `NameError` が起きました: `name 'x' is not defined`"
    )


def test_a_long_message_is_cut_between_characters_and_says_so():
    said = raised_in_cell(1, Raised("E", "か\u3099" * 151), "ja")
    assert said == "セル 1 の実行中に `E` が起きました: `" + "か\u3099" * 150 + " …`"


def test_raised_in_a_cell_at_a_line():
    frames = (Frame(3, 1, "<module>", "f(0)"), Frame(2, 5, "f", "return 1 / x"))
    raised = Raised("ZeroDivisionError", "division by zero", frames)
    assert raised_in_cell(3, raised, "en") == (
        "Cell 3 stops with `ZeroDivisionError`: `division by zero` (cell 2, line 5: `return 1 / x`)"
    )
    assert raised_in_cell(3, raised, "ja") == (
        "セル 3 の実行中に `ZeroDivisionError` が起きました: `division by zero` "
        "(セル 2 の 5 行目: `return 1 / x`)"
    )


def test_a_line_that_is_not_there_is_not_quoted():
    raised = Raised("SyntaxError", "unexpected EOF", (Frame(1, 9, "<module>", ""),))
    assert raised_in_cell(1, raised, "en").endswith("`unexpected EOF` (cell 1, line 9)")


ADVICE = [
    (
        Raised(error, "…"),
        "Python runs nothing of a cell in which it cannot read a line. "
        "The work is graded with Python 3.11.",
        "文法に合わない行が 1 つでもあると、そのセルは全体が実行されません。"
        "採点に使う Python は 3.11 です。",
    )
    for error in ("SyntaxError", "IndentationError", "TabError")
] + [
    (
        Raised("ModuleNotFoundError", "No module named 'pandas'"),
        "A module named above is not installed where the work is graded. Put its import into a "
        "cell of its own (in a .py file, between lines `# %%`) or take it out: what comes after "
        "it in the cell was not run.",
        "採点する環境には、上のモジュールが入っていません。import だけを別のセルに分ける "
        "(.py なら `# %%` の行で区切る) か、取り除いてください。"
        "同じセルのそれより後の部分は実行されていません。",
    ),
    (
        Raised("EOFError", "EOF when reading a line"),
        "Nobody types while the work is graded, so `input()` gets no answer. Put a value in its "
        "place: what comes after it in the cell was not run.",
        "採点中は誰も入力しないので、`input()` は値を返しません。代わりに値を書いてください。"
        "同じセルのそれより後の部分は実行されていません。",
    ),
]


@pytest.mark.parametrize(("raised", "en", "ja"), ADVICE)
def test_advice_on_cells_is_given_once(raised, en, ja):
    runs = [CellRun(1, (), raised), CellRun(2, ()), CellRun(3, (), raised)]
    assert advice_on_cells(runs, "3.11", "en") == [en]
    assert advice_on_cells(runs, "3.11", "ja") == [ja]


def test_no_advice_where_the_error_says_it_all():
    errors = [Raised("NameError", "name 'x' is not defined"), Raised("EOFError", "no more data")]
    runs = [CellRun(number, (), raised) for number, raised in enumerate(errors, 1)]
    assert advice_on_cells(runs, "3.11", "en") == []


HIDDEN = [
    (
        Outcome.FAILED,
        "With other inputs than the example, some answers are not right.",
        "例とは別の入力で確かめたところ、正しくない答えがありました。",
    ),
    (
        Outcome.RAISED,
        "With other inputs than the example, the code stops with an error.",
        "例とは別の入力で確かめたところ、実行中にエラーが起きました。",
    ),
    (
        Outcome.TIMED_OUT,
        "With other inputs than the example, the code does not finish in time.",
        "例とは別の入力で確かめたところ、制限時間内に終わりませんでした。",
    ),
    (
        Outcome.KILLED,
        "With other inputs than the example, the program had to be stopped.",
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
    finding = Finding(CALL, Raised("Secret", "input was 12345"), [1, 2])
    check = CallCheck(id="q/2", hidden=True, name="conv1d", cases=(Case((1,)),), expected=(1,))
    assert shown(CheckResult(check, outcome, finding), "en") == en
    assert shown(CheckResult(check, outcome, finding), "ja") == ja


def test_a_hidden_value_is_not_told():
    check = ValueCheck(id="q/2", hidden=True, name="s_20", expected=2.9, tolerance=0.005)
    finding = Finding(ValueRequest("s_20"), Value(3), 2.9, Difference("value", "3", "2.9", ()))
    result = CheckResult(check, Outcome.FAILED, finding)
    assert shown(result, "en") == "The value is not right."
    assert shown(result, "ja") == "値が正しくありません。"


def test_a_name_that_is_missing_is_said_even_by_a_hidden_check():
    check = CallCheck(id="q/2", hidden=True, name="conv1d", cases=(Case(()),), expected=(1,))
    result = CheckResult(check, Outcome.FAILED, Finding(CALL, Undefined()))
    assert shown(result, "en") == (
        "There is no `conv1d`. Is it spelled so, and is the cell that defines it without errors?"
    )


def test_our_own_fault():
    finding = Finding(fault=Fault("the reference raised"))
    result = CheckResult(ValueCheck(id="q/1", name="x", expected=1), Outcome.NOT_GRADED, finding)
    assert shown(result, "en") == (
        "This could not be graded because of a fault on the grader's side; it costs no points. "
        "Your teacher has been told."
    )
    assert shown(result, "ja") == (
        "採点側の不具合で採点できませんでした。減点にはなりません。担当の先生には通知されています。"
    )


def test_nothing_is_said_of_a_check_that_passed():
    assert (
        shown(CheckResult(ValueCheck(id="q/1", name="x", expected=1), Outcome.PASSED), "en") == ""
    )


SHAPES = [
    (
        "(3, 1)",
        "(3,)",
        "The shape is (3, 1), a table with a single column; it should be (3,), a plain row of "
        "numbers. `.ravel()` turns the one into the other.",
        "形が (3, 1) で、1 列だけの表 (2 次元) になっています。"
        "正しい形は (3,) で、ただの数の並び (1 次元) です。`.ravel()` で 1 次元にできます。",
    ),
    (
        "(1, 3)",
        "(3,)",
        "The shape is (1, 3), a table with a single row; it should be (3,), a plain row of "
        "numbers. `.ravel()` turns the one into the other.",
        "形が (1, 3) で、1 行だけの表 (2 次元) になっています。"
        "正しい形は (3,) で、ただの数の並び (1 次元) です。`.ravel()` で 1 次元にできます。",
    ),
    (
        "(3,)",
        "(3, 1)",
        "The shape is (3,), a plain row of numbers; it should be (3, 1), a table with a single "
        "column. `.reshape(-1, 1)` turns the one into the other.",
        "形が (3,) で、ただの数の並び (1 次元) になっています。"
        "正しい形は (3, 1) で、1 列だけの表 (2 次元) です。"
        "`.reshape(-1, 1)` で 1 列の表にできます。",
    ),
    (
        "(3,)",
        "(1, 3)",
        "The shape is (3,), a plain row of numbers; it should be (1, 3), a table with a single "
        "row. `.reshape(1, -1)` turns the one into the other.",
        "形が (3,) で、ただの数の並び (1 次元) になっています。"
        "正しい形は (1, 3) で、1 行だけの表 (2 次元) です。"
        "`.reshape(1, -1)` で 1 行の表にできます。",
    ),
    (
        "(3, 4)",
        "(4, 3)",
        "The shape is (3, 4); it should be (4, 3). Are rows and columns exchanged?",
        "形が (3, 4) になっています。正しい形は (4, 3) です。"
        "行と列が入れかわっていないか確かめてください。",
    ),
    (
        "(1, 3)",
        "(3, 1)",
        "The shape is (1, 3); it should be (3, 1). Are rows and columns exchanged?",
        "形が (1, 3) になっています。正しい形は (3, 1) です。"
        "行と列が入れかわっていないか確かめてください。",
    ),
    (
        "(3, 4)",
        "(3, 5)",
        "The shape is (3, 4); it should be (3, 5). They first differ along axis 1.",
        "形が (3, 4) になっています。正しい形は (3, 5) です。最初に違うのは軸 1 の長さです。",
    ),
    (
        "(3, 4)",
        "(12,)",
        "The shape is (3, 4); it should be (12,).",
        "形が (3, 4) になっています。正しい形は (12,) です。",
    ),
    (
        "(3, 1)",
        "(2,)",
        "The shape is (3, 1); it should be (2,).",
        "形が (3, 1) になっています。正しい形は (2,) です。",
    ),
    (
        "(8,)",
        "(9,)",
        "The shape is (8,); it should be (9,).",
        "形が (8,) になっています。正しい形は (9,) です。",
    ),
]


@pytest.mark.parametrize(("got", "expected", "en", "ja"), SHAPES)
def test_shapes(got, expected, en, ja):
    finding = wrong([], [], Difference("shape", got, expected))
    assert message(visible(finding), "en").sentences == (en,)
    assert message(visible(finding), "ja").sentences == (ja,)


def test_values_that_have_gone_through_a_byte():
    finding = wrong(
        np.array([44, 7, 251], np.uint8), [300, 7, -5], Difference("value", "44", "300", (0,))
    )
    assert message(visible(finding), "en").sentences[1] == (
        "What differs is off by multiples of 256: after 255, `uint8` begins anew at 0. "
        "Convert with `.astype(float)` before you calculate."
    )
    assert message(visible(finding), "ja").sentences[1] == (
        "違っている数は、ちょうど 256 の倍数だけずれています。"
        "`uint8` 型では 255 の次が 0 に戻るためです。"
        "計算の前に `.astype(float)` で変換してください。"
    )


def test_values_that_are_otherwise_wrong_have_not():
    finding = wrong([45, 7], [300, 7], Difference("value", "45", "300", (0,)))
    assert len(message(visible(finding), "en").sentences) == 1
    within = wrong([44, 8], [300, 7], Difference("value", "44", "300", (0,)))
    assert len(message(visible(within), "en").sentences) == 1


def test_what_is_shown_in_part_says_so():
    call = CallRequest("f", (np.arange(1000),))
    expected, got = np.arange(1000), np.arange(1000) + 1
    finding = Finding(call, Value(got), expected, Difference("value", "1", "0", (0,)))
    assert message(visible(finding), "en").sentences[1:] == (
        "The call is too long to be shown in full, so it cannot be pasted as it stands.",
        "Of the arrays, the part around the first difference is shown.",
    )
    assert message(visible(finding), "ja").sentences[1:] == (
        "呼び出しは長いため一部を省いて示しています。そのまま貼り付けても動きません。",
        "配列は、最初に違う所の前後だけを示しています。",
    )


def test_a_warning_in_a_cell():
    printed = "UserWarning: Do not pass an `input_shape`/`input_dim` argument to a layer."
    output = Output("stream", (("name", "stderr"), ("text", printed)))
    observation = Observation("s", "", "a", "", (), (CellRun(2, (output,)),), ())
    (en,), (ja,) = cell_feedback(observation, "en"), cell_feedback(observation, "ja")
    assert (en.cell, en.is_error) == (2, False)
    assert en.sentence == (
        "Cell 2 warns: In Keras 3 the shape of the inputs stands in a first entry of its own, "
        "`tf.keras.Input(shape=(4,))`. `input_shape=` still works."
    )
    assert ja.sentence == (
        "セル 2 の警告: Keras 3 では、入力の形を最初の層として "
        "`tf.keras.Input(shape=(4,))` のように書きます。`input_shape=` のままでも動きます。"
    )
