"""A class from beginning to end: what is run again and what is not, and what a kill leaves.

Tests of `batch.py`, `execution/places.py`, `store/output.py`, `store/folder.py`,
`store/batches.py`,
`records/runs.py`, `records/submissions.py`.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import pkgutil
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from autograder.batch import Batch, Graded, grade
from autograder.checks.call import CallCheck
from autograder.cli import cli
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.errors import OutputError
from autograder.execution.places import Threads
from autograder.execution.sandboxed import Sandbox
from autograder.records import Assignment, CheckResult, Outcome, Submission, SubmissionResult
from autograder.records.stored_results import StoredResult
from autograder.reports.site import report
from autograder.store.folder import held
from autograder.store.output import OutputFolder
from autograder.store.results import read_result
from tests.paths import ROOT
from tests.processes import children, descendants
from tests.small_course import write

pytestmark = pytest.mark.process

RIGHT = "def double(x):\n    return 2 * x\n"
PROPERTY = """\
      - holds: doubling.is_even
        hidden: true
"""
IS_EVEN = """
from autograder.authoring import Violation

def is_even(ask):
    if ask("double", 3) % 2:
        return Violation(en="Odd.", ja="奇数です。")
"""

Regrade = Callable[..., Graded]


def rows(tmp_path: Path) -> list[list[str]]:
    with (tmp_path / "out/scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


Edit = Callable[[str, str, str], Path]


def graded(
    assignment: Assignment,
    submissions: tuple[Submission, ...],
    out: Path,
    progress: Callable[[SubmissionResult], None] = lambda result: None,
    *,
    fresh: bool = False,
    language: str = "en",
    jobs: int = 2,
) -> Graded:
    """Grade a class with warm workers of its own, as the command does."""
    batch = Batch(assignment=assignment, submissions=submissions, language=language, fresh=fresh)
    output = OutputFolder(out, assignment.name, [submission.name for submission in submissions])
    with Sandbox(assignment.imports) as sandbox:
        return grade(batch, output, Threads(sandbox, jobs), progress)


@pytest.fixture
def regrade(course: Path, tmp_path: Path) -> Regrade:
    """Grade a class of two with the course as it stands now, into the same folder each time."""
    write(tmp_path / "class/ito.py", RIGHT.replace("2 *", "x *"))
    write(tmp_path / "class/sato.py", RIGHT)

    def grade_class(fresh: bool = False, language: str = "en") -> Graded:
        assignment = load_assignment(find_course(course), "doubling")
        submissions = find_submissions([tmp_path / "class"], "doubling").submissions
        return graded(assignment, submissions, tmp_path / "out", fresh=fresh, language=language)

    return grade_class


def points(found: Graded) -> list[float | None]:
    return [result.points for result in found.results]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files but the one that tells what each run took."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "runs.jsonl")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_is_unchanged_is_not_run_again_and_told_alike(
    regrade: Regrade, tmp_path: Path
) -> None:
    first = regrade()
    told = contents(tmp_path / "out")
    second = regrade()
    assert (first.unchanged, second.unchanged) == (0, 2)
    assert points(second) == points(first)
    assert contents(tmp_path / "out") == told
    assert regrade(fresh=True).unchanged == 0


def test_equal_answers_are_judged_once(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged, judges = list[object](), CallCheck.judge

    def counted(check: CallCheck, record: Any, runs: Any) -> CheckResult:
        judged.append((check.id, tuple(exchange.answer for exchange in record)))
        return judges(check, record, runs)

    monkeypatch.setattr(CallCheck, "judge", counted)
    wrong = RIGHT.replace("2 *", "x *")
    for name, text in (("ito", wrong), ("mori", f"# so\n{RIGHT}"), ("sato", RIGHT)):
        write(tmp_path / f"class/{name}.py", text)
    assignment = load_assignment(find_course(course), "doubling")
    submissions = find_submissions([tmp_path / "class"], "doubling").submissions
    found = graded(assignment, submissions, tmp_path / "out", jobs=1)
    assert points(found) == [0, 10, 10]
    assert len(judged) == len(set(map(repr, judged))) == 4  # two checks, two kinds of answers


def test_what_each_run_took_stands_beside_the_results(regrade: Regrade, tmp_path: Path) -> None:
    regrade()
    regrade()
    lines = (tmp_path / "out/runs.jsonl").read_text("utf-8").splitlines()
    first, again = (
        sorted(map(json.loads, half), key=itemgetter("submission"))
        for half in (lines[:2], lines[2:])
    )
    for run, name in zip(first, ("ito", "sato"), strict=True):
        assert (run["submission"], run["unchanged"]) == (name, False)
        assert [cell for cell, _ in run["cells"]] == [1]
        assert [question for question, _ in run["questions"]] == ["double"]
        assert run["seconds"] >= 0
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", run["began"])
    assert [(run["unchanged"], run["cells"], run["questions"]) for run in again] == [
        (True, [], [])
    ] * 2


def test_what_took_longest_is_begun_first(course: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"class/{name}.py", RIGHT)
    runs = [("b", 9.0, False), ("a", 1.0, False), ("a", 99.0, True)]
    lines = [
        json.dumps(
            {"submission": name, "began": "2026-01-01T00:00:00Z", "seconds": seconds}
            | {"unchanged": unchanged, "cells": [], "questions": []}
        )
        for name, seconds, unchanged in runs
    ]
    write(tmp_path / "out/runs.jsonl", "\n".join(lines) + "\n")
    assignment = load_assignment(find_course(course), "doubling")
    submissions = find_submissions([tmp_path / "class"], "doubling").submissions
    begun: list[str] = []

    class Place:
        workers = None

        def map(self, work: object, submissions: Sequence[Submission]) -> Iterator[None]:
            begun.extend(each.name for each in submissions)
            raise OutputError("enough")

    batch = Batch(assignment=assignment, submissions=submissions, language="en")
    output = OutputFolder(tmp_path / "out", "doubling", [each.name for each in submissions])
    with pytest.raises(OutputError, match="enough"):
        grade(batch, output, Place())
    assert begun == ["b", "c", "a"]  # c may take as long as the two others do


def test_a_result_names_what_it_was_made_of(regrade: Regrade, edit: Edit, tmp_path: Path) -> None:
    def stored() -> StoredResult:
        regrade()
        return read_result(tmp_path / "out/results/ito.json")

    first = stored()
    file = tmp_path / "out/observations/ito.json"
    assert first.observation == sha256(file.read_bytes()).hexdigest()
    assert first.versions["numpy"] == np.__version__
    assert (first.student, first.attempt) == (None, None)
    digest = first.assignment_digest
    assert digest
    edit("assignments/doubling/assignment.yaml", "points: 10", "points: 20")
    judged = stored().assignment_digest
    assert judged
    assert (judged.asked, judged.judging != digest.judging) == (digest.asked, True)
    edit("assignments/doubling/assignment.yaml", "with: [3]", "with: [4]")
    asked = stored().assignment_digest
    assert asked
    assert asked.asked != digest.asked


def test_wrong_answers_that_are_alike_have_the_same_hash(regrade: Regrade, tmp_path: Path) -> None:
    write(tmp_path / "class/abe.py", "def double(x):\n    return x * x\n")
    write(tmp_path / "class/sato.py", "def double(x):\n    return 0\n")
    write(tmp_path / "class/ito.py", "def double(number):\n    return number ** 2\n")
    regrade()
    checks = {
        name: read_result(tmp_path / f"out/results/{name}.json").questions[0].checks
        for name in ("abe", "ito", "sato")
    }
    hashes = {name: [check.answers for check in found] for name, found in checks.items()}
    assert hashes["abe"] == hashes["ito"] != hashes["sato"]
    right = write(tmp_path / "class/sato.py", RIGHT)
    assert right.exists()
    regrade()
    passed = read_result(tmp_path / "out/results/sato.json").questions[0].checks
    assert [check.answers for check in passed] == [None, None]


def test_the_record_of_what_is_unchanged_is_not_written_again(
    regrade: Regrade, tmp_path: Path
) -> None:
    regrade()
    records = list((tmp_path / "out/observations").iterdir())
    written = [path.stat().st_mtime_ns for path in records]
    assert regrade().unchanged == 2
    assert [path.stat().st_mtime_ns for path in records] == written
    regrade(fresh=True)
    assert [path.stat().st_mtime_ns for path in records] != written


def test_points_tolerances_and_messages_need_no_run(
    regrade: Regrade, edit: Edit, tmp_path: Path
) -> None:
    assert points(regrade()) == [0, 10]
    edit("assignments/doubling/assignment.yaml", "points: 10", "points: 20")
    edit("reference/mistakes/doubling.py", "You squared.", "That is the square.")
    edit("reference/doubling.py", "return 2 * x", "return x * x")
    edit("assignments/doubling/assignment.yaml", "gives: 6", "gives: 9")
    again = regrade()
    assert (points(again), again.unchanged) == ([20, 0], 2)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("reference/cases/doubling.py", "-2.5", "-3.5"),
        ("assignments/doubling/assignment.yaml", "with: [3]", "with: [4]"),
        ("assignments/doubling/assignment.yaml", "hidden: true", "hidden: false"),
        ("assignments/doubling/assignment.yaml", "questions:", "limits: {seconds: 9}\nquestions:"),
    ],
)
def test_what_answers_depend_on_is_run_again(
    regrade: Regrade, edit: Edit, file: str, old: str, new: str
) -> None:
    regrade()
    edit(file, old, new)
    assert regrade().unchanged == 0


def test_a_changed_submission_is_run_again(regrade: Regrade, tmp_path: Path) -> None:
    regrade()
    write(tmp_path / "class/ito.py", RIGHT + "\n")
    again = regrade()
    assert (points(again), again.unchanged) == ([10, 10], 1)


def test_a_property_that_asks_more_is_run_again(regrade: Regrade, edit: Edit, course: Path) -> None:
    yaml = course / "assignments/doubling/assignment.yaml"
    write(yaml, yaml.read_text("utf-8") + PROPERTY)
    edit("reference/cases/doubling.py", "import numpy as np", "import numpy as np\n" + IS_EVEN)
    assert points(regrade()) == [0, 10]
    edit("reference/cases/doubling.py", "Odd.", "This is odd.")
    assert regrade().unchanged == 2
    edit("reference/cases/doubling.py", 'ask("double", 3)', 'ask("double", 5)')
    again = regrade()
    assert (points(again), again.unchanged) == ([0, 10], 0)


def test_a_fault_of_ours_is_no_record(regrade: Regrade, tmp_path: Path) -> None:
    regrade()
    path = tmp_path / "out/observations/ito.json"
    document = json.loads(path.read_text("ascii"))
    document["observation"] |= {"fault": {"message": "the disk was full"}, "exchanges": []}
    write(path, json.dumps(document))
    again = regrade()
    assert (points(again), again.unchanged) == ([0, 10], 1)


def test_a_record_of_an_earlier_version_is_run_again_and_counted(
    regrade: Regrade, tmp_path: Path
) -> None:
    regrade()
    path = tmp_path / "out/observations/ito.json"
    write(path, json.dumps(json.loads(path.read_text("ascii")) | {"version": 2}))
    again = regrade()
    assert (points(again), again.unchanged, again.outdated) == ([0, 10], 1, 1)
    assert regrade().outdated == 0


def test_a_mended_reference_needs_no_run(regrade: Regrade, edit: Edit) -> None:
    edit("reference/doubling.py", "return 2 * x", "return 1 / 0")
    assert points(regrade()) == [None, None]
    edit("reference/doubling.py", "return 1 / 0", "return 2 * x")
    again = regrade()
    assert (points(again), again.unchanged) == ([0, 10], 2)


def test_what_is_no_longer_handed_in_stays_and_is_named(regrade: Regrade, tmp_path: Path) -> None:
    regrade()
    (tmp_path / "class/ito.py").unlink()
    again = regrade()
    assert (again.left_over, again.unchanged) == (("ito",), 1)
    assert (tmp_path / "out/results/ito.json").is_file()
    assert rows(tmp_path) == [
        ["ito", "0", "0", "10", "graded, from before"],
        ["sato", "10", "10", "10", "graded"],
    ]


def test_a_table_that_was_changed_is_kept(regrade: Regrade, tmp_path: Path) -> None:
    assert regrade().kept is None
    assert regrade().kept is None
    table = tmp_path / "out/scores.csv"
    for number, suffix in ((1, ""), (2, ", 2")):
        table.write_text(f"mine {number}")
        kept = regrade().kept
        assert kept == table.with_name(f"scores (kept {datetime.now():%Y-%m-%d}{suffix}).csv")
        assert kept.read_text() == f"mine {number}"
    (tmp_path / "out/batch.json").unlink()  # as of an earlier version: who can tell?
    assert regrade().kept is not None
    assert regrade().kept is None


def test_report_says_who_is_from_before_in_the_language_of_grading(
    regrade: Regrade, tmp_path: Path
) -> None:
    regrade(language="ja")
    (tmp_path / "class/ito.py").unlink()
    regrade(language="ja")
    page = report(tmp_path / "out", None, lambda: None).read_text("utf-8")
    assert page.count("(以前の採点)") == 1
    assert '<html lang="ja"' in page
    assert "(from before)" in report(tmp_path / "out", "en", lambda: None).read_text("utf-8")


def test_names_that_differ_in_capitals_get_files_that_differ(
    regrade: Regrade, tmp_path: Path
) -> None:
    write(tmp_path / "class/Ito.py", RIGHT)
    regrade()
    names = {path.name for path in (tmp_path / "out/results").iterdir()}
    assert len({name.casefold() for name in names}) == 3
    assert all(re.fullmatch(r"sato\.json|[Ii]to-[0-9a-f]{8}\.json", name) for name in names)
    assert regrade().unchanged == 3


# ------------------------------------------------------------------ two phases

RANDOM = "import os\nprint('shown', os.urandom(8).hex())\n" + RIGHT
"""Shows something else each time it is run, and by nothing else what it has seen before."""


def shown(tmp_path: Path) -> str:
    executed = (tmp_path / "out/executed/sato.ipynb").read_text("utf-8")
    (found,) = re.findall(r"shown [0-9a-f]{16}", executed.partition("outputs")[2])
    return found


def observed(tmp_path: Path) -> dict[str, Any]:
    text = (tmp_path / "out/observations/sato.json").read_text("ascii")
    observation: dict[str, Any] = json.loads(text)["observation"]
    return observation


def test_a_sealed_first_phase_stays_where_only_hidden_checks_change(
    regrade: Regrade, edit: Edit, tmp_path: Path
) -> None:
    write(tmp_path / "class/sato.py", RANDOM)
    assert points(regrade()) == [0, 10]
    before, (visible, hidden) = shown(tmp_path), observed(tmp_path)["exchanges"]
    edit("reference/cases/doubling.py", "-2.5", "-3.5")
    again = regrade()
    assert (points(again), again.unchanged) == ([0, 10], 0)
    assert shown(tmp_path) == before
    assert observed(tmp_path)["exchanges"][0] == visible
    assert observed(tmp_path)["exchanges"][1] != hidden


def test_an_interrupted_second_phase_goes_on_from_the_sealed_first(
    regrade: Regrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "class/sato.py", RANDOM)
    (tmp_path / "class/ito.py").unlink()

    def stops(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.execution.session.Session.ask", stops)
    with pytest.raises(KeyboardInterrupt):
        regrade()
    monkeypatch.undo()
    sealed = observed(tmp_path)
    assert [check for check, _ in sealed["exchanges"]] == ["double/1"]
    assert points(regrade()) == [10]
    assert shown(tmp_path) in json.dumps(sealed["runs"])


@pytest.mark.parametrize("change", ["visible", "fresh"])
def test_a_first_phase_is_anew_as_a_whole_where_visible_checks_change(
    regrade: Regrade, edit: Edit, tmp_path: Path, change: str
) -> None:
    write(tmp_path / "class/sato.py", RANDOM)
    regrade()
    before = shown(tmp_path)
    if change == "visible":
        edit("assignments/doubling/assignment.yaml", "with: [3]", "with: [4]")
        edit("assignments/doubling/assignment.yaml", "gives: 6", "gives: 8")
    assert points(regrade(fresh=change == "fresh")) == [0, 10]
    assert shown(tmp_path) != before


# ------------------------------------------------------------------ we fail


def fails_for_ito(really: Callable[..., object]) -> Callable[..., object]:
    """Return the function, but that it raises where it meets what ito has written."""

    def fails(*given: object, **named: object) -> object:
        if re.search(r"\b(name|submission)='ito'|value=9\b", repr(given)):
            raise TypeError("no such thing")
        return really(*given, **named)

    return fails


OWN = "a fault in autograder itself: TypeError: no such thing (test_grading.py:"


def faults(found: Graded) -> list[str]:
    findings = [s.result.finding for q in found.results[0].questions for s in q.checks]
    return [f.fault.message for f in findings if f and f.fault]


@pytest.mark.parametrize(
    ("place", "failing"),
    [
        ("autograder.checks.call.CallCheck.judge", 1),
        ("autograder.grading.observe", 2),
        ("autograder.reports.files.executed_notebook", 2),
        ("autograder.store.output.observation_files", 2),
    ],
)
def test_a_fault_of_ours_costs_one_submission_its_grade_and_nobody_a_point(
    regrade: Regrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, failing: int
) -> None:
    monkeypatch.setattr(place, fails_for_ito(pkgutil.resolve_name(place)))
    found = regrade()
    assert points(found) == [None, 10]
    assert len(faults(found)) == failing
    assert all(fault.startswith(OWN) for fault in faults(found))
    assert json.loads((tmp_path / "out/results/ito.json").read_text("utf-8"))["points"] is None
    assert b"ito,,,10,not graded" in (tmp_path / "out/scores.csv").read_bytes()
    monkeypatch.undo()
    assert points(regrade()) == [0, 10]


def test_one_check_that_we_fail_at_costs_no_other(
    regrade: Regrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = CallCheck.judge

    def fails(check: CallCheck, *observed: Any) -> CheckResult:
        return 1 / 0 if check.hidden else really(check, *observed)  # type: ignore[return-value]

    monkeypatch.setattr(CallCheck, "judge", fails)
    (question,) = regrade().results[1].questions
    assert [scored.result.outcome for scored in question.checks] == [
        Outcome.PASSED,
        Outcome.NOT_GRADED,
    ]


def test_a_mistake_that_cannot_be_named_costs_nothing(
    regrade: Regrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = "autograder.checks.judging.matching_mistake"
    monkeypatch.setattr(place, fails_for_ito(pkgutil.resolve_name(place)))
    found = regrade()
    assert (points(found), faults(found)) == ([0, 10], [])


# ------------------------------------------------------------------ the grader is killed


def command(course: Path, folder: Path, *flags: str) -> list[str]:
    arguments = ["grade", "doubling", folder / "class", "--out", folder / "out"]
    return [
        sys.executable,
        "-m",
        "autograder",
        *map(str, arguments),
        "--course",
        str(course),
        *flags,
    ]


def completed(course: Path, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    return subprocess.run(
        command(course, folder, *flags),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def poll_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


def sleeping(marker: Path) -> list[int]:
    """Return the processes whose standard error is the file: the grader, template and workers."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "fd/2").resolve() == marker:
                found.append(int(process.name))
        except OSError:  # it has ended meanwhile
            continue
    return found


def test_a_killed_grader_goes_on_where_it_was(course: Path, tmp_path: Path) -> None:
    for number in range(6):
        write(tmp_path / f"class/s{number}.py", RIGHT)
    write(tmp_path / "class/s3.py", "import time\ntime.sleep(1)\n" + RIGHT)
    with (tmp_path / "stderr").open("wb") as stderr:
        grader = subprocess.Popen(
            command(course, tmp_path, "--jobs", "1"),
            # Being killed, it leaves a folder behind.
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
    results = tmp_path / "out/results"
    poll_for(lambda: len(list(results.glob("s*.json"))) >= 2)
    grader.kill()
    assert grader.wait() == -signal.SIGKILL
    write(tmp_path / "out/feedback/.draft-left", "half")
    poll_for(lambda: not sleeping((tmp_path / "stderr").resolve()))

    again = completed(course, tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    (said,) = [line for line in again.stdout.splitlines() if "unchanged" in line]
    assert re.fullmatch(
        r"[2-5] of 6 were run before and are unchanged; "
        r"they were not run again \(--fresh runs them\)\.",
        said,
    )
    assert sorted(p.stem for p in results.iterdir()) == [f"s{n}" for n in range(6)]
    for path in results.iterdir():
        assert json.loads(path.read_text("utf-8"))["points"] == 10
    assert not list((tmp_path / "out").rglob(".draft-*"))
    assert "--fresh" not in completed(course, tmp_path, "--fresh").stdout


def workers(template: int) -> set[int]:
    """Return its workers: unlike what is around them, each has a session of its own."""
    found = set()
    for pid in descendants(template):
        with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
            found |= {pid} & {os.getsid(pid)}
    return found


def is_reader(pid: int) -> bool:
    return b"reading.process" in Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.parametrize("whom", ["worker", "template"])
def test_what_is_killed_in_the_middle_costs_nobody_a_point(
    course: Path, tmp_path: Path, whom: str
) -> None:
    for number in range(4):
        write(tmp_path / f"class/s{number}.py", f"import time\ntime.sleep(0.5)\n{RIGHT}")
    with (tmp_path / "said").open("wb") as said:
        grader = subprocess.Popen(
            command(course, tmp_path, "--jobs", "2"),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=said,
            stderr=said,
        )
    poll_for(lambda: (tmp_path / "out/results/s0.json").exists())
    (template,) = (pid for pid in children(grader.pid) if not is_reader(pid))
    poll_for(lambda: bool(workers(template)))
    os.kill(max(workers(template)) if whom == "worker" else template, signal.SIGKILL)
    assert grader.wait() == 0, (tmp_path / "said").read_text()
    results = [json.loads(p.read_text("utf-8")) for p in (tmp_path / "out/results").iterdir()]
    assert [result["points"] for result in results] == [10] * 4


def test_what_is_left_over_is_said(course: Path, tmp_path: Path) -> None:
    for number in range(8):
        write(tmp_path / f"class/s{number}.py", RIGHT)
    completed(course, tmp_path)
    for number in range(7):
        (tmp_path / f"class/s{number}.py").unlink()
    out = tmp_path / "out"
    assert completed(course, tmp_path).stderr == (
        f"From before, and not handed in now: s0, s1, s2, s3, s4 and 2 more in {out}; their rows "
        "stay in scores.csv, marked so (remove their files in results/ to drop them).\n"
    )


def test_one_grader_at_a_time(regrade: Regrade, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    page = write(tmp_path / "out/report.html", "of the other one")
    with held(tmp_path / "out"), pytest.raises(OutputError) as refused:
        regrade()
    assert page.exists()
    assert str(refused.value) == (f"another grader is writing to {tmp_path / 'out'} at this moment")
    assert regrade().unchanged == 0


def test_an_interrupted_class_has_no_scores_of_an_earlier_one(
    regrade: Regrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regrade()

    def stops(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.grading.files_about", stops)
    with pytest.raises(KeyboardInterrupt):
        regrade()
    assert not (tmp_path / "out/scores.csv").exists()


def test_a_class_is_flushed_once_and_listed_after_that(
    regrade: Regrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut may empty files of a class that has no list yet: they are written anew."""
    told, out = [], tmp_path / "out"
    monkeypatch.setattr("os.sync", lambda: told.append(sorted(contents(out))))
    regrade()
    (there,) = told
    assert "observations/sato.json" in there
    assert "results/sato.json" in there
    assert "scores.csv" not in there
    whole = contents(out)
    for emptied in ("observations/sato.json", "results/sato.json", "feedback/sato.md"):
        (out / emptied).write_bytes(b"")
    (out / "scores.csv").unlink()
    regrade()
    assert contents(out) == whole


def test_the_grader_works_nothing_out_itself(
    course: Path, edit: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither reads it a student's code: a process of its own does, which holds no answers."""

    def refuse(*_given: object) -> None:
        raise AssertionError("a student's code is read where answers are")

    for room in ("changes.search", "code.read"):
        monkeypatch.setattr(f"autograder.feedback.{room}.submitted_code", refuse)
    edit("assignments/doubling/assignment.yaml", "with: [3]", "with: [[3, 4, 7]]")
    edit("assignments/doubling/assignment.yaml", "gives: 6", "gives: [6, 8, 14]")
    write(tmp_path / "class/ito.py", RIGHT.replace("2 *", "2 +"))
    arguments = command(course, tmp_path, "--isolation", "none")[3:]
    done = CliRunner().invoke(cli, [*arguments, "--lang", "en"], standalone_mode=False)
    assert done.exception is None, done.output
    told = (tmp_path / "out/feedback/ito.md").read_text("utf-8")
    assert "`2 + x` may be the cause: with `2 * x` in its place" in told


def test_a_folder_in_place_of_a_file_is_said(regrade: Regrade, tmp_path: Path) -> None:
    page = tmp_path / "out/report.html"
    page.mkdir(parents=True)
    with pytest.raises(OutputError) as refused:
        regrade()
    assert str(refused.value) == f"cannot remove {page}: Is a directory"


def test_a_disk_that_fills_up_ends_the_class_and_loses_nothing(
    course: Path, tmp_path: Path
) -> None:
    """The size of any one file is bounded, which fails in the same place as a full disk."""
    write(tmp_path / "class/ito.py", RIGHT)
    write(tmp_path / "class/sato.py", RIGHT + "print('x' * 100_000)\n")
    limited = ["bash", "-c", 'ulimit -f 40; exec "$@"', "bash"]
    plain = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [*limited, *command(course, tmp_path, "--jobs", "1", "--isolation", "none")],
        env={**plain, "PYTHONPATH": str(ROOT)},  # coverage would meet the bound first
        capture_output=True,
        text=True,
        check=False,
    )
    out = tmp_path / "out"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"autograder: cannot write {out}/observations/sato.json: File too large\n"
    assert not list(out.rglob(".draft-*"))
    assert json.loads((out / "results/ito.json").read_text("utf-8"))["points"] == 10
    again = completed(course, tmp_path, "--isolation", "none")
    assert (again.returncode, "1 of 2 were run before" in again.stdout) == (0, True)


FULL = """
mount -t tmpfs -o size=256k tmpfs "$0" || exit 9
"$@"; status=$?
ls -A "$0" "$0/results" >&2
exit $status
"""


def test_a_disk_without_room_is_named_with_its_cure(course: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write(tmp_path / "class/ito.py", RIGHT)
    write(tmp_path / "class/sato.py", RIGHT + "print('x' * 900_000)\n")
    program = command(course, tmp_path, "--jobs", "1", "--isolation", "none")
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", FULL, str(out), *program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "permitted" in done.stderr:
        pytest.skip("nothing can be mounted here, which takes root")
    said, _, there = done.stderr.partition("\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert said == (
        f"autograder: cannot write {out}/observations/sato.json: No space left on device; "
        "make room there and run the same command again, which keeps what is done"
    )
    assert "ito.json" in there
    assert ".draft-" not in there


def test_the_answers_of_a_class_are_not_kept_in_memory(course: Path, tmp_path: Path) -> None:
    write(tmp_path / "class/wrong.py", "def double(x):\n    return [x] * 1000\n")
    write(tmp_path / "class/right.py", "def double(x):\n    return 2 * x\n")
    assignment = load_assignment(find_course(course), "doubling")
    told = []
    found = find_submissions([tmp_path / "class"], "doubling").submissions
    results = graded(assignment, found, tmp_path / "out", told.append).results
    assert [result.points for result in results] == [10, 0]
    assert all(result.observation for result in told)
    assert [result.observation for result in results] == [None, None]
    checks = [scored for question in results[1].questions for scored in question.checks]
    assert [c.result.finding and c.result.finding.answer for c in checks] == [None, None]
