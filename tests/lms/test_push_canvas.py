"""A push to Canvas, as its documentation says that it behaves.

Tests of `lms/canvas.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from autograder.classes.pushed import pushed_grades
from autograder.errors import AutograderError
from autograder.lms.http import Web
from tests.lms.canvas_site import RULES, STUDENTS_TOKEN, TOKEN, CanvasSite, Submission
from tests.lms.classes import canvas_class, done, regrade, users
from tests.lms.loopback import Loopback, Trap, busy, call, cut, serving


@pytest.fixture
def site() -> CanvasSite:
    return CanvasSite(users=users(3))


@pytest.fixture
def server(site: CanvasSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setattr(Web, "pause", lambda self, seconds: None)
    monkeypatch.setenv("AUTOGRADER_CANVAS_TOKEN", TOKEN)
    with serving(site) as running:
        site.home = running.url
        yield running


@pytest.fixture
def canvas(tmp_path: Path, server: Loopback) -> Path:
    return canvas_class(tmp_path / "class", server.url)


def push(folder: Path, *words: object) -> Result:
    return done(
        "push", "units", "--to", "canvas", "--class", folder, "--yes", "--lang", "en", *words
    )


def given(site: CanvasSite) -> dict[str, float | None]:
    return {user: submission.score for user, submission in site.submissions.items()}


def test_grades_arrive_in_one_call_and_are_not_sent_again(canvas, site, server):
    assert push(canvas).return_value == 0
    assert given(site) == {"101": 16.0, "102": 7.5, "103": 0.0}
    assert push(canvas).output == "Units: 3 equal\n"
    assert sum(path.endswith("update_grades") for path in server.functions()) == 1


def test_a_comment_is_added_once(canvas, site):
    push(canvas)
    regrade(canvas, "s2", (4.5, 9.0))
    site.submissions["102"].comments.append("Thanks!")  # the student's
    assert push(canvas).return_value == 0
    assert push(canvas).output == "Units: 3 equal\n"
    assert site.submissions["102"].comments == [
        "Question 1: 4.5 of 10 points\nQuestion 2: 3 of 10 points", "Thanks!",
        "Question 1: 4.5 of 10 points\nQuestion 2: 9 of 10 points",
    ]  # fmt: skip


def test_a_call_that_is_answered_by_nobody_is_looked_up(canvas, site, server):
    server.traps.append(Trap(cut, "update_grades", after=True))
    assert push(canvas).return_value == 0
    assert given(site) == {"101": 16.0, "102": 7.5, "103": 0.0}
    assert {len(submission.comments) for submission in site.submissions.values()} == {1}


TWICE = "may still arrive, and would be there twice; push again in"


def test_what_may_still_be_carried_out_is_not_sent_again(canvas, site, server):
    (canvas / "adjustments.csv").write_text(EXCUSED)
    site.is_slow = True
    server.traps.append(Trap(cut, "update_grades", after=True))
    assert "s1: not written: http" in push(canvas).stderr
    held = push(canvas)
    assert (held.return_value, held.output) == (
        1,
        f"s1: on its way: 16 points {TWICE} 10 minutes\n"
        f"s2: on its way: an excuse {TWICE} 10 minutes\n"
        f"s3: on its way: 0 points {TWICE} 10 minutes\n"
        "Units: 3 on its way\n",
    )
    site.ahead = timedelta(minutes=9, seconds=30)
    assert f"s1: on its way: 16 points {TWICE} a minute\n" in push(canvas, "--dry-run").output
    site.carry_out()
    assert push(canvas).output == "Units: 3 equal\n"
    assert sum(path.endswith("update_grades") for path in server.functions()) == 1


def test_a_progress_that_takes_too_long(canvas, site, server, monkeypatch):
    monkeypatch.setattr("autograder.lms.canvas._POLLS", 3)
    site.is_slow, site.work = True, 99
    assert "s1: not written: Canvas has not finished yet\n" in push(canvas).stderr
    server.traps.append(Trap(busy(500), "/progress/", times=99))
    assert "3 on its way" in push(canvas).output
    site.jobs.clear()
    site.ahead = timedelta(minutes=11)
    refused = push(canvas)
    assert refused.stderr.startswith("s1: not written: not known; run the same command again\n")
    site.ahead = timedelta(minutes=12)
    assert "3 on its way" in push(canvas).output
    assert given(site) == {}


STUDENTS = "the token's owner may not do this; it takes a teacher of the course"


def test_a_students_token(canvas, site, server, monkeypatch):
    """Canvas lets students see an assignment, and tells them nothing of others."""
    monkeypatch.setenv("AUTOGRADER_CANVAS_TOKEN", STUDENTS_TOKEN)
    shown = push(canvas)
    assert isinstance(shown.exception, AutograderError)
    assert str(shown.exception).endswith(f"/assignments/42/submissions: {STUDENTS}")
    assert given(site) == {}


def test_a_token_that_may_read_and_not_write(canvas, site, server):
    """What was refused has not arrived: it is sent as soon as it may be."""
    server.traps.append(Trap(busy(403), "update_grades"))
    shown = push(canvas)
    assert (shown.return_value, f"update_grades: {STUDENTS}\n" in shown.stderr) == (1, True)
    assert "Written, and found there: 0 of 3" in shown.output
    assert push(canvas).return_value == 0
    assert given(site) == {"101": 16.0, "102": 7.5, "103": 0.0}


def test_who_leaves_between_plan_and_write_is_not_given_a_grade(canvas, site, server):
    def leave() -> None:
        if server.functions().count("/api/v1/courses/2/users") == 3:  # it has two pages
            site.users = users(3)[1:]

    server.traps.append(Trap(call(leave), "/users", times=9))
    shown = push(canvas)
    assert shown.return_value == 1
    assert "s1: not written: has changed meanwhile: not enrolled" in shown.stderr
    assert given(site) == {"102": 7.5, "103": 0.0}


def test_another_classs_journal(canvas, server):
    push(canvas)
    text = (canvas / "class.yaml").read_text()
    (canvas / "class.yaml").write_text(text.replace("course: 2", "course: 3"))
    assert str(push(canvas).exception) == (
        f"{canvas}/journal/push-canvas.jsonl:1: is of another class: it tells of {server.url} course "
        f"2, and class.yaml names {server.url} course 3; move it away if that is meant"
    )


def test_over_ipv6(tmp_path, site, server):
    with serving(site, "::1") as other:
        site.home = other.url
        assert push(canvas_class(tmp_path / "class", other.url)).return_value == 0
    assert given(site) == {"101": 16.0, "102": 7.5, "103": 0.0}


def test_a_progress_that_fails(canvas, site):
    site.fails = True
    shown = push(canvas)
    assert (shown.return_value, "s1: not written: Canvas gave up: it broke" in shown.stderr) == (
        1,
        True,
    )
    assert {len(submission.comments) for submission in site.submissions.values()} == {1}


def test_questions_go_into_a_rubric(canvas, site):
    site.rubric = [
        {"id": "_11", "description": "q1", "points": 10},
        {"id": "_12", "description": "Q2", "points": 10},
    ]
    push(canvas)
    assert site.submissions["101"].assessed == {"_11": 10.0, "_12": 6.0}
    assert push(canvas).output == "Units: 3 equal\n"


def test_more_than_the_maximum_is_taken(canvas, site):
    adjusted = "student,assignment,question,kind,points,comment\ns1,units,,bonus,7,well done\n"
    (canvas / "adjustments.csv").write_text(adjusted)
    assert push(canvas).return_value == 0
    assert given(site)["101"] == 23.0


EXCUSED = "student,assignment,question,kind,points,comment\ns2,units,,excuse,,ill\n"


def test_who_is_excused_is_excused_there(canvas, site, server):
    (canvas / "adjustments.csv").write_text(EXCUSED)
    shown = push(canvas)
    assert (shown.return_value, "s2: new: excused\n" in shown.output) == (0, True)
    assert (site.submissions["102"].excused, given(site)) == (
        True,
        {"101": 16.0, "102": None, "103": 0.0},
    )
    assert "grade_data[102][posted_grade]" not in update(server)
    assert push(canvas).output == "Units: 3 equal\n"
    assert {p.student for p in pushed_grades(canvas, "units")} == {"s1", "s3"}


def test_who_is_excused_later_and_then_is_not(canvas, site):
    push(canvas)
    (canvas / "adjustments.csv").write_text(EXCUSED)
    shown = push(canvas)
    assert shown.output.startswith("s2: changed: 7.5 points → excused\n")
    assert (site.submissions["102"].excused, site.submissions["102"].score) == (True, None)
    assert {p.student for p in pushed_grades(canvas, "units")} == {"s1", "s3"}
    (canvas / "adjustments.csv").unlink()
    assert push(canvas).output.startswith("s2: changed: excused → 7.5 points\n")
    assert (site.submissions["102"].excused, site.submissions["102"].score) == (False, 7.5)
    assert push(canvas).output == "Units: 3 equal\n"


def test_whom_a_teacher_excused_there_is_given_no_points(canvas, site):
    site.submissions["102"] = Submission(excused=True)
    site.submissions["103"] = Submission(excused=True)
    (canvas / "adjustments.csv").write_text(EXCUSED)
    held = push(canvas)
    assert (
        "s3: changed there by hand: is excused there, and nobody here has said so; --overwrite"
        in (held.output)
    )
    assert (held.return_value, given(site)["103"], "1 equal" in held.output) == (1, None, True)
    assert push(canvas, "--overwrite").return_value == 0
    assert (site.submissions["103"].excused, site.submissions["103"].score) == (False, 0.0)


def test_what_was_changed_there_about_who_is_excused(canvas, site):
    push(canvas)
    site.submissions["101"].excused, site.submissions["101"].score = True, None
    assert "s1: changed there by hand: 16 points were sent, and it is excused there" in (
        push(canvas).output
    )
    (canvas / "adjustments.csv").write_text(EXCUSED)
    push(canvas)
    site.submissions["102"].excused, site.submissions["102"].score = False, 3.0
    assert "s2: changed there by hand: it was excused, and there is 3 points" in push(canvas).output
    site.submissions["102"].score = None
    assert "s2: changed there by hand: it was excused, and there is nothing" in push(canvas).output


def test_an_excuse_that_did_not_arrive(canvas, site):
    (canvas / "adjustments.csv").write_text(EXCUSED)
    site.fails = True
    shown = push(canvas)
    assert (shown.return_value, "s2: not written: Canvas gave up" in shown.stderr) == (1, True)
    site.fails = False
    assert push(canvas).return_value == 0
    assert site.submissions["102"].excused is True


def update(server: Loopback) -> dict[str, str]:
    return next(r.form for r in server.asked if r.path.endswith("update_grades"))


def test_canvas_is_asked_again_when_it_has_been_asked_too_much(canvas, site):
    site.throttle = 2
    assert push(canvas).return_value == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "units: 42",
            "units: 43",
            "is not there; the numbers in class.yaml are those in the address",
        ),
        (
            "course: 2",
            "course: 3",
            "is not there; the numbers in class.yaml are those in the address",
        ),
    ],
)
def test_a_place_that_is_not_so(canvas, old, new, message):
    text = (canvas / "class.yaml").read_text()
    (canvas / "class.yaml").write_text(text.replace(old, new))
    shown = push(canvas)
    assert isinstance(shown.exception, AutograderError)
    assert message in str(shown.exception)


def test_a_wrong_token(canvas, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_CANVAS_TOKEN", "wrong")
    assert str(push(canvas).exception).endswith(
        "the token is wrong or has expired; make a new one, and set AUTOGRADER_CANVAS_TOKEN"
    )


def test_each_rule_of_the_site_has_its_source():
    assert all(source and callable(rule) for source, rule in RULES.values())
