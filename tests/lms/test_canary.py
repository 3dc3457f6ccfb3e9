"""Tokens and keys get into nothing: whatever goes wrong, in all output and in all files."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.lms.http import Web
from autograder.lms.keys import keys_in, make_key
from tests.lms import canvas_site, lti_site, moodle_site
from tests.lms.classes import (
    canvas_class,
    connect,
    done,
    lti_class,
    member,
    moodle_class,
    people,
    regrade,
    users,
)
from tests.lms.loopback import Trap, busy, cut, page, redirect, serving

TRAPS = {
    "none": [],
    "cut": [Trap(cut, times=2)],
    "busy": [Trap(busy(429), times=2)],
    "page": [Trap(page, times=99)],
    "elsewhere": [Trap(redirect("http://127.0.0.1:9/?token=x"), times=99)],
}


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    caplog.set_level(logging.DEBUG)
    return caplog


def whole(folder: Path) -> str:
    """Return all files under a folder but keys, as text."""
    return "\n".join(
        f"{path} {path.read_bytes().decode('utf-8', 'replace')}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pem"
    )


def run_everything(folder: Path, to: str, *more: str) -> str:
    """Run the commands there are, and return all that they say and raise."""
    said = []
    words = ("--to", to, "--class", str(folder))
    for command in (
        ("push", "units", *words, "--dry-run"),
        ("push", "units", *words, "--yes"),
        ("push", "units", *words, "--yes", "--overwrite", "--allow-lower"),
        *([("pull", "units", "--from", to, "--class", str(folder))] if to != "lti" else ()),
        *([("lti", "check", "--class", str(folder))] if to == "lti" else ()),
    ):
        shown = done(*command)
        said += [shown.output, shown.stderr, repr(shown.exception), str(shown.exception)]
        regrade(folder, "s1", (9.0, 9.0))
    return "\n".join(said)


@pytest.mark.slow
@pytest.mark.family
@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("token", [moodle_site.TOKEN, moodle_site.STUDENTS_TOKEN, "canary-unknown"])
def test_moodle(tmp_path, monkeypatch, logged, trap, token):
    monkeypatch.setattr(Web, "pause", lambda self, seconds: None)
    monkeypatch.setenv("AUTOGRADER_MOODLE_TOKEN", token)
    site = moodle_site.MoodleSite(
        people=people(3),
        submitted={101: moodle_site.Submitted(id=1, at=1_777_636_800, files={"a.py": b"1\n"})},
    )
    with serving(site) as server:
        connect(server)
        folder = moodle_class(tmp_path / "class", server.url)
        server.traps += [Trap(t.act, times=t.times) for t in TRAPS[trap]]
        said = run_everything(folder, "moodle")
    _require_no_canary(said, logged.text, whole(tmp_path))


@pytest.mark.slow
@pytest.mark.family
@pytest.mark.parametrize("trap", TRAPS)
def test_canvas(tmp_path, monkeypatch, logged, trap):
    monkeypatch.setattr(Web, "pause", lambda self, seconds: None)
    monkeypatch.setenv("AUTOGRADER_CANVAS_TOKEN", canvas_site.TOKEN)
    with serving(canvas_site.CanvasSite(users=users(3))) as server:
        server.site.home = server.url
        folder = canvas_class(tmp_path / "class", server.url)
        server.traps += [Trap(t.act, times=t.times) for t in TRAPS[trap]]
        said = run_everything(folder, "canvas")
    _require_no_canary(said, logged.text, whole(tmp_path))


@pytest.mark.slow
@pytest.mark.family
@pytest.mark.parametrize("trap", TRAPS)
def test_lti(tmp_path, monkeypatch, logged, trap):
    monkeypatch.setattr(Web, "pause", lambda self, seconds: None)
    keys = tmp_path / "keys"
    key = make_key(keys, datetime.now(UTC))
    monkeypatch.setenv("AUTOGRADER_LTI_KEYS", str(keys))
    site = lti_site.LtiSite(
        members=[member(n) for n in (1, 2, 3)], jwks=[k.jwk for k in keys_in(keys)]
    )
    with serving(site) as server:
        site.home = server.url
        folder = lti_class(tmp_path / "class", server.url)
        server.traps += [Trap(t.act, times=t.times) for t in TRAPS[trap]]
        said = run_everything(folder, "lti")
    inner = key.read_text().splitlines()[3]
    assert inner not in said + logged.text + whole(tmp_path)
    _require_no_canary(said, logged.text, whole(tmp_path))


def _require_no_canary(*texts: str) -> None:
    for text in texts:
        assert "canary-" not in text


@pytest.mark.process
def test_help_and_a_missing_package(tmp_path):
    """No command imports the HTTP client to show its help; without it, a sentence says what to do."""
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from autograder.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    for command in ("push", "pull", "sync", "lti", "ci"):
        ran = subprocess.run(
            [sys.executable, "-c", code, command, "--help"], capture_output=True, text=True
        )
        assert (ran.returncode, ran.stderr) == (0, ""), command
    folder = moodle_class(tmp_path / "class", "https://moodle.example")
    ran = subprocess.run(
        [sys.executable, "-c", code, "push", "units", "--to", "moodle", "--class", str(folder)],
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (
        2,
        "autograder: pushing and pulling need an HTTP client: pip install 'akapen[lms]'\n",
    )
