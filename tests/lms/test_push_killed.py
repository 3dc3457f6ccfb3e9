"""A push that is killed at any of its steps, or is not alone: nothing is lost, nobody told twice.

Tests of `lms/journal.py` and `lms/push.py`.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from tests.lms.canvas_site import CanvasSite
from tests.lms.classes import done
from tests.lms.loopback import Handler, Request, Trap
from tests.lms.lti_site import LtiSite
from tests.lms.played import PLAYED, Played
from tests.paths import ROOT
from tests.sizes import any_of

pytestmark = pytest.mark.process

COUNT, BATCH = 6, 2  #: people; how many are written before what is there is read back
BATCHES = COUNT // BATCH
POINTS = {
    "101": 16.0, "102": 7.5, "103": 0.0, "104": 9.25, "105": 10.25, "106": 11.25,
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """A step of a push.

    In the journal: what it writes, and how much of that is on disk. Among requests: which phase,
    the first, any or the last of it, and whether the LMS has carried it out.
    """

    name: str
    phase: str  #: intents, outcomes; plan, check, write, read back
    which: str = "any"  #: or first, last, or a number
    done: float = 0  #: 0: not yet; 1: wholly


EVENTS = (
    Event("a write is carried out", "write", done=1),
    Event("the plan asks", "plan"),
    Event("the plan is answered", "plan", done=1),
    Event("the plan is made", "plan", "last", 1),
    Event("the check asks", "check"),
    Event("the check is answered", "check", done=1),
    Event("the check has held", "check", "last", 1),
    Event("intents are about to be written", "intents"),
    Event("intents have begun", "intents", done=0.1),
    Event("half of the intents are on disk", "intents", done=0.5),
    Event("all intents are on disk", "intents", done=1),
    Event("the first write arrives", "write", "first"),
    Event("a write arrives", "write"),
    Event("the last write is carried out", "write", "last", 1),
    Event("reading back asks", "read back"),
    Event("reading back is answered", "read back", done=1),
    Event("outcomes are about to be written", "outcomes"),
    Event("outcomes have begun", "outcomes", done=0.1),
    Event("half of the outcomes are on disk", "outcomes", done=0.5),
    Event("all outcomes are on disk", "outcomes", done=1),
)

#: Runs a push in small batches, whose journal dies at an event of its own.
_PROGRAM = r"""
import os, sys
from autograder.cli import cli
from autograder.lms import canvas, journal, lti, moodle
for platform in (canvas.Canvas, lti.Lti, moodle.Moodle):
    platform.batch = int(os.environ["BATCH"])
phase, nth, done = os.environ["PHASE"], int(os.environ["NTH"]), float(os.environ["DONE"])
word = {"intents": b'"intent"', "outcomes": b'"outcome"'}.get(phase, b"\0")
write = journal._write_all

def dying(file, data):
    global nth
    nth -= word in data
    if word not in data or nth:
        return write(file, data)
    if done:
        write(file, data[: int(len(data) * done)])
    os.kill(os.getpid(), 9)

journal._write_all = dying
sys.exit(cli.main(sys.argv[1:], standalone_mode=False))
"""


@pytest.fixture
def seed() -> int:
    found = int(os.environ.get("KILLED_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"KILLED_SEED={found}")
    return found


@contextmanager
def played(to: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    with PLAYED[to](folder / "class", COUNT, page=4, questions=to == "lti") as found:
        for name, secret in found.secrets.items():
            monkeypatch.setenv(name, secret)
        yield found


def arguments(of: Played) -> list[str]:
    return ["push", "units", "--to", of.name, "--class", str(of.folder), "--yes", "--lang", "en"]


def run_and_kill(of: Played, event: Event, chosen: random.Random) -> None:
    """Push until the event, and wait for the end."""
    nth, trap = _where(of, event, chosen)
    process: list[subprocess.Popen[bytes]] = []
    if trap is not None:
        of.server.traps.append(trap(process))
    environment = {"BATCH": BATCH, "PHASE": event.phase, "NTH": nth, "DONE": event.done}
    with of.server.lock:  # no request is answered before we know whom to kill
        process.append(
            subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, *arguments(of)],
                env={**os.environ, **{name: str(value) for name, value in environment.items()}},
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
    assert process[0].wait(120) == -signal.SIGKILL
    of.server.traps.clear()


_Trap = Callable[[list[subprocess.Popen[bytes]]], Trap]


def _where(of: Played, event: Event, chosen: random.Random) -> tuple[int, _Trap | None]:
    """Return which time the event comes, and what waits for it at the LMS."""
    done(*arguments(of), "--dry-run")
    reads = len(of.server.asked)
    of.server.asked.clear()
    writes = {"moodle": COUNT, "canvas": BATCHES, "lti": COUNT * 3}[of.name]
    looks = {"moodle": BATCHES * 2, "canvas": BATCHES * 3, "lti": BATCHES * 4}[of.name]
    checks = reads - 1 if of.name == "lti" else reads  # the token is had already
    times = {"plan": reads, "check": checks, "write": writes, "read back": looks}
    most = times.get(event.phase, BATCHES)
    drawn = chosen.randint(1, most)
    nth = {"first": 1, "any": drawn, "last": most}.get(event.which) or int(event.which)
    if event.phase not in times:
        return nth, None
    return nth, lambda process: Trap(
        _killer(of, event, nth + reads * (event.phase == "check"), process),
        times=1000,
        after=event.done > 0,
    )


def _killer(
    of: Played, event: Event, nth: int, process: list[subprocess.Popen[bytes]]
) -> Callable[[Handler, Request], bool]:
    seen = {"plan": 0, "write": 0, "read back": 0}

    def kill(handler: Handler, request: Request) -> bool:
        """Kill the push at the n-th request of a phase; the check belongs to the plan."""
        with of.server.lock:
            is_write = of.is_write(request)
            phase = "write" if is_write else "read back" if seen["write"] else "plan"
            seen[phase] += 1
            is_it = phase == event.phase.replace("check", "plan") and seen[phase] == nth
        if is_it:
            process[0].send_signal(signal.SIGKILL)
            process[0].wait()
        return False

    return kill


def push(of: Played) -> Result:
    return done(*arguments(of))


@pytest.mark.family(kind=any_of("event"))
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name.replace(" ", "_"))
@pytest.mark.parametrize("to", PLAYED)
def test_a_push_that_is_killed_loses_nothing_and_tells_nobody_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, to: str, event: Event
) -> None:
    with played(to, tmp_path, monkeypatch) as of:
        run_and_kill(of, event, random.Random(seed))
        if to == "canvas":  # which may carry out later what it was given: nobody sends it before
            of.server.site.ahead = timedelta(minutes=11)
        assert push(of).return_value == 0
        again = push(of)
        assert (again.return_value, again.output.endswith(f": {COUNT} equal\n")) == (0, True)
        assert of.points() == POINTS
        told = of.told()
        # What was stored before the kill was found there, and is not sent again.
        assert told == dict.fromkeys(told, 1)
        assert len(told) == COUNT * (3 if to == "lti" else 1)


@pytest.mark.parametrize(
    ("is_lost", "count"), [pytest.param(False, 1, id="late"), pytest.param(True, 2, id="lost")]
)
def test_what_canvas_has_been_given_and_carries_out_after_the_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_lost: bool, count: int
) -> None:
    """Canvas takes orders, and carries them out by and by: also those of who is killed meanwhile."""
    with played("canvas", tmp_path, monkeypatch) as of:
        site = of.server.site
        assert isinstance(site, CanvasSite)
        site.is_slow = True
        run_and_kill(of, Event("the first is ordered", "write", "first", 1), random.Random(0))
        site.is_slow = False
        held = push(of)
        assert held.return_value == 1
        why = "16 points may still arrive, and would be there twice; push again in 10 minutes"
        assert f"s1: on its way: {why}\n" in held.output
        assert held.output.count("on its way: ") == BATCH
        assert of.told() == {"103": 1, "104": 1, "105": 1, "106": 1}
        if is_lost:
            site.jobs.clear()
            site.ahead = timedelta(minutes=8)
            said = "points may still arrive, and would be there twice; push again in [23] minutes"
            assert re.search(said, push(of).output)  # a clock of whole seconds may round it up
            site.ahead = timedelta(minutes=11)
        else:
            site.carry_out()
        assert push(of).return_value == 0
        assert push(of).output == "Units: 6 equal\n"
        assert of.points() == POINTS
        assert of.told() == dict.fromkeys(POINTS, 1)
        sent = sum(of.is_write(request) for request in of.server.asked)
        assert sent == count + 1  # those of the first batch, and the others in one


@pytest.mark.exhaustive
@pytest.mark.parametrize("to", PLAYED)
def test_two_pushes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    """The second is refused while the first waits for its first write."""
    second: list[subprocess.CompletedProcess[str]] = []

    def push_too(handler: Handler, request: Request) -> bool:
        second.append(run(of))
        return False

    with played(to, tmp_path, monkeypatch) as of:
        of.server.traps.append(Trap(push_too, of.writes))
        first = run(of)
        assert (first.returncode, first.stderr) == (0, "")
        (refused,) = second
        folder = of.folder / "journal"
        assert (refused.returncode, refused.stderr) == (
            2,
            f"autograder: another push is at work: {folder} is in use\n",
        )
        assert push(of).output.endswith(f": {COUNT} equal\n")
        assert of.points() == POINTS
        assert of.told() == dict.fromkeys(of.told(), 1)


def run(of: Played) -> subprocess.CompletedProcess[str]:
    """Push, in a process of its own."""
    command = [sys.executable, "-m", "autograder", *arguments(of)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("done", [0, 1], ids=["asked_for", "made"])
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.exhaustive
def test_line_items_are_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int, done: float
) -> None:
    with played("lti", tmp_path, monkeypatch) as of:
        made = replace(of, writes="POST /mod/lti/services.php/2/lineitems")
        run_and_kill(made, Event("a line item", "write", str(nth), done), random.Random(0))
        assert push(of).return_value == 0
        assert isinstance(of.server.site, LtiSite)
        assert sorted(item.tag for item in of.server.site.items) == ["grade", "q:q1", "q:q2"]
        assert of.points() == POINTS
