"""A sync: what was handed in becomes a grade there, and what is not for a machine to decide is named.

Tests of `cli/sync.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.class_folders import write_class
from tests.lms.classes import connect, done, people, roster
from tests.lms.loopback import Loopback, Trap, call, page, serving
from tests.lms.moodle_site import TOKEN, Graded, MoodleSite, Submitted

RIGHT, WRONG = b"def double(x):\n    return 2 * x\n", b"def double(x):\n    return x\n"
AT = 1_777_636_800
CLASS = "time_zone: Asia/Tokyo\ncourse: ../course\nassignments: {{doubling: {{due: 2026-06-01}}}}\n" \
        "lms: {{moodle: {{url: '{url}', course: 2, assignments: {{doubling: 42}}}}}}\n"  # fmt: skip


@pytest.fixture
def site() -> MoodleSite:
    submitted = {
        101: Submitted(id=1, at=AT, files={"doubling.py": RIGHT}),
        102: Submitted(id=2, at=AT, files={"doubling.py": WRONG}),
    }
    return MoodleSite(people=people(3), submitted=submitted, maximum=10)


@pytest.fixture
def server(site: MoodleSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    with serving(site) as running:
        connect(running)
        yield running


@pytest.fixture
def moodle(tmp_path: Path, course: Path, server: Loopback) -> Path:
    text = CLASS.format(url=server.url)
    return write_class(tmp_path / "class", {"class.yaml": text, "roster.csv": roster(3)})


def sync(folder: Path, *words: object) -> Result:
    return done("sync", "--with", "moodle", "--class", folder, "--jobs", 1, *words)


def given(site: MoodleSite) -> dict[int, float]:
    return {user: graded.grade for user, graded in site.grades.items()}


@pytest.mark.process
def test_from_what_is_handed_in_to_grades_that_are_there(moodle, site, course):
    site.maximum = 5
    first = sync(moodle)
    assert first.return_value == 1
    assert (
        "not served: doubling: nothing is pushed: the maximum of `Units & sums` is 5"
        in first.stderr
    )
    site.maximum = 10
    assert sync(moodle).return_value == 0
    assert given(site) == {101: 10.0, 102: 0.0, 103: 0.0}
    again = sync(moodle)
    assert (again.return_value, again.output.splitlines()[-2:]) == (
        0,
        ["Units & sums: 3 equal", "Synced: doubling; not served: 0"],
    )
    site.submitted[102] = Submitted(id=2, at=AT + 60, files={"doubling.py": RIGHT}, attempt=1)
    site.submitted[101] = Submitted(id=1, at=AT + 60, files={"doubling.py": WRONG}, attempt=1)
    site.grades[103].grade = 4.0
    held = sync(moodle)
    assert (held.return_value, given(site)) == (1, {101: 10.0, 102: 10.0, 103: 4.0})
    assert [line for line in held.stderr.splitlines() if line.startswith("not served")] == [
        "not served: doubling: s1: lower: --allow-lower lowers it",
        "not served: doubling: s3: changed there by hand: 0 points were sent, 4 are there; --overwrite replaces it",
    ]  # fmt: skip

    # The assignment is judged otherwise: work is pulled, and nothing is pushed.
    path = course / "assignments" / "doubling" / "assignment.yaml"
    assert "points: 10" in path.read_text()
    path.write_text(path.read_text().replace("points: 10", "points: 20"))
    site.submitted[103] = Submitted(id=3, at=AT, files={"doubling.py": RIGHT})
    count = sum(graded.saved for graded in site.grades.values())
    judged = sync(moodle)
    assert judged.return_value == 1
    assert "doubling: 1 new, 2 here before, 0 not pulled" in judged.output
    assert "not served: doubling: nothing is graded or pushed: " in judged.stderr
    assert "autograder regrade doubling" in judged.stderr
    assert sum(graded.saved for graded in site.grades.values()) == count


@pytest.mark.process
def test_each_person_who_is_not_served_is_named_at_the_end_and_why(moodle, site, server):
    (moodle / "roster.csv").write_text(roster(7))
    site.people = [*people(6), people(9)[8]]
    for n in (*range(1, 7), 9):
        name = "film.mov" if n == 6 else "doubling.py"
        site.submitted[100 + n] = Submitted(id=n, at=AT, files={name: RIGHT})
    site.locked = {101}
    site.grades[102] = Graded(grade=3.0)

    def lose() -> None:
        site.grades.pop(103, None)

    server.traps.append(Trap(call(lose), "get_grades", times=99))
    shown = sync(moodle)
    assert shown.return_value == 1
    summary = shown.stderr.splitlines()
    assert [line for line in summary if line.startswith("not served: ")] == [
        "not served: doubling: s6: not pulled: film.mov is of a kind that is not fetched",
        "not served: doubling: account 109 Student 9: not pulled: handed in, and is not in the roster",
        "not served: doubling: s1: locked: is locked in the gradebook; unlock it there",
        "not served: doubling: s2: changed there by hand: 3 points are there that nobody here has sent; --overwrite replaces it",
        "not served: doubling: s7: not enrolled: is not in `Units & sums` there",
        "not served: doubling: account 109: unmatched: is not in the roster",
        "not served: doubling: s3: was accepted, and is not there",
    ]  # fmt: skip
    assert shown.output.splitlines()[-1] == "Synced: doubling; not served: 7"
    assert given(site) == {102: 3.0, 104: 10.0, 105: 10.0}  # and no 0 for s6, who handed in


def test_an_lms_that_cannot_be_read(moodle, server):
    server.traps.append(Trap(page, times=99))
    shown = sync(moodle)
    assert shown.return_value == 1
    assert "not served: doubling: nothing is pulled, graded or pushed: " in shown.stderr
    assert shown.output.splitlines()[-1] == "Synced: doubling; not served: 1"


def test_what_is_placed_nowhere(moodle):
    assert str(done("sync", "--with", "canvas", "--class", moodle).exception) == (
        "class.yaml places no assignment in canvas: see `lms:` there"
    )
    assert "there is no assignment `units`" in str(sync(moodle, "units").exception)
