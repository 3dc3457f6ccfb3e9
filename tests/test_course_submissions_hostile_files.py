"""A folder of submissions that holds whatever a file system can hold beside honest work.

Tests of `course/submissions/files.py`: each thing has a row with a true
sentence, or is left aside by name, and nothing else is disturbed.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.submissions import files
from autograder.course.submissions.find import Found, find_submissions
from autograder.records import Cell, Status
from autograder.texts import one_line
from tests.homes import new_home
from tests.said import told
from tests.small_course import write

HONEST = {"abe": "x = 1\n", "sato": "y = 2\n", "ueda/units": "z = 3\n"}
SPARSE = 40 << 30  #: bytes, of which none is on the disk
SECRET = "root:x:0:0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a class whose others are honest."""
    for name, source in HONEST.items():
        write(tmp_path / f"class/{name}.py", source)
    return tmp_path / "class"


def found_in(folder: Path) -> Found:
    """Return what is found; every honest submission is there as it was handed in."""
    found = find_submissions([folder], "units")
    cells = {s.name: s.cells for s in found.submissions}
    for name, source in HONEST.items():
        assert cells[name.partition("/")[0]] == (Cell(kind="code", source=source.rstrip("\n")),)
    for submission in found.submissions:
        assert all(SECRET not in cell.source for cell in submission.cells)
    return found


def others(found: Found) -> dict[str, object]:
    """Return what is said of those that are not honest, in English; the number of cells if read."""
    own = {name.partition("/")[0] for name in HONEST}
    return {
        s.name: (s.problem.status, str(s.problem.reason)) if s.problem else len(s.cells)
        for s in found.submissions
        if s.name not in own
    }


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # an address may be no longer than a hundred bytes
        try:
            listening.bind(path.name)
        finally:
            os.chdir(here)


def a_device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero
    except OSError:
        pytest.skip("devices cannot be made here")


def a_loop(path: Path) -> None:
    path.symlink_to(path.with_name("other.py"))
    path.with_name("other.py").symlink_to(path)


def a_chain(path: Path) -> None:
    for n in range(60):
        path.with_name(f"{n}.txt").symlink_to(path.with_name(f"{n + 1}.txt"))
    path.symlink_to(path.with_name("0.txt"))


ASIDE: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a socket": a_socket,
    "a device": a_device,
    "a loop of links": a_loop,
    "a link to itself": lambda path: path.symlink_to(path),
    "a long chain of links": a_chain,
    "a link to nothing": lambda path: path.symlink_to("/nonexistent"),
    "a link to a secret": lambda path: path.symlink_to("/etc/passwd"),
    "a link to another's work": lambda path: path.symlink_to(path.with_name("abe.py")),
    "a link to the folder itself": lambda path: path.symlink_to(path.parent),
    "a link to a folder": lambda path: path.symlink_to("/etc"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to memory": lambda path: path.symlink_to("/proc/self/mem"),
}


@pytest.mark.parametrize("make", ASIDE.values(), ids=ASIDE)
def test_what_is_no_file_is_left_aside_by_name(
    folder: Path, make: Callable[[Path], object]
) -> None:
    make(folder / "mallory.py")
    found = found_in(folder)
    assert others(found) == {}
    assert "mallory.py" in [path.name for path in found.ignored]


@pytest.mark.parametrize("make", ASIDE.values(), ids=ASIDE)
def test_in_a_students_own_folder_too(folder: Path, make: Callable[[Path], object]) -> None:
    write(folder / "ueda/abe.py", "x = 1\n")
    (folder / "ueda/abe.py").unlink()
    write(folder / "mallory/notes.txt", "nothing")
    write(folder / "mallory/abe.py", "q = 1\n").rename(folder / "mallory/kept.py")
    make(folder / "mallory/mallory.py")
    found = found_in(folder)
    assert others(found) == {"mallory": 1}  # the module that is one is taken
    assert {path.name for path in found.ignored} == set()


def with_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(SPARSE)


TOO_LARGE = (
    "the file is larger than 32 MiB; if it is a notebook, clear its outputs and save it again"
)
TOO_MUCH_CODE = (
    "there is far too much code to run; remove what was pasted in, such as pictures or tables"
)
HARD_LINK = "this file is a hard link; replace it with a copy"
NOT_TEXT = "the module is not text in UTF-8"

ROWS: dict[str, tuple[Callable[[Path], object], str, object]] = {
    "a huge sparse module": (with_sparse, "mallory.py", (Status.UNREADABLE, TOO_LARGE)),
    "a huge sparse notebook": (with_sparse, "mallory.ipynb", (Status.UNREADABLE, TOO_LARGE)),
    "a hard link to another's work": (
        lambda path: path.hardlink_to(write(path.parent.parent / "elsewhere.py", "x = 1")),
        "mallory.py",
        (Status.UNREADABLE, HARD_LINK),
    ),
    "a folder called as a notebook": (
        lambda path: path.mkdir(),
        "mallory.ipynb",
        (
            Status.NEEDS_REVIEW,
            "the folder is empty; hand in the notebook (.ipynb) or module (.py)",
        ),
    ),
    "a name with line breaks": (lambda path: write(path, "q = 1\n"), "mal\nlo\r\nry.py", 1),
    "a name with control characters": (
        lambda path: write(path, "q = 1\n"),
        "mal\x1b[2J\x07\x7f\u202e.py",
        1,
    ),
    "a name that is no text": (
        lambda path: write(path, "q = 1\n"),
        os.fsdecode(b"mal\xff\xfe\x80.py"),
        1,
    ),
    "the longest name there is": (lambda path: write(path, "q = 1\n"), "m" * 252 + ".py", 1),
    "a name of a formula": (lambda path: write(path, "q = 1\n"), "=cmd|' 'A0.py", 1),
}


@pytest.mark.parametrize(("make", "name", "said"), ROWS.values(), ids=ROWS)
def test_what_is_a_file_has_a_row_of_its_own(
    folder: Path, make: Callable[[Path], object], name: str, said: object
) -> None:
    make(folder / name)
    found = found_in(folder)
    assert list(others(found).values()) == [said]
    assert found.ignored == ()
    (row,) = others(found)
    assert one_line(row).isprintable()


def test_a_file_that_may_not_be_read_by_an_ordinary_user(folder: Path) -> None:
    path = write(folder / "mallory.py", "q = 1\n")
    path.chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root may read everything; see the next test")
    assert others(found_in(folder)) == {
        "mallory": (Status.UNREADABLE, "the file cannot be opened: Permission denied")
    }


FOR_SOMEBODY_ELSE = """
import sys
from pathlib import Path
from autograder.course.submissions.find import find_submissions
for s in find_submissions([Path(sys.argv[1])], "units").submissions:
    print(s.name, len(s.cells), s.problem and s.problem.reason)
"""


@pytest.mark.process
def test_files_and_folders_of_mode_000_are_refused_by_name_for_an_ordinary_user() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with new_home() as home:
        for name, source in HONEST.items():
            write(home.folder / f"class/{name}.py", source)
        write(home.folder / "class/closed.py", "q = 1\n").chmod(0)
        write(home.folder / "class/tanaka/units.py", "q = 1\n").parent.chmod(0)
        home.folder.joinpath("class").chmod(0o755)
        said = home.run(
            home.python, "-c", FOR_SOMEBODY_ELSE, str(home.folder / "class")
        ).splitlines()
        (home.folder / "class/tanaka").chmod(0o755)
    assert [line for line in said if "None" in line] == ["abe 1 None", "sato 1 None", "ueda 1 None"]
    assert "closed 0 the file cannot be opened: Permission denied" in said
    assert "tanaka 0 the folder cannot be opened: Permission denied" in said


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let something happen between the listing of files and the reading of the first."""

    def before_it_is_read(act: Callable[[], object]) -> None:
        opened = files._opened
        done: list[object] = []

        def first(path: Path, flags: int = 0) -> object:
            if not done:
                done.append(act())
            return opened(path, flags)

        monkeypatch.setattr(files, "_opened", first)

    return before_it_is_read


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "vanishes": (Path.unlink, "the file cannot be opened: No such file or directory"),
    "becomes a pipe": (
        lambda path: (path.unlink(), os.mkfifo(path)),
        "this is not a regular file",
    ),
    "becomes a folder": (
        lambda path: (path.unlink(), path.mkdir()),
        "this is not a regular file",
    ),
    "becomes a link": (
        lambda path: (path.unlink(), path.symlink_to("/etc/passwd")),
        "the file cannot be opened: Too many levels of symbolic links",
    ),
    "becomes a hard link": (
        lambda path: path.with_name("..data").hardlink_to(path),
        HARD_LINK,
    ),
    "grows without an end": (with_sparse, TOO_LARGE),
}


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_a_file_that_changes_before_it_is_read(
    folder: Path,
    reading: Callable[[Callable[[], object]], None],
    change: Callable[[Path], object],
    said: str,
) -> None:
    path = write(folder / "mallory.py", "q = 1\n")
    reading(lambda: change(path))
    assert others(found_in(folder)) == {"mallory": (Status.UNREADABLE, said)}


def test_a_file_that_grows_while_it_is_read_ends_at_the_most_that_is_read(folder: Path) -> None:
    path, is_over = write(folder / "mallory.py", "q = 1\n"), threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not is_over.is_set() and file.tell() < 256 << 20:
                file.write(b"# " + b"a" * 65_534)

    growing = threading.Thread(target=grow)
    growing.start()
    try:
        found = others(found_in(folder))
    finally:
        is_over.set()
        growing.join()
    # What has been read when the next byte is not there yet is what was handed in.
    refused = [(Status.UNREADABLE, said) for said in (TOO_LARGE, TOO_MUCH_CODE)]
    assert found["mallory"] in (1, *refused)


def test_all_of_them_at_once(folder: Path) -> None:
    for n, make in enumerate(ASIDE.values()):
        place = folder / f"aside-{n}"
        place.mkdir()
        write(place / "abe.py", "q = 1\n")
        make(place / "mallory.py")
    for n, (make, name, _said) in enumerate(ROWS.values()):
        make(folder / f"{n}-{name}"[-250:])
    found = others(found_in(folder))
    assert len(found) == len(ASIDE) + len(ROWS)
    assert [said for said in found.values() if said == 1] != []
    assert told(None) is None
