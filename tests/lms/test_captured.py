"""What a real Moodle 4.5 answered, read by the same code: invented people, captured answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from autograder.errors import LmsError
from autograder.lms.http import Web
from autograder.lms.lti import accounts_of
from autograder.lms.moodle import Moodle
from autograder.lms.moodle_source import MoodleSource
from autograder.lms.secrets import Secret
from autograder.records.lms import MoodleCourse
from tests.lms.loopback import Loopback, Reply, Request, Site, serving
from tests.paths import ROOT

ANSWERS = ROOT / "tests" / "lms_samples" / "answers"
USUAL = {
    "mod_assign_get_assignments": "get_assignments",
    "mod_assign_list_participants": "list_participants",
    "mod_assign_get_grades": "get_grades",
    "gradereport_user_get_grade_items": "grade_items_ana",
    "mod_assign_get_submissions": "get_submissions",
    "mod_assign_get_user_mappings": "blind_user_mappings",
    "core_grading_get_gradingform_instances": "instances_guide",
}
SIMPLE = b'{"areas": [{"cmid": 2, "activemethod": null, "definitions": []}], "warnings": []}'


@dataclass
class Captured(Site):
    files: Mapping[str, str] = field(default_factory=dict)

    def answer(self, request: Request) -> Reply:
        name = ({**USUAL, **self.files}).get(request.function)
        content = (ANSWERS / f"{name}.json").read_bytes() if name else SIMPLE
        return Reply(content=content)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(Captured()) as running:
        yield running


Opener = Callable[..., Moodle]


@pytest.fixture
def moodle(server: Loopback) -> Iterator[Opener]:
    with Web() as web:

        def opened(number: int, questions: tuple[str, ...] = (), **files: str) -> Moodle:
            assert isinstance(server.site, Captured)
            server.site.files = files
            course = MoodleCourse(url=server.url, course=2, assignments={})
            worth = dict.fromkeys(questions, 10.0)
            secret = Secret("canary-of-a-captured-site")
            return Moodle(course, "units", number, worth, secret, web)

        yield opened


def test_an_assignment_graded_simply(moodle):
    target = moodle(2).read_target()
    assert (target.item, target.name, target.maximum) == ("assign/1", "Homework 1: loops", 100.0)
    points = {account: standing.points for account, standing in target.standings.items()}
    assert points == {"4": 87.25, "5": 40.12346, "8": 0.0, "6": None, "2": 5.0, "10": 12.5}
    ana = next(account for account in target.accounts if account.id == "4")
    assert ana.keys == (("email", "ana@example.invalid"), ("moodle", "4"))
    assert ana.name == "Ana María O'Neil-Núñez"
    assert target.standings["4"].feedback == ("<p>Q1 5/5<br>Q2 <b>3</b>/5</p>",)
    assert target.standings["4"].locked == ""
    assert len(target.accounts) == 7


def test_a_marking_guide(moodle):
    client = moodle(5, ("Q1", "Q2", "Q3"),
        core_grading_get_definitions="grading_definitions",
        mod_assign_get_grades="get_grades_guide_rubric",
    )  # fmt: skip
    target = client.read_target()
    assert (target.sums, dict(target.questions)) == (True, {"Q1": 5.0, "Q2": 10.0, "Q3": 5.0})
    assert target.standings["4"].points == 14.5
    assert dict(target.standings["4"].questions) == {"Q1": 4.5, "Q2": 10.0, "Q3": 0.0}
    assert target.standings["5"].points is None  # a score over its criterion's maximum


def test_a_blind_assignment(moodle):
    client = moodle(3,
        mod_assign_list_participants="blind_participants",
        core_enrol_get_enrolled_users="list_participants",
    )  # fmt: skip
    target = client.read_target()
    zoe = next(account for account in target.accounts if account.id == "5")
    assert (zoe.source, dict(zoe.keys)["email"]) == ("moodle:8", "zoe@example.invalid")
    assert client.sources()["5"] == "moodle:8"


@pytest.mark.parametrize(
    ("function", "file", "message"),
    [
        ("mod_assign_get_assignments", "err_token", "the token is wrong or has expired"),
        ("mod_assign_get_grades", "err_student", "it takes a teacher of the course"),
        (
            "mod_assign_get_grades",
            "err_cmid_for_id",
            "Can't find data record in database table assign.",
        ),
    ],
)
def test_errors(moodle, function, file, message):
    with pytest.raises(LmsError, match=message):
        moodle(2, **{function: file}).read_target()


def test_hand_ins(moodle):
    _, remotes = MoodleSource(moodle(2)).read()
    by_account = {remote.account: remote for remote in remotes}
    assert set(by_account) == {"4", "5", "6", "7", "8", "9"}  # one has handed nothing in
    names = [file.name for file in by_account["4"].files]
    assert (names, by_account["4"].source) == (["hw1.ipynb", "data/table.csv"], "moodle:12")
    assert by_account["4"].typed == {"onlinetext.html": b"<p>Please see <b>hw1</b>.</p>"}


def test_members_of_a_course():
    members = json.loads((ANSWERS / "lti_nrps.json").read_text("utf-8"))["members"]
    found = {account.id: dict(account.keys) for account in accounts_of(members)}
    assert set(found) == {"10", "4", "8", "9", "7", "5", "6"}  # and not the teacher
    assert found["4"] == {
        "email": "ana@example.invalid", "sis": "S-001", "login": "ana", "lti": "4",
    }  # fmt: skip
