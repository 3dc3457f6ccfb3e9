"""The cache of one user: what was run into one folder is not run into another.

Tests of `store/cache.py` and `cli/cached.py`.
"""

from __future__ import annotations

import errno
import fcntl
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.batch import Batch, Graded, grade, open_output
from autograder.cli import cli
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.errors import OutputError
from autograder.execution.places import Threads
from autograder.execution.sandboxed import Sandbox
from autograder.store.cache import ObservationCache
from tests.small_course import write

pytestmark = pytest.mark.process

RIGHT = "def double(x):\n    return 2 * x\n"
CLASS = "time_zone: Asia/Tokyo\nassignments:\n  doubling: {due: 2026-04-01}\n"

SHORTER = "limits: {seconds: 9}\nquestions:"

GradeInto = Callable[..., Graded]


@pytest.fixture
def cache(tmp_path: Path) -> ObservationCache:
    return ObservationCache(tmp_path / "cache")


@pytest.fixture
def grade_into(
    course: Path, tmp_path: Path, sandbox: Sandbox, cache: ObservationCache
) -> GradeInto:
    """Grade what is in the folder `class` into another one, with one cache for all."""

    def run(out: str, *, fresh: bool = False, cache: ObservationCache = cache) -> Graded:
        assignment = load_assignment(find_course(course), "doubling")
        found = find_submissions([tmp_path / "class"], "doubling").submissions
        batch = Batch(assignment=assignment, submissions=found, language="en", fresh=fresh)
        return grade(batch, open_output(tmp_path / out, batch, cache), Threads(sandbox, 2))

    return run


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files but the one that tells what each run took."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "runs.jsonl")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def entries(cache: ObservationCache) -> list[Path]:
    return sorted((cache.folder / "observations").glob("*/*"))


# ------------------------------------------------------------------ what is taken from it


def test_another_folder_is_graded_without_running(
    grade_into: GradeInto, tmp_path: Path, cache: ObservationCache
) -> None:
    write(tmp_path / "class/ito.py", RIGHT)
    write(tmp_path / "class/sato.py", "print('hello')\ndef double(x):\n    return x\n")
    assert grade_into("first").unchanged == 0
    assert grade_into("second").unchanged == 2
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert len(entries(cache)) == 2


def test_large_arrays_come_back(course: Path, grade_into: GradeInto, tmp_path: Path) -> None:
    cases = course / "reference/cases/doubling.py"
    write(cases, "import numpy as np\n\ndef numbers():\n    return [(np.arange(5000.0),)]\n")
    write(tmp_path / "class/ito.py", RIGHT)
    grade_into("first")
    assert grade_into("second").unchanged == 1
    assert "observations/ito.npz" in contents(tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def test_whoever_hands_in_the_same_has_a_record_of_their_own(
    grade_into: GradeInto, tmp_path: Path
) -> None:
    path = write(tmp_path / "class/ito.py", RIGHT)
    grade_into("first")
    path.rename(path.with_name("sato.py"))
    # A module is read under its file's name, which is part of what it is run with.
    assert grade_into("second").unchanged == 0
    for name in ("kato", "mori"):
        write(tmp_path / f"class/{name}/sato.py", RIGHT)
    path.with_name("sato.py").unlink()
    third = grade_into("third")
    assert [(r.submission.name, r.points) for r in third.results] == [("kato", 10), ("mori", 10)]
    assert third.unchanged == 2
    assert b'"submission": "mori"' in contents(tmp_path / "third")["observations/mori.json"]


@pytest.mark.parametrize(
    ("file", "old", "new", "unchanged"),
    [
        ("assignments/doubling/assignment.yaml", "points: 10", "points: 5", 1),
        ("assignments/doubling/assignment.yaml", "with: [3]", "with: [4]", 0),
        ("reference/cases/doubling.py", "-2.5", "-3.5", 0),
        ("assignments/doubling/assignment.yaml", "questions:", SHORTER, 0),
    ],
)  # fmt: skip
def test_what_answers_depend_on_decides(
    course: Path, grade_into: GradeInto, tmp_path: Path, file, old, new, unchanged
) -> None:
    write(tmp_path / "class/ito.py", RIGHT)
    grade_into("first")
    text = (course / file).read_text("utf-8")
    assert old in text
    write(course / file, text.replace(old, new))
    write(course / "reference/doubling.py", "def double(x):\n    return x + x\n")
    assert grade_into("second").unchanged == unchanged


def test_fresh_runs_everything(grade_into: GradeInto, tmp_path: Path) -> None:
    write(tmp_path / "class/ito.py", RIGHT)
    grade_into("first")
    assert grade_into("second", fresh=True).unchanged == 0


@pytest.mark.parametrize(
    "code",
    ["import os\ndef double(x):\n    os._exit(3)\n", "import os\nos.abort()\n"],
    ids=["a question", "a cell"],
)
def test_what_was_stopped_is_not_kept(
    grade_into: GradeInto, tmp_path: Path, cache: ObservationCache, code: str
) -> None:
    write(tmp_path / "class/ito.py", code)
    grade_into("first")
    assert entries(cache) == []
    assert grade_into("second").unchanged == 0


# ------------------------------------------------------------------ entries that are no good


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def take_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


def be_older(path: Path) -> None:
    with zipfile.ZipFile(path) as entry:
        text = entry.read("observation.json").decode()
    with zipfile.ZipFile(path, "w") as entry:
        entry.writestr("observation.json", text.replace('"version": 3', '"version": 2'))


def be_anothers(path: Path) -> None:
    with zipfile.ZipFile(path) as entry:
        text = entry.read("observation.json").decode()
    with zipfile.ZipFile(path, "w") as entry:
        entry.writestr("observation.json", text.replace(path.parent.name, "0" * 64))


@pytest.mark.parametrize("damage", [cut, flip, empty, take_place, be_older, be_anothers])
def test_a_damaged_entry_counts_as_not_there(
    grade_into: GradeInto, tmp_path: Path, cache: ObservationCache, damage
) -> None:
    write(tmp_path / "class/ito.py", RIGHT)
    grade_into("first")
    (path,) = entries(cache)
    damage(path)
    assert grade_into("second").unchanged == 0
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    if damage is not take_place:  # which nothing can be written over
        assert grade_into("third").unchanged == 1


def test_what_cannot_be_written_costs_nobody_anything(
    grade_into: GradeInto, tmp_path: Path, cache: ObservationCache
) -> None:
    write(cache.folder / "observations", "in the place of a folder")
    write(tmp_path / "class/ito.py", RIGHT)
    assert [result.points for result in grade_into("first").results] == [10]
    assert cache.problem == f"{cache.folder} cannot be written"
    assert cache.size == (0, 0)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_it_needs_no_locks(
    grade_into: GradeInto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(fd: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    write(tmp_path / "class/ito.py", RIGHT)
    assert [result.points for result in grade_into("first").results] == [10]
    assert grade_into("second").unchanged == 1
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


# ------------------------------------------------------------------ whose it is


def test_it_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    assert ObservationCache(tmp_path / "cache").folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(0o750)
    with pytest.raises(OutputError) as refused:
        ObservationCache(folder)
    assert str(refused.value) == f"others can enter {folder}; chmod 700 {folder} keeps them out"


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch) -> None:
    folder = ObservationCache(tmp_path / "cache").folder
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(OutputError) as refused:
        ObservationCache(folder)
    assert str(refused.value) == f"{folder} belongs to another user"


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "cache", "")
    with pytest.raises(OutputError) as refused:
        ObservationCache(folder)
    assert str(refused.value) == f"{folder} cannot be opened: File exists"


# ------------------------------------------------------------------ how large, and with whom


def test_what_is_not_wanted_for_longest_goes(
    grade_into: GradeInto, tmp_path: Path, cache: ObservationCache
) -> None:
    for n, name in enumerate(("abe", "ito", "mori")):
        write(tmp_path / f"class/{name}.py", RIGHT + "#" * n)
    grade_into("first")
    for n, path in enumerate(entries(cache)):
        os.utime(path, (n, n))
    oldest = entries(cache)[0]
    for path in (tmp_path / "class").iterdir():
        if oldest.parent.name != next(
            s.sha256 for s in find_submissions([path], "doubling").submissions
        ):
            path.unlink()
    assert grade_into("second").unchanged == 1  # what was the oldest is wanted
    number, total = cache.size
    cache.trim(total)
    assert cache.size == (number, total) == (3, total)
    cache.trim(total - 1)
    assert (len(entries(cache)), oldest in entries(cache)) == (2, True)
    cache.trim(0)
    assert entries(cache) == []


def test_two_graders_share_it(grade_into: GradeInto, tmp_path: Path, cache) -> None:
    for n in range(8):
        write(tmp_path / f"class/s{n}.py", RIGHT + f"print({n})\n")
    ends = {}

    def one(out: str) -> None:
        ends[out] = grade_into(out, cache=ObservationCache(cache.folder))
        cache.trim(1)  # whatever another one is doing

    both = [threading.Thread(target=one, args=(out,)) for out in ("first", "second")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert [len(found.results) for found in ends.values()] == [8, 8]
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert not list(cache.folder.rglob(".draft-*"))


# ------------------------------------------------------------------ commands


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where this user's cache is."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AUTOGRADER_NO_CACHE")
    return tmp_path / "home/autograder"


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)


UNCHANGED = (
    "1 of 1 were run before and are unchanged; they were not run again (--fresh runs them).\n"
)


def test_grade_uses_it_unless_told_otherwise(
    course: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "ito.py", RIGHT)

    def graded(out: str, *more: str) -> str:
        done = run("grade", "doubling", path, "--out", tmp_path / out, "--course", course, *more)
        assert done.exception is None, done.output
        return done.stdout

    graded("a", "--no-cache")
    assert not home.exists()
    assert UNCHANGED not in graded("b")
    assert UNCHANGED in graded("c")
    assert UNCHANGED not in graded("d", "--no-cache")
    assert UNCHANGED not in graded("e", "--fresh")
    monkeypatch.setenv("AUTOGRADER_NO_CACHE", "1")
    assert UNCHANGED not in graded("f")


def test_grade_goes_on_without_one_that_is_refused(
    course: Path, home: Path, tmp_path: Path
) -> None:
    home.mkdir(parents=True)
    home.chmod(0o755)
    path = write(tmp_path / "ito.py", RIGHT)
    done = run("grade", "doubling", path, "--out", tmp_path / "out", "--course", course)
    assert done.return_value == 0
    said = f"The cache is not used: others can enter {home}; chmod 700 {home} keeps them out.\n"
    assert done.stderr == said
    home.chmod(0o700)
    write(home / "observations", "in the place of a folder")
    done = run("grade", "doubling", path, "--out", tmp_path / "other", "--course", course)
    assert done.return_value == 0
    assert done.stderr == f"Not everything is in the cache: {home} cannot be written.\n"


def test_the_doctor_says_where_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> str:
        done = run("doctor").stdout
        return next(line for line in done.splitlines() if line.startswith("Cache of what was run"))

    assert said() == f"Cache of what was run: {home}, 0 observations, 0.0 MiB"
    assert not home.exists()
    write(home / "observations/0/1.zip", "x" * 3_000_000)
    home.chmod(0o700)
    assert said() == f"Cache of what was run: {home}, 1 observation, 2.9 MiB"
    monkeypatch.setenv("AUTOGRADER_NO_CACHE", "1")
    assert said() == "Cache of what was run: not used: AUTOGRADER_NO_CACHE is set"
    monkeypatch.delenv("AUTOGRADER_NO_CACHE")
    home.chmod(0o755)
    assert said() == (
        f"Cache of what was run: not used: others can enter {home}; chmod 700 {home} keeps them out"
    )


def test_nothing_goes_for_who_had_no_file(cache: ObservationCache) -> None:
    kept = write(cache.folder / "observations/0/1.zip", "")
    assert cache.forget("") == 0
    assert kept.exists()


def test_forgetting_somebody_empties_it_of_them(course: Path, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    write(folder / "class.yaml", CLASS)
    write(folder / "roster.csv", "id,name\ns1,Ann\ns2,Bo\n")
    for name, code in (("s1", RIGHT), ("s2", RIGHT + "print(2)\n")):
        write(tmp_path / f"all/{name}/doubling.py", code)
    collected = run("collect", "doubling", tmp_path / "all", "--class", folder)
    assert collected.exception is None, collected.output
    graded = run("grade", "doubling", "--class", folder, "--course", course)
    assert graded.exception is None, graded.output
    kept = ObservationCache(home)
    assert kept.size[0] == 2
    done = run("forget", "s1", "--class", folder, "--yes")
    assert (done.exception, done.return_value) == (None, 0), done.output
    assert kept.size[0] == 1
    (left,) = entries(kept)
    with zipfile.ZipFile(left) as entry:
        assert b'"submission": "s2"' in entry.read("observation.json")
    assert len(list((home / "observations").iterdir())) == 1


def test_an_entry_says_what_it_is(grade_into: GradeInto, tmp_path: Path, cache) -> None:
    """What the format says of itself, and nothing else is in it."""
    write(tmp_path / "class/ito.py", RIGHT)
    result = grade_into("first").results[0]
    (path,) = entries(cache)
    assert path.parent.name == result.submission.sha256
    with zipfile.ZipFile(path) as entry:
        assert entry.namelist() == ["observation.json"]
        assert (
            entry.read("observation.json")
            == (tmp_path / "first/observations/ito.json").read_bytes()
        )
