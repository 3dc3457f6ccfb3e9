"""A push to Moodle, from the command to the grade that is there.

Tests of `lms/moodle.py`, `lms/push.py`, `lms/pushing.py`, `lms/platform.py`, `lms/platforms.py`,
`lms/due.py`, `lms/flight.py`, `cli/push.py`, `records/lms.py` and `classes/lms_places.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from autograder.errors import AutograderError
from tests.lms.classes import connect, done, moodle_class, people, regrade
from tests.lms.loopback import Loopback, Trap, call, cut, page, redirect, serving
from tests.lms.moodle_site import RULES, STUDENTS_TOKEN, TOKEN, Graded, MoodleSite


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
    return moodle_class(tmp_path / "class", server.url)


def push(folder: Path, *words: object) -> Result:
    return done(
        "push", "units", "--to", "moodle", "--class", folder, "--yes", "--lang", "en", *words
    )


def error(folder: Path, *words: object) -> str:
    shown = push(folder, *words)
    assert isinstance(shown.exception, AutograderError), shown.output
    return str(shown.exception)


def given(site: MoodleSite) -> dict[int, float]:
    return {user: graded.grade for user, graded in site.grades.items()}


def writes(server: Loopback) -> int:
    return server.functions().count("mod_assign_save_grade")


def test_grades_arrive_and_what_is_there_is_not_sent_again(moodle, site, server):
    shown = push(moodle)
    assert (shown.return_value, shown.output) == (
        0,
        "s1: new: 16 points\ns2: new: 7.5 points\ns3: new: 0 points\n"
        "Units & sums: 3 new\n"
        "Written, and found there: 3 of 3\n",
    )
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}
    again = push(moodle)
    assert (again.return_value, again.output) == (0, "Units & sums: 3 equal\n")
    assert writes(server) == 3
    assert {graded.saved for graded in site.grades.values()} == {1}  # each save tells the student


def test_feedback_is_html_that_does_nothing(moodle, site):
    folder = moodle
    text = (folder / "class.yaml").read_text()
    (folder / "class.yaml").write_text(
        text.replace("lms: {", "lms: {pages: 'https://pages.example/py', ")
    )
    push(folder)
    assert site.grades[101].feedback == (
        "<p>Question 1: 10 of 10 points<br>Question 2: 6 of 10 points</p>"
        '<p><a href="https://pages.example/py/units/feedback/s1-1.html">'
        "https://pages.example/py/units/feedback/s1-1.html</a></p>"
    )


def test_a_change_says_from_what_to_what(moodle, site, server):
    push(moodle)
    regrade(moodle, "s2", (4.5, 9.0))
    shown = push(moodle)
    assert shown.output == (
        "s2: changed: 7.5 → 13.5 points, feedback\nUnits & sums: 2 equal, 1 changed\n"
        "Written, and found there: 1 of 1\n"
    )
    assert given(site)[102] == 13.5
    assert writes(server) == 4


def test_a_dry_run_writes_nothing_anywhere(moodle, server):
    shown = push(moodle, "--dry-run")
    assert (shown.return_value, writes(server)) == (1, 0)
    assert "Units & sums: 3 new\n" in shown.output
    assert not (moodle / "journal").exists()


def test_without_a_terminal_nothing_is_written(moodle, server):
    shown = done("push", "units", "--to", "moodle", "--class", moodle)
    assert str(shown.exception) == "nothing is written: say --yes where nobody can be asked"
    assert shown.exception.exit_status == 2
    assert "s1: new: 16 points" in shown.output
    assert writes(server) == 0


@pytest.mark.parametrize(("answer", "status", "count"), [("y\n", 0, 3), ("n\n", None, 0)])
def test_a_person_is_asked(moodle, server, monkeypatch, answer, status, count):
    monkeypatch.setattr("autograder.cli.push.sys", Terminal)
    shown = done("push", "units", "--to", "moodle", "--class", moodle, stdin=answer)
    assert "Write 3 grades into `Units & sums`? [y/N]" in shown.output
    assert (shown.return_value, writes(server)) == (status, count)


class Terminal:
    """`sys` of somebody who sits there."""

    class stdin:
        @staticmethod
        def isatty() -> bool:
            return True


def test_one_student_alone(moodle, site):
    shown = push(moodle, "--only", "s2@example.invalid")
    assert (shown.return_value, given(site)) == (0, {102: 7.5})
    assert "`s9` is not in the roster" in error(moodle, "--only", "s9")


# -- what is held back


def test_a_lower_grade_needs_a_word(moodle, site):
    push(moodle)
    regrade(moodle, "s1", (10.0, 1.0))
    held = push(moodle)
    assert (held.return_value, held.output) == (
        1,
        "s1: lower: --allow-lower lowers it\nUnits & sums: 1 lower, 2 equal\n",
    )
    assert push(moodle, "--allow-lower").return_value == 0
    assert given(site)[101] == 11.0


def test_what_a_person_changed_there_needs_a_word(moodle, site):
    push(moodle)
    site.grades[101].grade = 18.0
    held = push(moodle)
    assert (held.return_value, given(site)[101]) == (1, 18.0)
    assert (
        "s1: changed there by hand: 16 points were sent, 18 are there; --overwrite" in held.output
    )
    both = push(moodle, "--overwrite")
    assert "s1: lower" in both.output
    assert push(moodle, "--overwrite", "--allow-lower").return_value == 0
    assert given(site)[101] == 16.0


def test_a_grade_that_nobody_here_sent_is_somebody_elses(moodle, site):
    site.grades[102] = Graded(grade=3.0)
    held = push(moodle)
    assert "s2: changed there by hand: 3 points are there that nobody here has sent" in held.output
    assert given(site) == {101: 16.0, 102: 3.0, 103: 0.0}


def test_feedback_that_a_person_changed_there_stays(moodle, site):
    push(moodle)
    site.grades[102].feedback = "<p>See me on Monday.</p>"
    assert push(moodle).output == "Units & sums: 3 equal\n"
    regrade(moodle, "s2", (9.0, 9.0))
    assert (
        "s2: changed there by hand: the feedback there is not what was sent" in push(moodle).output
    )


def test_a_grade_that_was_taken_away_there_is_not_given_again(moodle, site):
    push(moodle)
    site.grades[101].grade = -1.0  # as where a new attempt was opened
    assert "16 points were sent and are not there any more" in push(moodle).output


def test_who_is_not_there_and_who_is_not_here(moodle, site):
    site.people = [*people(3)[1:], people(9)[8]]
    shown = push(moodle)
    assert shown.return_value == 1
    assert "s1: not enrolled: is not in `Units & sums` there" in shown.output
    assert "account 109 Student 9: unmatched: is not in the roster" in shown.output
    assert 101 not in site.grades  # Moodle would have stored it without a word


@pytest.mark.parametrize("who", ["locked", "overridden"])
def test_what_is_locked_in_the_gradebook(moodle, site, who):
    site.locked = {101} if who == "locked" else set()
    site.overridden = {} if who == "locked" else {101: 12.0}
    why = "is locked in the gradebook" if who == "locked" else "is overridden in the gradebook (12)"
    shown = push(moodle)
    assert (shown.return_value, f"s1: locked: {why}" in shown.output) == (1, True)
    assert given(site) == {102: 7.5, 103: 0.0}


def test_maxima_that_differ(moodle, site):
    site.maximum = 40
    assert error(moodle) == (
        "the maximum of `Units & sums` is 40 points there, and 20 here; set it to 20 there, or let "
        "--scale convert"
    )
    assert push(moodle, "--scale").return_value == 0
    assert given(site) == {101: 32.0, 102: 15.0, 103: 0.0}


def test_more_than_the_maximum_is_not_sent(moodle, site):
    adjusted = "student,assignment,question,kind,points,comment\ns1,units,,bonus,7,well done\n"
    (moodle / "adjustments.csv").write_text(adjusted)
    shown = push(moodle)
    assert "s1: above maximum: 23 of 20 points; raise the maximum there" in shown.output
    assert given(site) == {102: 7.5, 103: 0.0}


def test_what_is_not_graded_or_excused(moodle, site):
    regrade(moodle, "s1", (10.0, None))
    adjusted = "student,assignment,question,kind,points,comment\ns2,units,,excuse,,ill\n"
    (moodle / "adjustments.csv").write_text(adjusted)
    shown = push(moodle)
    assert "s1: not graded: not graded" in shown.output
    assert "s2: nothing to give: excused" in shown.output
    assert (shown.return_value, given(site)) == (1, {103: 0.0})


def test_who_leaves_between_plan_and_write_is_not_given_a_grade(moodle, site, server):
    def leave() -> None:
        if server.functions().count("mod_assign_list_participants") == 2:
            site.people = people(3)[1:]

    server.traps.append(Trap(call(leave), "mod_assign_list_participants", times=9))
    shown = push(moodle)
    assert shown.return_value == 1
    assert "s1: not written: has changed meanwhile: not enrolled" in shown.stderr
    assert given(site) == {102: 7.5, 103: 0.0}


# -- kinds of assignment


def test_a_blind_assignment_is_joined_by_the_course(moodle, site):
    site.blind = True
    assert push(moodle).return_value == 0
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}


def test_people_without_a_key_are_known_by_what_they_handed_in(tmp_path, site, server, moodle):
    roster = "id,name\ns1,A\ns2,B\ns3,C\n"
    (moodle / "roster.csv").write_text(roster)
    for student, number in (("s1", 3), ("s2", 2), ("s3", 1)):
        for path in (moodle / "attempts" / "units" / student).glob("*/attempt.json"):
            path.write_text(re.sub(r'"folder:s\d"', f'"moodle:{number}"', path.read_text()))
    assert push(moodle).return_value == 0
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}


def test_a_workflow_is_given_its_state(moodle, site):
    site.workflow = True
    push(moodle)
    assert {graded.workflow for graded in site.grades.values()} == {"released"}


def test_another_state_of_the_workflow(tmp_path, site, server, moodle):
    site.workflow = True
    moodle_class(tmp_path / "other", server.url, more=", workflow: inreview")
    assert push(tmp_path / "other").return_value == 0
    assert {graded.workflow for graded in site.grades.values()} == {"inreview"}
    assert push(tmp_path / "other").output == "Units & sums: 3 equal\n"


def test_questions_go_into_a_marking_guide(moodle, site):
    site.method, site.criteria = "guide", {5: ("Q1", 10.0), 6: ("q2", 10.0)}
    assert push(moodle).return_value == 0
    assert site.grades[101].fillings == {5: 10.0, 6: 6.0}
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}
    assert push(moodle).output == "Units & sums: 3 equal\n"
    site.grades[101].fillings = {5: 9.0, 6: 7.0}
    assert "s1: changed: q1 9 → 10, q2 7 → 6" in push(moodle).output


def test_a_marking_guide_that_is_of_other_questions(moodle, site):
    site.method, site.criteria = "guide", {5: ("style", 20.0)}
    assert error(moodle) == (
        "Moodle: the criteria of `Units & sums` are `style`, and the questions `q1`, `q2`: name each "
        "criterion as a question's id"
    )
    site.criteria = {5: ("q1", 10.0), 6: ("q2", 5.0)}
    assert "add up to 15 points, its maximum is 20" in error(moodle)


def test_a_rubric_takes_no_points(moodle, site):
    site.method = "rubric"
    assert "is graded with a rubric, which takes its own levels alone" in error(moodle)


def test_a_service_without_all_functions(moodle, site, server):
    site.lacking = {"core_grading_get_definitions", "gradereport_user_get_grade_items"}
    shown = push(moodle)
    assert (shown.return_value, given(site)) == (0, {101: 16.0, 102: 7.5, 103: 0.0})
    assert "the token cannot see whether there is a marking guide" in shown.stderr


def test_feedback_comments_that_are_switched_off(moodle, site):
    site.comments = False
    shown = push(moodle)
    assert (shown.return_value, site.grades[101].feedback) == (0, "")
    assert "feedback comments are switched off in its settings: no feedback is sent" in shown.stderr


# -- what is wrong


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("units: 42", "units: 2", "2; that is the number of the course; the number is that in the address of the assignment's page (…/mod/assign/view.php?id=…): 42 `Units & sums`, 43 `Another`"),
        ("units: 42", "units: 7", "7; did you mean 43, `Another`?"),
        ("units: 42", "units: 99", "course 2 has no assignment 99; the number is"),
        ("course: 2", "course: 3", "Moodle: the token's owner is in no course 3; see class.yaml"),
        ("units: 42", "images: 42", "class.yaml does not say which assignment `units` is there"),
        ("units: 42", "unit: 42", "there is no assignment `unit` in this class; did you mean `units`?"),
        ("course: 2", "course: two", "course"),
        ("moodle: {url", "canvas: {url", "class.yaml does not say where the class is in moodle"),
        ("http://127.0.0.1", "http://moodle.example", "begins with https://, so that no token leaks"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_so(moodle, old, new, message):
    text = (moodle / "class.yaml").read_text()
    assert old in text
    (moodle / "class.yaml").write_text(text.replace(old, new))
    assert message in error(moodle)


def test_tokens(moodle, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", "expired")
    assert error(moodle) == (
        "Moodle: mod_assign_get_assignments: the token is wrong or has expired; make a new one, and "
        "set AUTOGRADER_MOODLE_TOKEN"
    )
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", STUDENTS_TOKEN)
    assert error(moodle) == (
        "Moodle: core_grading_get_definitions: the token's owner may not do this; it takes a teacher "
        "of the course"
    )
    monkeypatch.delenv("AUTOGRADER_MOODLE_TOKEN")
    assert error(moodle).startswith("set AUTOGRADER_MOODLE_TOKEN, or AUTOGRADER_MOODLE_TOKEN_FILE")


def test_a_page_of_a_proxy(moodle, server):
    server.traps.append(Trap(page, "get_grades"))
    assert "answered with a web page (a proxy's, or a page to log in?), status 200" in error(moodle)


def test_a_token_is_not_carried_on(moodle, server):
    with serving(MoodleSite()) as other:
        server.traps.append(Trap(redirect(f"{other.url}/elsewhere?x=1", 307)))
        assert f"sends us on to {other.url}/elsewhere; if that is right" in error(moodle)
        assert other.asked == []


def test_an_answer_that_breaks_off_is_looked_up(moodle, site, server):
    server.traps.append(Trap(cut, "save_grade", times=1, after=True))
    assert push(moodle).return_value == 0
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}


def test_what_was_accepted_and_is_not_there(moodle, site, server):
    def lose() -> None:
        site.grades.pop(101, None)

    server.traps.append(Trap(call(lose), "get_grades", times=99))
    shown = push(moodle)
    assert shown.return_value == 1
    assert "s1: not written: was accepted, and is not there" in shown.stderr
    assert "Written, and found there: 2 of 3" in shown.output


def test_a_token_that_expires_in_the_middle(moodle, site, server):
    def expire() -> None:
        site.course = 2
        site._called = lambda function, form: {  # type: ignore[method-assign]
            "exception": "x", "errorcode": "invalidtoken", "message": TOKEN,
        }  # fmt: skip

    server.traps.append(Trap(call(expire), "save_grade"))
    shown = push(moodle)
    assert shown.return_value == 1
    assert (
        "stopped: Moodle: mod_assign_save_grade: the token is wrong or has expired" in shown.stderr
    )
    assert "s1: not written: not known; run the same command again" in shown.stderr
    assert TOKEN not in shown.output
    del site._called
    assert push(moodle).return_value == 0
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}


def test_another_classs_journal(moodle, tmp_path, server):
    push(moodle)
    other = moodle_class(tmp_path / "other", server.url)
    (other / "journal").mkdir()
    journal = (moodle / "journal" / "push-moodle.jsonl").read_text()
    (other / "journal" / "push-moodle.jsonl").write_text(journal.replace("course 2", "course 8"))
    assert error(other) == (
        f"{other}/journal/push-moodle.jsonl:1: is of another class: it tells of {server.url} course "
        f"8, and class.yaml names {server.url} course 2; move it away if that is meant"
    )


def test_over_ipv6(tmp_path, site, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    with serving(site, "::1") as server:
        assert push(moodle_class(tmp_path / "class", server.url)).return_value == 0
    assert given(site) == {101: 16.0, 102: 7.5, 103: 0.0}


# -- how often is asked


def test_few_questions_whatever_the_size_of_the_class(tmp_path, site, server, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    site.people = people(30)
    folder = moodle_class(tmp_path / "class", server.url, 30)
    push(folder)
    assert 1 < server.most_in_flight <= 8
    server.asked.clear()
    assert push(folder).output == "Units & sums: 30 equal\n"
    assert Counter(server.functions()).total() == 5
    site.method, site.criteria = "guide", {5: ("q1", 10.0), 6: ("q2", 10.0)}
    push(folder)
    server.asked.clear()
    assert push(folder).output == "Units & sums: 30 equal\n"
    assert len(server.asked) == 6


def test_each_rule_of_the_site_has_its_source():
    assert all(source and callable(rule) for source, rule in RULES.values())
