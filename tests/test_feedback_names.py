"""What is said of a name that is missing: the one that may be meant, the cell that binds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checks.value import ValueCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.feedback.cells import cell_feedback, raised_in_cell
from autograder.feedback.checks import message
from autograder.feedback.errors import help_with
from autograder.feedback.names import Names, Spot
from autograder.feedback.questions import question_feedback
from autograder.feedback.show.sentences import in_language
from autograder.grading import grade_one
from autograder.records import CallRequest, CheckResult, Finding, Outcome, Raised, Undefined
from tests.said import both, sentences
from tests.small_course import write


def names(*sources: str, unfinished: tuple[int, ...] = (), asked: tuple[str, ...] = ()) -> Names:
    return Names(sources, frozenset(unfinished), frozenset(asked))


def undefined(hidden: bool, known: Names, language) -> tuple[str, ...]:
    finding = Finding(request=CallRequest(name="conv1d", arguments=()), answer=Undefined())
    result = CheckResult(
        check=ValueCheck(id="q/1", hidden=hidden, name="x", expected=1),
        outcome=Outcome.FAILED,
        finding=finding,
    )
    return sentences(message(result, known), language)


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("near", ["conv_1d", "Conv1D", "conv1", "convl1d"])
def test_a_near_name(near: str, hidden: bool) -> None:
    known = names(f"x = 1\n\ndef {near}(data, kernel):\n    return 0\n")
    assert undefined(hidden, known, "en") == (
        f"There is no `conv1d`. You defined `{near}`; rename it to `conv1d`.",
    )
    assert undefined(hidden, known, "ja") == (
        f"`conv1d` が見つかりません。`{near}` という名前で定義されています。"
        "`conv1d` に直してください。",
    )


def test_a_name_that_is_asked_for_itself_is_not_near() -> None:
    known = names("def conv2d(image, kernel):\n    return 0", asked=("conv1d", "conv2d"))
    assert known.near("conv1d") is None
    assert undefined(False, known, "en")[0].startswith("There is no `conv1d`. Check the spelling")


def test_a_definition_that_was_not_reached() -> None:
    known = names("import numpy as np", "1 / 0\ndef conv1d(a, b):\n    return 0", unfinished=(2,))
    assert undefined(False, known, "en") == (
        "There is no `conv1d`: cell 2, which defines it, did not get that far. Fix that cell "
        "first.",
    )
    assert undefined(False, known, "ja") == (
        "`conv1d` が見つかりません。定義しているセル 2 が、そこまで実行されずに止まっています。"
        "先にそのセルを直してください。",
    )


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        ("x = 1", True),
        ("x, y = 1, 2", True),
        ("y, x = 1, 2", True),
        ("x: int = 1", True),
        ("async def x():\n    pass", True),
        ("class x:\n    pass", True),
        ("import y.z as x", True),
        ("import x.y", True),
        ("from y import x, z", True),
        ("for x in y:\n    pass", True),
        ("with y as x:\n    pass", True),
        ("if y:\n    x = 1", True),
        ("try:\n    pass\nexcept E as x:\n    pass", True),
        ("match y:\n    case [x]:\n        pass", True),
        ("ｘ = 1", True),
        ("%matplotlib inline\nx = 1", True),
        ("import y as x\nz = (1, 2", True),
        ("ｘ = 1\nz = (1, 2", True),
        ("x = 1\n" + "(" * 10_000, True),
        ("x += 1", False),
        ("y = [x for x in z]", False),
        ("def y(x):\n    pass", False),
        ("x == 1", False),
        ("    x = 1", False),
        ("s = '\\d'\nprint(x)", False),
        ("# x = 1", False),
        ("print(x)", False),
    ],
)
def test_what_binds_a_name(source: str, bound: bool) -> None:
    assert names("a = 1", source).cell("x") == (2 if bound else None)


def not_defined(known: Names, cell: int = 2, name: str = "kernel") -> tuple[str, str]:
    raised = Raised(type="NameError", message=f"name '{name}' is not defined")
    said = [
        in_language(raised_in_cell(cell, raised, known), lang).split(" — ")[1:]
        for lang in ("en", "ja")
    ]
    return tuple("".join(text) for text in said)


def test_a_variable_of_a_cell_that_failed() -> None:
    assert not_defined(names("1 / 0\nkernel = [1]", "f(kernel)", unfinished=(1, 2))) == (
        "`kernel` gets its value in cell 1, which stopped before its end. Fix that cell first.",
        "`kernel` に値を入れるセル 1 が、途中で止まっています。先にそのセルを直してください。",
    )


def test_a_variable_of_a_later_cell() -> None:
    assert not_defined(names("x = 1", "f(kernel)", "kernel = [1]", unfinished=(2,))) == (
        "`kernel` is defined in cell 3, which comes later. Cells run from top to bottom.",
        "`kernel` は、後にあるセル 3 で定義されています。セルは上から順に実行されます。",
    )


def test_a_variable_that_is_spelled_otherwise() -> None:
    assert not_defined(names("Kernel = [1]", "f(kernel)", unfinished=(2,))) == (
        "There is a similar name, `Kernel`. Check the spelling.",
        "似た名前の `Kernel` があります。つづりを確かめてください。",
    )


@pytest.mark.parametrize(
    "source",
    [
        "def unit(i, w, b, f):\n    return f(weightedsum(i, w, b))",
        "def unit(i, w, b, f): return f(weightedsum(i, w, b))",
    ],
)
def test_a_function_that_is_asked_for_and_called_by_another_name(source: str) -> None:
    known = names("def weighted_sum(i):\n    return i", source, asked=("weighted_sum", "unit"))
    raised = Raised(type="NameError", message="name 'weightedsum' is not defined")
    assert both(help_with(raised, known)) == (
        "There is a similar name, `weighted_sum`. Check the spelling.",
        "似た名前の `weighted_sum` があります。つづりを確かめてください。",
    )


def test_a_full_width_name_is_the_same_name() -> None:
    known = names("1 / 0\nｓ_20 = 2.9", unfinished=(1,), asked=("s_20",))
    assert known.near("s_20") is None
    assert known.unfinished_spot("s_20") == Spot(1)


def test_an_import_in_a_cell_that_python_cannot_read() -> None:
    known = names("import numpy as np\nx = (1, 2", "np.zeros(3)", unfinished=(1, 2))
    raised = Raised(type="NameError", message="name 'np' is not defined")
    assert str(help_with(raised, known, Spot(2))) == (
        "`np` gets its value in cell 1, which stopped before its end. Fix that cell first."
    )
    assert str(help_with(raised, names("np.zeros(3)"), Spot(1))) == (
        "`np` is not imported. Write `import numpy as np` at the top."
    )


def test_a_variable_that_only_the_students_own_kernel_knows() -> None:
    assert not_defined(names("x = 1", "f(kernel)", unfinished=(2,))) == (
        "No cell defines `kernel`. Is it misspelt, or is an import missing? If you have deleted or "
        "changed the cell that defined it, your notebook may still remember it: restart the kernel "
        "and run all cells from the top to see the same error.",
        "`kernel` を定義しているセルがありません。つづりの間違いや、import の書き忘れはありませんか。"
        "定義していたセルを消したり書き直したりした場合は、手元では変数が残っていることがあります。"
        "カーネルを再起動して、すべてのセルを上から実行すると、同じエラーになります。",
    )


TEXT = (
    "Nothing gives `RNN` a value. If it is meant as text, it needs quotation marks: `'RNN'`.",
    "`RNN` には値がありません。文字列のつもりなら、引用符が必要です。`'RNN'` と書いてください。",
)


@pytest.mark.parametrize(
    "source",
    ["kinds = {'feedback': RNN}", "k = {}\nk[1] = RNN", "x = [RNN]", "if x == RNN:\n    1"],
)
def test_a_word_without_quotation_marks(source: str) -> None:
    assert not_defined(names(source, "", unfinished=(1,)), name="RNN") == TEXT


@pytest.mark.parametrize("source", ["f(RNN)", "x = RNN + 1", "RNN.fit(x)", "x = RNN(1)"])
def test_what_is_used_as_a_value_is_no_word(source: str) -> None:
    assert not_defined(names(source, "", unfinished=(1,)), name="RNN") != TEXT


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "ichi == []",
            "`ichi == []` (cell 1, line 1) only compares, with `==`, and changes nothing. To give a value, write a single `=`.",
        ),
        (
            "'''\ndef ichi(x):\n    return x\n'''",
            "There is no `ichi`. Its definition stands inside a text in quotation marks that begins at cell 1, line 1, so it does not run. Take the quotation marks away.",
        ),
        (
            "# ichi = 3",
            "There is no `ichi`. The line that gives it (cell 1, line 1) begins with `#` and so is a comment. Take the `#` away.",
        ),
    ],
)
def test_a_name_that_a_line_seems_to_give(source: str, said: str) -> None:
    known = names(source, "print(ichi + 1)", unfinished=(2,), asked=("ichi",))
    assert not_defined(known, name="ichi")[0] == said
    assert (
        "kernel" in not_defined(names("x == 3", "print(1 + ichi)", unfinished=(2,)), name="ichi")[0]
    )


def test_nothing_is_said_where_the_name_is_bound_further_inside() -> None:
    assert not_defined(names("def g(kernel):\n    pass", "f(kernel)", unfinished=(2,))) == ("", "")


def test_a_name_made_by_a_hidden_call_never_reaches_the_student(
    course: Path, sandbox, tmp_path: Path
) -> None:
    """What a submission binds while it is asked is in no text, so it is not near anything."""
    assignment = load_assignment(find_course(course), "doubling")
    source = (
        "def double(x):\n"
        "    globals()['doubl_' + str(x).replace('.', '_').replace('-', 'm')] = 1\n"
        "    del globals()['double']\n"
        "    return 2 * x\n"
    )
    result = grade_one(assignment, read_submission(write(tmp_path / "a.py", source)), sandbox)
    known = Names.of(assignment, result.submission, result.observation)
    said = [question_feedback(question, known) for question in result.questions]
    assert "doubl_" not in repr(said)
    assert result.observation
    assert cell_feedback(result.observation, known) == ()
