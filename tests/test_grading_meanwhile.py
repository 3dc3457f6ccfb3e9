"""What happens to the course and to the clock while a class is graded changes nobody's grade."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.batch import Batch, Graded, grade, open_output
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.execution.places import Threads
from autograder.execution.sandboxed import Sandbox
from tests.small_course import write

pytestmark = pytest.mark.process

RIGHT = "def double(x):\n    return 2 * x\n"
READING = "FACTOR = int(open('factor.txt').read())\n\ndef double(x):\n    return FACTOR * x\n"

GradeBeside = Callable[..., Graded]


def nothing() -> None:
    """Happens."""


@pytest.fixture
def grade_beside(course: Path, tmp_path: Path, sandbox: Sandbox) -> GradeBeside:
    """Grade a class of three into a folder, one after the other; something happens in between."""

    def run(out: str, happens: Callable[[], object] = nothing, jobs: int = 1) -> Graded:
        assignment = load_assignment(find_course(course), "doubling")
        found = find_submissions([tmp_path / "class"], "doubling").submissions
        batch = Batch(assignment=assignment, submissions=found, language="en")
        output = open_output(tmp_path / out, batch)
        left = [happens]  # once

        def told(_: object) -> None:
            if left:
                left.pop()()

        return grade(batch, output, Threads(sandbox, jobs), told)

    return run


def hand_in(tmp_path: Path, text: str) -> None:
    for name in ("ito", "mori", "sato"):
        write(tmp_path / f"class/{name}.py", f"# {name}\n{text}")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "runs.jsonl")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_data_that_changes_is_not_given_to_some_in_place_of_what_others_had(
    course: Path, grade_beside: GradeBeside, tmp_path: Path
) -> None:
    data = write(course / "assignments/doubling/files/factor.txt", "2")
    hand_in(tmp_path, READING)
    found = grade_beside("out", lambda: data.write_text("3"))
    # The second may have begun before the first was told of.
    assert [result.points for result in found.results] in ([10, 10, None], [10, None, None])
    findings = [s.result.finding for q in found.results[-1].questions for s in q.checks]
    said = "the data file factor.txt was changed while submissions were run"
    assert [finding and finding.fault and finding.fault.message for finding in findings] == [
        said
    ] * 2
    # With what it is now, all of them are run again, and what was observed before is not mixed in.
    again = grade_beside("out")
    assert again.unchanged == 0
    assert [result.points for result in again.results] == [0, 0, 0]
    grade_beside("fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_course_that_is_edited_judges_the_rest_as_it_began(
    course: Path, grade_beside: GradeBeside, tmp_path: Path
) -> None:
    hand_in(tmp_path, RIGHT)
    yaml = course / "assignments/doubling/assignment.yaml"
    before = yaml.read_text("utf-8")
    grade_beside("first")
    found = grade_beside("out", lambda: write(yaml, before.replace("gives: 6", "gives: 7")))
    assert [result.points for result in found.results] == [10, 10, 10]
    assert contents(tmp_path / "out") == contents(tmp_path / "first")
    write(course / "reference/doubling.py", "def double(x):\n    return 3 * x\n")
    assert [result.points for result in grade_beside("out").results] == [0, 0, 0]


def test_a_clock_that_jumps(
    grade_beside: GradeBeside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path, RIGHT)
    grade_beside("first")

    def jumping() -> Iterator[float]:
        now = time.time()
        while True:
            yield from (now + 86_400, now - 86_400)

    times = jumping()
    monkeypatch.setattr(time, "time", lambda: next(times))
    found = grade_beside("out", jobs=2)
    assert [result.points for result in found.results] == [10, 10, 10]
    assert contents(tmp_path / "out") == contents(tmp_path / "first")
