"""What is said of the marks of a git merge conflict, where Python stops at them."""

from __future__ import annotations

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.feedback.errors import help_with
from autograder.feedback.names import Names
from autograder.records import CellRequest, Frame, Limits, Raised
from tests.said import both

MARKS = (
    "The lines that begin with `<<<<<<<`, `=======` and `>>>>>>>` are marks of a git merge conflict. Choose one of the two versions between them, and delete the other one and the marks.",
    "`<<<<<<<`、`=======`、`>>>>>>>` で始まる行は、git のマージで競合が起きたときに付く印です。印の間にある 2 つの版のどちらかを選び、もう一方と印の行を消してください。",
)
ONE, OTHER = "    return max(x, 0)\n", "    return x * (x > 0)\n"

CONFLICTS = [
    f"def f(x):\n<<<<<<< HEAD\n{ONE}=======\n{OTHER}>>>>>>> origin/main\n",
    f"def f(x):\n    # a\n\n<<<<<<< HEAD\n{ONE}=======\n{OTHER}>>>>>>> 3f2ac10 (Second try)\n",
    "x = 1\n<<<<<<< Updated upstream\ny = 1\n=======\ny = 2\n>>>>>>> Stashed changes\n",
    "x = [\n<<<<<<< HEAD\n    1,\n=======\n    2,\n>>>>>>> other\n]\n",
    "<<<<<<< HEAD\nx = 1\n||||||| 12ab34c\nx = 0\n=======\nx = 2\n>>>>>>> other\n",
    f"def f(x):\n{ONE}=======\n{OTHER}>>>>>>> other\n",
    f"def f(x):\n{ONE}>>>>>>> other\n",
    f"def f(x):\n    if x:\n<<<<<<< HEAD\n    {ONE}=======\n    {OTHER}>>>>>>> other\n",
    "for i in range(3):\n    print(i)\n    <<<<<<< HEAD\n    print(1)\n    >>>>>>> other\n",
]
OTHERS = [
    "def f():\nreturn 1",
    "x = 1\n=======\ny = 2\n",  # a decoration, not a mark: there is no other
    "x = 1\n=============\ny = 2\n",
    "x = 1 <<<<<<< 2\n",
    'text = """\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"""\nx = (1 2)\n',
    "# <<<<<<< HEAD\nx = 1 +\n",
]


@pytest.fixture(scope="module")
def raised(sandbox: Sandbox) -> dict[str, Raised]:
    found = {}
    with sandbox.worker(Limits()) as worker:
        for number, source in enumerate([*CONFLICTS, *OTHERS], 1):
            request = CellRequest(cell=number, source=source)
            found[source] = worker.ask(request, seconds=20.0, wall=60.0).raised
    return found


@pytest.mark.parametrize("source", CONFLICTS)
def test_marks_are_called_that(raised, source: str) -> None:
    assert both(help_with(raised[source], Names((source,)))) == MARKS


@pytest.mark.parametrize("source", OTHERS)
def test_other_errors_are_not(raised, source: str) -> None:
    assert raised[source] is not None
    assert both(help_with(raised[source], Names((source,)))) != MARKS


def test_an_error_of_another_kind_in_such_a_line_is_none() -> None:
    frame = Frame(cell=1, line=1, function="f", source="<<<<<<< HEAD")
    error = Raised(type="ValueError", message="no", frames=(frame,))
    assert help_with(error, Names(("<<<<<<< HEAD",))) is None


def test_the_marks_of_a_cell_that_is_cut_by_a_line_of_its_own() -> None:
    """In a module, a conflict may reach over lines `# %%`."""
    frame = Frame(cell=2, line=3, function="<module>", source="=======", file="units.py", above=9)
    error = Raised(type="SyntaxError", message="invalid syntax", frames=(frame,))
    sources = ("<<<<<<< HEAD\nx = 1\n", "y = 1\n=======\n", "x = 2\n>>>>>>> other\n")
    assert both(help_with(error, Names(sources, module="units.py"))) == MARKS
    assert both(help_with(error, Names(sources[1:2], module="units.py"))) != MARKS
