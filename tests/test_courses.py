"""The example courses of other subjects: each passes its author's gate, with a right variant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.submissions.find import find_submissions
from autograder.execution.places import Threads
from autograder.gate.validation import validate
from autograder.grading import grade_all
from autograder.handout.writing import hand_out
from autograder.records import Cell, Submission
from tests.sandboxes import Sandbox

COURSES = Path(__file__).parent / "courses"
ALL = [
    ("python-objects", "objects"),
    ("pandas-basics", "survey"),
    ("sklearn-iris", "flowers"),
]


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize(("course", "name"), ALL)
def test_an_example_passes_the_gate(course: str, name: str) -> None:
    folder = COURSES / course
    assignment = load_assignment(find_course(folder), name)
    variants = folder / "tests/submissions" / name
    with Sandbox(assignment.imports) as sandbox:
        found = validate(assignment, variants, Threads(sandbox, 2), lambda _: None)
    assert found.shortcomings == ()
    assert found.variants == 1
    assert found.mutants > 0


WRONG = {
    "parse-age": ('raise ValueError("negative")', 'raise TypeError("negative")'),
    "countdown": ("range(start, 0, -step)", "range(start, -1, -step)"),
    "apply-twice": ("range(2)", "range(1)"),
    "counter": ("self.number += step", "self.number += 1"),
    "collect": (
        "items=()):\n    return [*items, item]",
        "items=[]):\n    items.append(item)\n    return items",
    ),
    "stack": ("isinstance(other, Stack) and self._items == other._items", "True"),
    "roll": ("random.randrange(sides) + 1", "min(random.randrange(sides) + 1, 5)"),
    "totals": ('".2f"', '".1f"'),
    "receipt": ('["total", ', '["sum", '),
}


@pytest.mark.process
@pytest.mark.parametrize("question", WRONG)
def test_a_wrong_one_loses_its_question_alone(question: str, sandbox: Sandbox) -> None:
    loses_alone("python-objects", "objects", question, *WRONG[question], sandbox)


WRONG_TABLES = {
    "load": ('table["born"] = pd.to_datetime(table["born"])', "pass"),
    "tallest": ("iloc[-1]", "iloc[0]"),
    "means": ('index=pd.Index(cities, name="city")', "index=cities"),
    "plot": ("Mean height", "Value"),
}


@pytest.fixture(scope="module")
def with_pandas() -> Iterator[Sandbox]:
    with Sandbox(("pandas", "matplotlib")) as sandbox:
        yield sandbox


@pytest.mark.process
@pytest.mark.parametrize("question", WRONG_TABLES)
def test_a_wrong_table_loses_its_question_alone(question: str, with_pandas: Sandbox) -> None:
    loses_alone("pandas-basics", "survey", question, *WRONG_TABLES[question], with_pandas)


WRONG_ESTIMATORS = {
    "fit": ("max_iter=1000", "max_iter=900"),
    "scale": ("KNeighborsClassifier(7)", "KNeighborsClassifier(5)"),
    "predict": (".tolist()", ".tolist()[::-1]"),
    "score": ("return accuracy_score", "return 1 - accuracy_score"),
    "line": ("X[:, 2:3], X[:, 3]", "X[:, 0:1], X[:, 3]"),
    "plot": ("Petal width", "Width"),
}


@pytest.fixture(scope="module")
def with_sklearn() -> Iterator[Sandbox]:
    with Sandbox(("pandas", "sklearn", "matplotlib")) as sandbox:
        yield sandbox


@pytest.mark.process
@pytest.mark.parametrize("question", WRONG_ESTIMATORS)
def test_a_wrong_estimator_loses_its_question_alone(question: str, with_sklearn: Sandbox) -> None:
    loses_alone("sklearn-iris", "flowers", question, *WRONG_ESTIMATORS[question], with_sklearn)


def test_no_held_out_flower_is_handed_out(tmp_path: Path) -> None:
    course = COURSES / "sklearn-iris"
    assignment = load_assignment(find_course(course), "flowers")
    cells = read_master(assignment.folder, assignment.languages).handout("en")
    hand_out(assignment, cells, "en", "akapen", tmp_path)
    text = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    held_out = (course / "reference/held_out.csv").read_text("utf-8").splitlines()[1:]
    assert "EstimatorCheck" in text
    assert len(held_out) == 45
    assert [flower for flower in held_out if flower in text] == []
    assert "held_out" not in text


def loses_alone(
    course: str, name: str, question: str, old: str, new: str, sandbox: Sandbox
) -> None:
    folder = COURSES / course
    assignment = load_assignment(find_course(folder), name)
    (right,) = find_submissions([folder / "tests/submissions" / name], name).submissions
    (cell,) = (cell for cell in right.cells if cell.kind == "code")
    assert old in cell.source
    changed = Cell(kind="code", source=cell.source.replace(old, new))
    wrong = Submission(name="wrong", path=right.path, cells=(changed,), sha256=question)
    (result,) = grade_all(assignment, [wrong], Threads(sandbox, 1))
    assert {q.question.id: q.points == q.question.points for q in result.questions} == {
        asked.id: asked.id != question for asked in assignment.questions
    }
