"""Points of questions in a Moodle gradebook, where the assignment has no marking guide.

Tests of `lms/moodle_gradebook.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from autograder.errors import AutograderError
from autograder.lms.moodle_gradebook import number_of
from tests.lms.classes import connect, done, moodle_class, people, regrade
from tests.lms.loopback import Loopback, Trap, cut, page, serving
from tests.lms.moodle_site import COLUMN_RULES, TOKEN, Column, MoodleSite

Q1, Q2 = number_of("q1"), number_of("q2")


@pytest.fixture
def site() -> MoodleSite:
    return MoodleSite(people=people(3))


@pytest.fixture
def server(site: MoodleSite) -> Iterator[Loopback]:
    with serving(site) as running:
        connect(running)
        yield running


@pytest.fixture
def moodle(tmp_path: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    return moodle_class(tmp_path / "class", server.url, more=", questions: true")


def push(folder: Path, *words: object) -> Result:
    return done(
        "push", "units", "--to", "moodle", "--class", folder, "--yes", "--lang", "en", *words
    )


def given(site: MoodleSite) -> dict[int, float]:
    return {user: graded.grade for user, graded in site.grades.items()}


def told(site: MoodleSite) -> dict[int, int]:
    """Return how often each student was told."""
    return {user: graded.saved for user, graded in site.grades.items()}


def test_each_question_has_a_column(moodle, site):
    first = push(moodle)
    assert first.return_value == 0
    assert first.stderr == (
        "the gradebook gets a column for each question; they count in the course's total until you "
        "give them the weight 0 (Grades > Gradebook setup)\n"
    )
    assert site.columns == {
        Q1: Column(name="units-q1", maximum=10, points={101: 10.0, 102: 4.5, 103: 0.0}),
        Q2: Column(name="units-q2", maximum=10, points={101: 6.0, 102: 3.0, 103: 0.0}),
    }
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}
    again = push(moodle)
    assert (again.output, again.stderr, told(site)) == (
        "Units & sums: 3 equal\n", "", {101: 1, 102: 1, 103: 1},
    )  # fmt: skip


def test_only_what_differs_is_sent_and_a_column_is_found_by_its_number(moodle, site, server):
    push(moodle)
    site.columns[Q1].name = "Renamed by a teacher"
    regrade(moodle, "s2", (4.5, 5.0))
    server.asked.clear()
    assert push(moodle).return_value == 0
    (update,) = [r.form for r in server.asked if r.function == "core_grades_update_grades"]
    assert (update["itemnumber"], update["grades[0][grade]"]) == (str(Q2), "5.00000")
    assert not any("itemdetails" in name or "[1]" in name for name in update)
    assert list(site.columns) == [Q1, Q2]


def test_who_has_the_grade_already_is_not_told_again(tmp_path, moodle, site, server):
    text = (moodle / "class.yaml").read_text()
    (moodle / "class.yaml").write_text(text.replace(", questions: true", ""))
    push(moodle)
    (moodle / "class.yaml").write_text(text)
    shown = push(moodle)
    assert "s1: changed: q1 – → 10, q2 – → 6" in shown.output
    assert (shown.return_value, told(site)) == (0, {101: 1, 102: 1, 103: 1})
    assert site.columns[Q1].points == {101: 10.0, 102: 4.5, 103: 0.0}
    assert push(moodle).output == "Units & sums: 3 equal\n"


def test_calls_are_as_many_whatever_the_size_of_the_class(tmp_path, site, server, moodle):
    site.people = people(30)
    folder = moodle_class(tmp_path / "large", server.url, 30, more=", questions: true")
    push(folder)
    assert server.functions().count("core_grades_update_grades") == 2
    server.asked.clear()
    assert push(folder).output == "Units & sums: 30 equal\n"
    assert Counter(server.functions()).total() == 5


@pytest.mark.parametrize("how", ["locked", "overridden"])
def test_a_column_that_is_locked(moodle, site, how):
    push(moodle)
    site.columns[Q2].is_locked = how == "locked"
    site.columns[Q2].overridden = {102} if how == "overridden" else set()
    regrade(moodle, "s2", (4.5, 5.0))
    why = (
        "locked in the gradebook; unlock" if how == "locked" else "overridden in the gradebook (3)"
    )
    assert f"s2: locked: `q2` is {why}" in push(moodle).output
    assert (given(site)[102], site.columns[Q2].points[102]) == (7.5, 3.0)


def test_a_column_that_is_locked_between_plan_and_write(moodle, site, server):
    push(moodle)
    regrade(moodle, "s2", (4.5, 5.0))
    site.columns[Q2].is_locked = True
    site._called = _unlocked(site)  # type: ignore[method-assign]
    shown = push(moodle)
    assert "s2: not written: `q2` is locked in the gradebook" in shown.stderr
    assert given(site)[102] == 7.5  # neither grade nor feedback went ahead of it


def _unlocked(site: MoodleSite):
    """Let a site show as open what it has locked."""
    called = site._called

    def one(function, form):
        was, locks = site.columns[Q2].is_locked, function == "core_grades_update_grades"
        site.columns[Q2].is_locked = was and locks
        answer = called(function, form)
        site.columns[Q2].is_locked = was
        return answer

    return one


def test_a_maximum_that_was_changed_there(moodle, site):
    push(moodle)
    site.columns[Q2].maximum = 5
    shown = push(moodle)
    assert str(shown.exception) == (
        "the maximum of `q2` is 5 points there, and 10 here; set it to 10 there, or let --scale "
        "convert"
    )
    assert push(moodle, "--scale").return_value == 0
    assert site.columns[Q2].points == {101: 3.0, 102: 1.5, 103: 0.0}


def test_a_bonus_of_a_question_has_room_in_the_whole_alone(moodle, site):
    adjusted = "student,assignment,question,kind,points,comment\ns1,units,q1,bonus,2,well done\n"
    (moodle / "adjustments.csv").write_text(adjusted)
    assert push(moodle).return_value == 0
    assert (given(site)[101], site.columns[Q1].points[101]) == (18.0, 10.0)


@pytest.mark.parametrize("trap", [cut, page], ids=["cut", "page"])
@pytest.mark.parametrize("after", [True, False])
def test_an_answer_that_nobody_got(moodle, site, server, trap, after):
    server.traps.append(Trap(trap, "core_grades_update_grades", after=after))
    assert push(moodle).return_value == 0
    assert push(moodle).output == "Units & sums: 3 equal\n"
    assert (len(site.columns), told(site)) == (2, {101: 1, 102: 1, 103: 1})


def test_a_service_that_may_not_make_columns(moodle, site):
    site.lacking = {"core_grades_update_grades"}
    shown = push(moodle)
    assert (
        "stopped: Moodle: core_grades_update_grades: the token's service does not have this "
        "function; ask who runs the site; or say `questions: false` in class.yaml" in shown.stderr
    )
    assert (shown.return_value, given(site)) == (1, {})
    site.lacking = set()
    assert push(moodle).return_value == 0
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}


def test_a_gradebook_that_cannot_be_seen(moodle, site):
    site.lacking = {"gradereport_user_get_grade_items"}
    shown = push(moodle)
    assert (shown.return_value, site.columns) == (0, {})
    assert "the token cannot see the gradebook (gradereport_user_get_grade_items): points of " in (
        shown.stderr
    )


@pytest.mark.parametrize("how", ["blind", "inreview"])
def test_columns_do_not_give_away_what_is_not_released(tmp_path, moodle, site, server, how):
    site.blind, site.workflow = how == "blind", how == "inreview"
    more = ", questions: true, workflow: inreview"
    folder = moodle_class(tmp_path / "early", server.url, more=more)
    shown = push(folder)
    assert (shown.return_value, site.columns) == (0, {})
    assert "points of questions are not sent before grades are released" in shown.stderr


def test_a_marking_guide_comes_first(moodle, site):
    site.method, site.criteria = "guide", {5: ("Q1", 10.0), 6: ("q2", 10.0)}
    assert push(moodle).return_value == 0
    assert (site.columns, site.grades[101].fillings) == ({}, {5: 10.0, 6: 6.0})


def test_numbers_are_apart_and_never_those_of_moodles_own():
    names = [f"q{n}" for n in range(200)] + ["grade", "Q1", "a-b", "a_b"]
    numbers = {number_of(name) for name in names}
    assert len(numbers) == len(names)
    assert min(numbers) > 1000
    assert max(numbers) < 2**31
    # They are in gradebooks: another number would make a second column.
    assert (Q1, Q2) == (639_852_123, 207_204_785)


def test_an_error_of_the_site(moodle, site, server):
    site._called = _refusing(site)  # type: ignore[method-assign]
    shown = push(moodle)
    assert (
        "s1: not written: `q1`: Moodle: core_grades_update_grades: Invalid course module ID"
        in shown.stderr
    )
    assert (shown.return_value, given(site)) == (1, {})


def _refusing(site: MoodleSite):
    called = site._called

    def one(function, form):
        if function == "core_grades_update_grades":
            return called(function, {**form, "activityid": "1"})
        return called(function, form)

    return one


def test_each_rule_of_the_site_has_its_source():
    assert all(source and callable(rule) for source, rule in COLUMN_RULES.values())


def test_class_yaml_takes_true_or_false_alone(moodle):
    text = (moodle / "class.yaml").read_text()
    (moodle / "class.yaml").write_text(text.replace("questions: true", "questions: some"))
    shown = push(moodle)
    assert isinstance(shown.exception, AutograderError)
    assert "true or false" in str(shown.exception)
