"""The journal: what is in it, what a kill leaves, and whose it is.

Tests of `lms/journal.py`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.classes.pushed import pushed_grades
from autograder.errors import ClassError
from autograder.lms.journal import Intent, Journal, digest, is_there, outcome_of
from autograder.lms.platform import Standing, Write
from autograder.store.folder import held
from tests.lms.classes import done, moodle_class, people
from tests.lms.loopback import serving
from tests.lms.moodle_site import TOKEN, MoodleSite

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
WRITE = Write(
    account="4",
    student="s1",
    points=7.5,
    questions={"q1": 4.5},
    feedback="<p>Good.</p>",
    sent_at=AT,
)
THERE = Standing(points=7.5, questions={"q1": 4.5}, feedback=("<p>Good.</p>",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "push-moodle.jsonl"


def test_a_line_before_and_one_after(path):
    with Journal(path, "here", "units") as journal:
        (intent,) = journal.intend("assign/1", [WRITE])
        before = path.read_text().splitlines()
        assert journal.unsettled("assign/1") == (intent,)
        journal.settle([outcome_of(intent, THERE, "")])
    head, first, second = map(json.loads, path.read_text().splitlines())
    assert [json.loads(line) for line in before] == [head, first]
    assert head == {"format": "akapen-journal", "version": 1, "place": "here"}
    assert first == {
        "intent": 1, "target": "assign/1", "account": "4", "student": "s1", "points": 7.5, "questions": {"q1": 4.5},
        "feedback": digest("Good."), "sent_at": "2026-05-01T12:00:00+00:00",
    }  # fmt: skip
    assert second["outcome"] == 1
    assert second["stored"] is True
    assert (second["student"], second["item"], second["value"]) == ("s1", "units", 7.5)
    with Journal(path, "here", "units") as again:
        last = again.last("assign/1", "4")
        assert last is not None
        assert (last.intent, last.outcome.points) == (intent, 7.5)
        assert again.last_sent("assign/1", "4") == AT
        assert (again.unsettled("assign/1"), again.last("assign/2", "4")) == ((), None)


def test_what_was_not_stored_is_not_the_last(path):
    with Journal(path, "here", "units") as journal:
        intents = journal.intend("a", [WRITE])
        journal.settle(outcome_of(intent, Standing(points=3.0), "") for intent in intents)
        assert journal.last("a", "4") is None
        assert journal.last_sent("a", "4") == AT


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_line_that_a_kill_has_torn_was_never_written(path, cut):
    with Journal(path, "here", "units") as journal:
        intents = journal.intend("a", [WRITE])
        journal.settle(outcome_of(intent, THERE, "") for intent in intents)
    path.write_bytes(path.read_bytes()[:-cut])
    with Journal(path, "here", "units") as journal:
        (intent,) = journal.unsettled("a")
        journal.settle([outcome_of(intent, THERE, "")])
    with Journal(path, "here", "units") as journal:
        assert journal.unsettled("a") == ()
    assert len(path.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("line", "text", "message"),
    [
        (2, "{}", "is no line of a journal"),
        (2, "[1]", "is no line of a journal"),
        (1, '{"format": "akapen-journal", "version": 9}', "is no journal that this version"),
        (1, '{"format": "akapen-journal", "version": 1, "place": "there"}', "is of another class"),
    ],
)
def test_a_journal_that_is_none(path, line, text, message):
    with Journal(path, "here", "units") as journal:
        journal.intend("a", [WRITE, WRITE])
    lines = path.read_text().splitlines()
    lines[line - 1] = text
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(ClassError, match=message) as raised:
        Journal(path, "here", "units")
    assert str(raised.value).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (THERE, True),
        (Standing(points=7.500004, questions={"q1": 4.5}), True),
        (Standing(points=7.5, questions={"q1": 4.5}, feedback=("<p>Good.<br /></p>",)), True),
        (Standing(points=7.5, questions={"q1": 4.5}, feedback=("Bad.", "Good.")), True),
        (Standing(points=7.5, questions={"q1": 4.5}, feedback=("Bad.",)), False),
        (Standing(points=7.5, questions={"q1": 4.5}, feedback=("Good \U0001f600",)), True),
        (Standing(points=7.51, questions={"q1": 4.5}), False),
        (Standing(points=7.5, questions={"q1": 4.0}), False),
        (Standing(points=7.5), False),
        (Standing(), False),
    ],
)
def test_what_is_there(there, found):
    intent = Intent(
        number=1, item="a", account="4", points=7.5, questions={"q1": 4.5}, feedback=digest("Good.")
    )
    assert is_there(intent, there, digest("Bad.")) is found


def test_what_was_pushed_is_known_when_a_class_is_judged_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    with serving(MoodleSite(people=people(3))) as server:
        folder = moodle_class(tmp_path / "class", server.url)
        done("push", "units", "--to", "moodle", "--class", folder, "--yes")
    found = {(p.target, p.student, p.points) for p in pushed_grades(folder, "units")}
    assert found == {("moodle", "s1", 16.0), ("moodle", "s2", 7.5), ("moodle", "s3", 0.0)}


def test_who_is_forgotten_is_in_no_journal(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    with serving(MoodleSite(people=people(3))) as server:
        folder = moodle_class(tmp_path / "class", server.url)
        done("push", "units", "--to", "moodle", "--class", folder, "--yes")
        assert done("forget", "s2", "--class", folder, "--yes").return_value == 0
        journal = (folder / "journal" / "push-moodle.jsonl").read_text()
        assert ("s2" in journal, '"102"' in journal, journal.count("s1")) == (False, False, 2)
        again = done("push", "units", "--to", "moodle", "--class", folder, "--yes")
    assert "2 equal" in again.output


def test_two_pushes_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    site = MoodleSite(people=people(3))
    with serving(site) as server:
        folder = moodle_class(tmp_path / "class", server.url)
        (folder / "journal").mkdir()
        with held(folder / "journal"):
            shown = done("push", "units", "--to", "moodle", "--class", folder, "--yes")
    assert str(shown.exception) == f"another push is at work: {folder / 'journal'} is in use"
    assert site.grades == {}
