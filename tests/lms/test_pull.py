"""A pull: what is new, whose it is, when it came, and what is not fetched.

Tests of `lms/pull.py`, `lms/source.py`, `lms/moodle_source.py`, `lms/canvas_source.py` and
`cli/pull.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from autograder.classes.attempts import read_attempts, store_attempt
from autograder.lms.http import Web
from autograder.lms.pull import too_much
from autograder.lms.source import RemoteFile
from autograder.records.people import Attempt
from tests.class_folders import CLASS, write_class
from tests.lms.canvas_site import TOKEN as CANVAS_TOKEN, CanvasSite, Submission
from tests.lms.classes import connect, done, people, roster
from tests.lms.loopback import Loopback, Trap, cut, redirect, serving
from tests.lms.moodle_site import STUDENTS_TOKEN, TOKEN, MoodleSite, Submitted

AT = 1_777_636_800  #: 2026-05-01 12:00 UTC
WORK = {"units.ipynb": b"{}", "data/table.csv": b"1,2\n"}


@pytest.fixture
def site() -> MoodleSite:
    submitted = {
        101: Submitted(id=1, at=AT, files=dict(WORK)),
        102: Submitted(id=2, at=AT + 60, files={"units.py": b"x = 1\n"}, online="<p>Hello</p>"),
        103: Submitted(id=3, at=AT, files={}, status="new"),
    }
    return MoodleSite(people=people(3), submitted=submitted)


@pytest.fixture
def server(site: MoodleSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", TOKEN)
    with serving(site) as running:
        connect(running)
        yield running


@pytest.fixture
def moodle(tmp_path: Path, server: Loopback) -> Path:
    return class_in(tmp_path / "class", "moodle", server.url)


def class_in(folder: Path, platform: str, url: str) -> Path:
    place = f"{{url: '{url}', course: 2, assignments: {{units: 42}}}}"
    files = {"class.yaml": f"{CLASS}lms: {{{platform}: {place}}}\n", "roster.csv": roster(3)}
    return write_class(folder, files)


def pull(folder: Path, platform: str = "moodle") -> Result:
    return done("pull", "units", "--from", platform, "--class", folder)


def attempts(folder: Path) -> dict[tuple[str, int], Attempt]:
    return {(a.owner, a.number): a for a in read_attempts(folder, "units")}


def downloads(server: Loopback) -> int:
    return sum("pluginfile" in request.path for request in server.asked)


def test_what_is_new_is_here_with_when_it_came(moodle, server):
    shown = pull(moodle)
    assert (shown.return_value, shown.output) == (0, "units: 2 new, 0 here before, 0 not pulled\n")
    found = attempts(moodle)
    assert set(found) == {("s1", 1), ("s2", 1)}
    first = found["s1", 1]
    assert first.received_at == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert first.source == "moodle:3"  # the participant's number, as in Moodle's zip
    assert [file.name for file in first.files] == ["data/table.csv", "units.ipynb"]
    place = moodle / "attempts" / "units"
    assert (place / "s1" / "1" / "files" / "data" / "table.csv").read_bytes() == b"1,2\n"
    assert (place / "s2" / "1" / "files" / "onlinetext.html").read_bytes() == b"<p>Hello</p>"
    assert downloads(server) == 3


def test_how_it_is_graded_there_is_nothing_to_a_pull(moodle, site, server):
    site.method, site.criteria = "guide", {5: ("style", 20.0)}
    assert pull(moodle).return_value == 0
    assert "core_grading_get_definitions" not in server.functions()


def test_only_what_is_new_is_fetched(moodle, site, server):
    pull(moodle)
    assert pull(moodle).output == "units: 0 new, 2 here before, 0 not pulled\n"
    assert downloads(server) == 3
    site.submitted[101] = Submitted(id=1, at=AT + 600, files={"units.ipynb": b"[]"}, attempt=1)
    assert pull(moodle).output == "units: 1 new, 1 here before, 0 not pulled\n"
    assert downloads(server) == 4
    assert set(attempts(moodle)) == {("s1", 1), ("s1", 2), ("s2", 1)}


def test_what_came_out_of_a_zip_is_no_second_attempt(moodle):
    store_attempt(moodle, "units", WORK, student="s1", source="moodle:3")
    assert pull(moodle).output == "units: 1 new, 1 here before, 0 not pulled\n"
    assert set(attempts(moodle)) == {("s1", 1), ("s2", 1)}


@pytest.mark.parametrize("status", ["new", "draft", "reopened"])
def test_what_is_not_handed_in_is_not_pulled(moodle, site, status):
    site.submitted[101].status = status
    assert pull(moodle).output == "units: 1 new, 0 here before, 0 not pulled\n"


def test_a_teams_work_is_the_groups(moodle, site):
    site.submitted = {0: Submitted(id=5, at=AT, files=dict(WORK), group=1)}
    pull(moodle)
    attempt = attempts(moodle)["Red", 1]
    assert (attempt.student, attempt.group, attempt.source) == (None, "Red", "moodle:group-1")


def test_who_is_not_in_the_roster_is_named(moodle, site):
    site.people.append(people(9)[8])
    site.submitted[109] = Submitted(id=9, at=AT, files=dict(WORK))
    shown = pull(moodle)
    assert shown.return_value == 1
    assert (
        shown.stderr == "account 109 Student 9: not pulled: handed in, and is not in the roster\n"
    )
    assert "2 new, 0 here before, 1 not pulled" in shown.output


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("a.mp4", 1, "a.mp4 is of a kind that is not fetched"),
        ("A.EXE", 1, "A.EXE is of a kind that is not fetched"),
        ("a.ipynb", 33 << 20, "a.ipynb has 33 MiB, more than 32 MiB"),
        ("a/../../b.py", 1, "a/../../b.py leads out of its folder"),
        ("/etc/b.py", 1, "/etc/b.py leads out of its folder"),
        ("a.ipynb", 1 << 20, ""),
    ],
)
def test_what_is_not_fetched(name, size, message):
    assert too_much([RemoteFile(name=name, size=size, url="")]) == message


def test_much_in_all():
    files = [RemoteFile(name=f"{n}.csv", size=30 << 20, url="") for n in range(3)]
    assert too_much(files) == "the files have 90 MiB, more than 64 MiB"


def test_limits_are_before_the_download(moodle, site, server):
    site.submitted[101].files["film.mov"] = b"x"
    shown = pull(moodle)
    assert "s1: not pulled: film.mov is of a kind that is not fetched" in shown.stderr
    assert downloads(server) == 1


def test_a_name_that_leads_elsewhere(moodle, site):
    site.submitted[101].files = {"../../../x.py": b"x"}
    assert "s1: not pulled: ../../../x.py leads out of its folder" in pull(moodle).stderr
    assert not list(moodle.parent.glob("x.py"))


def test_a_file_on_another_host(moodle, site):
    with serving(MoodleSite()) as other:
        site.home = other.url
        shown = pull(moodle)
        assert (
            "s1: not pulled: Moodle keeps data/table.csv on another host"
            in shown.stderr.replace("units.ipynb", "data/table.csv")
        )
        assert other.asked == []


def test_a_redirect_does_not_carry_the_token(moodle, server):
    with serving(MoodleSite()) as other:
        server.traps.append(Trap(redirect(f"{other.url}/file"), "pluginfile", times=9))
        shown = pull(moodle)
        assert (shown.return_value, "sends us on to" in shown.stderr) == (1, True)
        assert other.asked == []


def test_a_file_that_breaks_off_is_fetched_again(moodle, server):
    server.traps.append(Trap(cut, "pluginfile", times=1))
    assert pull(moodle).return_value == 0


def test_a_students_token(moodle, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", STUDENTS_TOKEN)
    assert "it takes a teacher of the course" in str(pull(moodle).exception)


# -- Canvas, from its documentation


@pytest.fixture
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, CanvasSite]]:
    monkeypatch.setattr(Web, "pause", lambda self, seconds: None)
    monkeypatch.setenv("AUTOGRADER_CANVAS_TOKEN", CANVAS_TOKEN)
    users = [{"id": 100 + n, "email": f"s{n}@example.invalid"} for n in (1, 2, 3)]
    site = CanvasSite(users=users, files={"/files/77": b"x = 1\n"})
    with serving(site) as server:
        site.home = server.url
        file = {"id": 77, "display_name": "units.py", "size": 6, "url": f"{server.url}/files/77"}
        site.submissions["101"] = Submission(
            attempt=1, submitted_at="2026-05-01T12:00:00Z", attachments=[file]
        )
        site.submissions["102"] = Submission()
        yield class_in(tmp_path / "class", "canvas", server.url), site


def test_work_comes_out_of_canvas(canvas):
    folder, _ = canvas
    assert pull(folder, "canvas").output == "units: 1 new, 0 here before, 0 not pulled\n"
    attempt = attempts(folder)["s1", 1]
    assert (attempt.source, attempt.received_at) == (
        "canvas:101_77",
        datetime(2026, 5, 1, 12, tzinfo=UTC),
    )
    assert pull(folder, "canvas").output == "units: 0 new, 1 here before, 0 not pulled\n"


def test_a_file_that_canvas_keeps_elsewhere_is_fetched_without_the_token(canvas):
    folder, site = canvas
    with serving(CanvasSite(files={"/bucket/77": b"y = 2\n"})) as elsewhere:
        site.submissions["101"].attachments[0]["url"] = f"{elsewhere.url}/bucket/77"
        assert pull(folder, "canvas").return_value == 0
        (asked,) = elsewhere.asked
    assert "authorization" not in asked.headers
