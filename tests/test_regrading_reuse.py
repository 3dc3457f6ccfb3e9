"""What is reused has the bytes that judging as a whole gives.

Tests of `regrading/reuse.py`, `regrading/anew.py`, `regrading/former.py` and `cli/judging.py`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.reading.messages import FindFacts, Request
from autograder.reading.reader import Reader
from autograder.regrading.former import read_former
from autograder.regrading.reuse import reusable
from tests.small_course import write, write_small_course
from tests.test_regrading import contents, run

pytestmark = pytest.mark.process

YAML = """\
title: {en: Doubling, ja: 二倍}
questions:
  double:
    title: Double
    points: 10
    checks:
      - {call: double, with: [3], gives: 6}
      - {call: double, agrees_with: doubling.double, cases: doubling.numbers, hidden: true}
  half:
    title: Half
    points: 5
    checks:
      - {call: half, with: [3], gives: 1.5}
      - {call: half, with: [5], gives: 2.5, hidden: true, share: 2}
      - {call: half, with: [0], gives: 0, hidden: true}
"""
WORK = {
    "abe": "def double(x):\n    return 2 * x + 1\n\ndef half(x):\n    return x / 2\n",
    "doi": "def double(x):\n    return 2 * x\n\ndef half(x):\n    return double(x) / 3\n",
    "endo": "def double(x):\n    return 2 * x + 1\n\ndef half(x):\n    return x / 2 + 1\n",
    "ito": "def double(x):\n    return 2 * x\n\ndef half(x):\n    return x // 2\n",
    "sato": "def double(x):\n    return 2 * x\n\ndef half(x):\n    return double(x) / 4\n",
    "ueda": "def double(x):\n    return x * x\n",
    "wada": "def half(x):\n    return 2.5 if x == 5 else 7\n",
    "yano": "def double(x:\n",
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reuse")
    course = write_small_course(place / "course")
    write(course / "assignments/doubling/assignment.yaml", YAML)
    master = course / "assignments/doubling/master.py"
    write(master, master.read_text("utf-8") + "\n# %%\ndef half(x):\n    return x / 2\n")
    for name, source in WORK.items():
        write(place / f"class/{name}.py", source)
    write(place / "class/zaki.ipynb", "{")
    status, said = run(
        *("grade", "doubling", place / "class", "--out", place / "out", "--course", course)
    )
    assert status == 0, said
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    for name in ("course", "out"):
        shutil.copytree(once / name, tmp_path / name)
    return tmp_path


CHANGES = {
    "points": ("points: 10", "points: 12"),
    "half points": ("points: 5", "points: 4.5"),
    "share": ("share: 2", "share: 3"),
    "tolerance": ("gives: 2.5,", "gives: 2.5, tolerance: 0.75,"),
    "expected": ("gives: 2.5,", "gives: 2,"),
    "several": ("points: 5", "points: 6.25\n    # of two"),
}
EVERYTHING_ELSE = {
    "title": ("title: Half", "title: Halves"),
    "hidden": ("gives: 0, hidden: true}", "gives: 0}"),
    "inputs": ("with: [0], gives: 0,", "with: [8], gives: 4,"),
    "check": ("gives: 1.5}", "gives: 1.5}\n      - {call: half, with: [1], gives: 0.5}"),
    "limits": ("questions:", "limits: {seconds: 50}\nquestions:"),
}


def edit(place: Path, old: str, new: str) -> None:
    path = place / "course/assignments/doubling/assignment.yaml"
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new))


def edit_reference(place: Path, new: str) -> None:
    path = place / "course/reference/doubling.py"
    text = path.read_text("utf-8")
    assert text.count("return 2 * x") == 1
    write(path, text.replace("return 2 * x", new))


def staged(place: Path, *words: object) -> dict[str, bytes]:
    status, said = run(
        *("regrade", "doubling", "--out", place / "out", "--course", place / "course", *words)
    )
    assert status == 0, said
    return {n: c for n, c in contents(place / "out/staged").items() if n != "runs.jsonl"}


def has_judged(place: Path) -> set[str]:
    """Return whose results were not reused, in the last judging."""
    before = (place / "out/runs.jsonl").read_bytes()
    after = (place / "out/staged/runs.jsonl").read_bytes()
    return {json.loads(line)["submission"] for line in after[len(before) :].splitlines()}


@pytest.mark.family
@pytest.mark.parametrize("change", CHANGES)
def test_reusing_gives_the_same_bytes(place: Path, change: str, monkeypatch) -> None:
    edit(place, *CHANGES[change])
    if change == "several":
        edit(place, "gives: 6}", "gives: 6, tolerance: 0.5}")
    reused = staged(place)
    assert has_judged(place) <= {*WORK, "zaki"}
    monkeypatch.setattr("autograder.regrading.staging.reusable", lambda *given: None)
    whole = staged(place)
    assert has_judged(place) == {*WORK, "zaki"}
    assert reused == whole


NOT_OF_RESULTS = ("batch.json", "runs.jsonl", "moved.csv")  # where it was, when, who moved
OTHERWISE = {
    "the reference": ("reference/doubling.py", "return 2 * x", "return 3 * x"),
    "a known mistake": (
        "reference/mistakes/doubling.py",
        "return x * x",
        'return x * x\n\n@mistake("double", en="One is added.", ja="1を足しています。")\n'
        "def doubled_and_one(x):\n    return 2 * x + 1",
    ),
}


@pytest.mark.family
@pytest.mark.parametrize("change", [*CHANGES, *OTHERWISE])
def test_judged_anew_all_files_are_those_of_a_fresh_run(
    once: Path, place: Path, change: str
) -> None:
    if change in OTHERWISE:
        file, old, new = OTHERWISE[change]
        path = place / "course" / file
        text = path.read_text("utf-8")
        assert old in text
        write(path, text.replace(old, new))
    else:
        edit(place, *CHANGES[change])
    anew = staged(place)
    status, said = run(
        *("grade", "doubling", once / "class", "--out", place / "fresh"),
        *("--course", place / "course"),
    )
    assert status == 0, said
    fresh = {n: c for n, c in contents(place / "fresh").items() if not n.startswith("readings/")}
    for name in NOT_OF_RESULTS:
        anew.pop(name, None)
        fresh.pop(name, None)
    assert anew == fresh
    read, read_fresh = contents(place / "out/readings"), contents(place / "fresh/readings")
    assert {n: read[n] for n in read_fresh} == read_fresh
    assert anew != {n: c for n, c in contents(once / "out").items() if n in anew}


def test_what_is_read_of_code_is_read_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[type] = []
    answer = Reader.answer

    def counted(reader: Reader, request: Request, *more: Any) -> Any:
        asked.append(type(request))
        return answer(reader, request, *more)

    monkeypatch.setattr(Reader, "answer", counted)
    edit_reference(place, "return 3 * x")  # the hidden check of `double`
    first = staged(place)
    assert asked.count(FindFacts) > 1  # of "doi", whose `double` was right before, among others
    asked.clear()
    assert staged(place) == first
    assert asked.count(FindFacts) == 1  # of "yano", whose text is no Python
    shutil.rmtree(place / "out/readings")
    assert staged(place) == first
    assert asked.count(FindFacts) > 1


def test_nobody_is_judged_as_a_whole_who_could_be_run(place: Path) -> None:
    edit(place, *CHANGES["tolerance"])
    staged(place)
    assert has_judged(place) == set()
    edit(place, *CHANGES["points"])
    staged(place)
    assert has_judged(place) == {"zaki"}  # whose page says of how many points it has none


def test_what_is_not_graded_now_is_judged_as_a_whole(place: Path) -> None:
    edit_reference(place, "return 2 * x if x != 3 else 1 / 0")
    status, said = run(
        *("regrade", "doubling", "--out", place / "out", "--course", place / "course")
    )
    assert status == 1, said
    assert has_judged(place) == {*WORK}


def test_a_question_that_calls_what_is_wrong_now_is_told_anew(place: Path) -> None:
    edit_reference(place, "return 3 * x")
    told = staged(place)["feedback/doi.md"].decode("utf-8")
    assert told.count("This uses your `double`, which is not right yet.") == 1


@pytest.mark.parametrize("change", EVERYTHING_ELSE)
def test_what_is_not_plain_is_judged_as_a_whole(place: Path, change: str) -> None:
    edit(place, *EVERYTHING_ELSE[change])
    assignment = load_assignment(find_course(place / "course"), "doubling")
    assert reusable(read_former(place / "out", assignment), assignment, "en") is None


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_an_observation_that_is_not_the_results_own_is_not_trusted(place: Path, harm: str) -> None:
    path = place / "out/observations/sato.json"
    if harm == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b'"sato"', b'"satO"'))
    edit(place, *CHANGES["tolerance"])
    staged(place)
    assert "sato" in has_judged(place)
