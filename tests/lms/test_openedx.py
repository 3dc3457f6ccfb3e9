"""The same push, against Open edX' own LTI platform: it runs here, on loopback."""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from click.testing import Result

from autograder.classes.folder import open_class
from autograder.lms.ags import Service
from autograder.lms.http import Web
from autograder.lms.journal import Journal
from autograder.lms.keys import keys_in, make_key
from autograder.lms.platform import Write
from autograder.lms.platforms import place_of
from autograder.records.lms import LtiTool
from tests.class_folders import CLASS, hand_in, write_class
from tests.lms.classes import POINTS, done, regrade
from tests.paths import ROOT

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        importlib.util.find_spec("lti_consumer") is None,
        reason="Open edX' LTI platform is not installed: pip install 'akapen[test-lti]'",
    ),
]
ROSTER = "id,name,lti\ns1,A,u-1\ns2,B,u-2\ns3,C,u-3\n"


@dataclass(frozen=True, kw_only=True)
class Platform:
    tool: Mapping[str, str]
    keys: Path

    def results(self, tag: str) -> dict[str, tuple[float, str]]:
        """Return what the platform says by itself, by user."""
        with Web() as web:
            service = Service(LtiTool(**self.tool), keys_in(self.keys), web)
            items = [i for i in service.listed(self.tool["line_items"], "*/*") if i["tag"] == tag]
            (item,) = items
            found = service.listed(f"{item['id']}/results", "*/*")
            return {r["userId"]: (r["resultScore"], r["comment"]) for r in found}


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("openedx")
    public = make_key(folder / "keys", datetime.now(UTC)).with_suffix(".pub")
    public.write_text(keys_in(folder / "keys")[0].pem)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    script = ROOT / "tests" / "lms" / "openedx.py"
    command = [sys.executable, "-W", "ignore", str(script), str(folder), port, str(public)]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, (folder / "log").read_text()
            tool = json.loads(line)
            _wait_for(tool["line_items"], process)
            yield Platform(tool=tool, keys=folder / "keys")
        finally:
            process.kill()


def _wait_for(url: str, process: subprocess.Popen[str]) -> None:
    transport = httpx.HTTPTransport(retries=8)  # with longer and longer pauses
    with httpx.Client(transport=transport) as client:
        assert client.get(url).status_code == 403
    assert process.poll() is None


@pytest.fixture
def openedx(tmp_path: Path, platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUTOGRADER_LTI_KEYS", str(platform.keys))
    place = json.dumps({**platform.tool, "questions": True})
    folder = write_class(
        tmp_path / "class", {"class.yaml": f"{CLASS}lms: {{lti: {place}}}\n", "roster.csv": ROSTER}
    )
    for student, points in POINTS.items():
        hand_in(folder, student=student, points=points)
    return folder


def push(folder: Path, *words: object) -> Result:
    return done("push", "units", "--to", "lti", "--class", folder, "--yes", "--lang", "en", *words)


def test_from_nothing_to_grades_and_back(openedx, platform):
    first = push(openedx)
    assert (first.return_value, first.output.splitlines()[-1]) == (
        0,
        "Written, and found there: 3 of 3",
    )
    assert platform.results("grade") == {
        "u-1": (16.0, "Question 1: 10 of 10 points\nQuestion 2: 6 of 10 points"),
        "u-2": (7.5, "Question 1: 4.5 of 10 points\nQuestion 2: 3 of 10 points"),
        "u-3": (0.0, "Question 1: 0 of 10 points\nQuestion 2: 0 of 10 points"),
    }
    assert {u: p for u, (p, _) in platform.results("q:q2").items()} == {
        "u-1": 6.0, "u-2": 3.0, "u-3": 0.0,
    }  # fmt: skip
    assert push(openedx).output == "Units: 3 equal\n"
    regrade(openedx, "s2", (9.0, 3.0))
    assert push(openedx).return_value == 0
    assert platform.results("grade")["u-2"][0] == 12.0
    assert push(openedx).output == "Units: 3 equal\n"
    shown = done("lti", "check", "--class", openedx)
    assert shown.output.endswith("people: 3 of 3 have an `lti` in roster.csv\n")
    assert "line item: Units: q1 of units, q:q1, 10 points\n" in shown.output


@pytest.mark.exhaustive
def test_a_time_that_is_not_later_is_refused_there_and_sent_once_more(openedx, platform):
    """The journal is lost: what is there is not ours any more, and its time is ahead of us."""
    journal = openedx / "journal" / "push-lti.jsonl"
    journal.parent.mkdir()
    place = place_of("lti", open_class(openedx).plan.lms)
    with Journal(journal, place, "units") as ours:
        far = datetime(2031, 1, 1, tzinfo=UTC)
        ours.intend("ags/units", [Write(account="u-1", points=1.0, sent_at=far)])
    regrade(openedx, "s1", (10.0, 10.0))
    assert push(openedx, "--overwrite", "--allow-lower").return_value == 0
    assert platform.results("grade")["u-1"][0] == 20.0
    journal.unlink()
    regrade(openedx, "s1", (9.0, 10.0))
    refused = push(openedx, "--overwrite", "--allow-lower")
    assert refused.return_value == 1
    assert "s1: not written: " in refused.stderr
    assert "answered with status 400" in refused.stderr
    assert platform.results("grade")["u-1"][0] == 20.0  # and we do not say that it is there


def test_a_signed_launch_says_where_the_class_is(platform, tmp_path):
    root = platform.tool["issuer"]
    launch = tmp_path / "launch.txt"
    launch.write_text(httpx.get(f"{root}/launch").raise_for_status().text)
    keys = platform.tool["token_url"].replace("/token/", "/public_keysets/")
    shown = done("lti", "registration", "--launch", launch, "--key-set", keys)
    assert shown.exception is None
    for name in ("issuer", "client", "line_items"):
        assert f"    {name}: {json.dumps(platform.tool[name])}\n" in shown.output
    head, claims, signature = launch.read_text().split(".")
    launch.write_text(f"{head}.{claims}.{signature[:-8]}AAAAAAAA")
    shown = done("lti", "registration", "--launch", launch, "--key-set", keys)
    assert str(shown.exception) == (
        "the file holds no launch (an id_token) that the platform has signed"
    )
