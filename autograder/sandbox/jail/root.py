"""Template and worker: A root of its own, in which nothing of the host but libraries is.

It is made once, with namespaces around it, and all workers of a template live in it. Each has
besides a PID namespace, and a folder to write to that no other worker sees: a file system in
memory, bounded in bytes and in number of files.

    template ──fork──▶ keeper ──fork──▶ inhabitant, the template from now on, process 1 in there
       └─ waits ────────┘ └─ waits ──────┘ └──fork──▶ worker … (`process_namespaces`)

The keeper is there because one's own process cannot be moved, and the template because what has
half left the host cannot go back: it goes on outside where no namespaces can be had.
"""

from __future__ import annotations

import contextlib
import os
import select
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from autograder.sandbox.jail import mounts, namespaces, privileges
from autograder.sandbox.jail.forking import close_from, fork
from autograder.sandbox.jail.process_namespaces import ProcessNamespaces, end

SCRATCH = Path("/scratch")  #: where each worker finds its own

_EMPTY = Path("/empty")
_PROC = Path("/proc")
_COVERED = Path("/dev")  #: exists everywhere; the new root is made on top of it
_SAFE = mounts.READ_ONLY | mounts.NO_SUID | mounts.NO_DEVICES
_DEVICE = mounts.READ_ONLY | mounts.NO_SUID | mounts.NO_EXEC
_OWN = mounts.NO_SUID | mounts.NO_DEVICES | mounts.NO_LINKS
_MADE = b"made"
_WORDS = 1 << 12


def move_in(shown: Iterable[Path], hidden: Iterable[Path]) -> str:
    """Go on where only some paths of the host can be read, and return "".

    What is hidden are folders in those that are shown: they are there, and empty.

    Or return why that cannot be, in the process that called.
    """
    answer, theirs = os.pipe()
    template = os.getpid()
    try:
        keeper = fork()
    except OSError as error:
        return str(error)
    if keeper == 0:
        os.close(answer)
        _keep(shown, hidden, theirs, template)
        return ""
    os.close(theirs)
    words = os.read(answer, _WORDS)
    if words == _MADE:
        _wait_and_end(keeper)
    os.close(answer)
    os.waitpid(keeper, 0)
    return words.decode("utf-8", "replace") or "what should have made it was killed"


def new_scratch(size: int, files: int) -> int:
    """Return a descriptor of a folder for one worker: `size` in bytes, at most so many files."""
    options = {"size": str(max(size, 1)), "nr_inodes": str(max(files, 1)), "mode": "0700"}
    return mounts.new("tmpfs", options, _OWN)


def take_scratch(scratch: int) -> None:
    """Put a new scratch folder in its place, and what /proc tells of this process's namespace."""
    namespaces.have_own_mounts()
    mounts.put(scratch, SCRATCH)
    processes = _new_proc()
    mounts.put(processes, _PROC)
    os.close(processes)


def _keep(shown: Iterable[Path], hidden: Iterable[Path], answer: int, template: int) -> None:
    """Make it all and return in its first process; the process that called ends with it."""
    try:
        namespaces.leave_host()
        privileges.die_with(template)
        keeper = os.pidfd_open(os.getpid())
        inhabitant = fork()
    except OSError as error:
        _give_up(error, answer)
    if inhabitant != 0:
        _wait_and_end(inhabitant)
    try:
        _die_with(keeper)
        namespaces.have_own_mounts()
        _furnish(shown, hidden)
        _try_out(answer)
    except OSError as error:
        _give_up(error, answer)
    os.write(answer, _MADE)
    os.close(answer)


def _die_with(keeper: int) -> None:
    """As `privileges.die_with`, for a parent that has no number in here."""
    privileges.die_with(0)
    poll = select.poll()
    poll.register(keeper, select.POLLIN)
    if poll.poll(0):
        raise ProcessLookupError("the keeper has ended")
    os.close(keeper)


def _furnish(shown: Iterable[Path], hidden: Iterable[Path]) -> None:
    """Make a root that holds what is shown and nothing else, least of all what is hidden."""
    mounts.hear_nothing_new()
    trees = [(path, mounts.clone(path, _settings(path))) for path in shown]
    root = mounts.new("tmpfs", {"mode": "0755"}, _SAFE & ~mounts.READ_ONLY)
    mounts.put(root, _COVERED)
    os.close(root)
    os.chdir(_COVERED)
    for path, tree in trees:
        _place(tree, path)
    _inside(_EMPTY).mkdir()
    for path in hidden:
        _cover(path)
    # Before the old root goes: the kernel gives a new /proc only to those who see one.
    _place(_new_proc(), _PROC)
    _inside(SCRATCH).mkdir()
    mounts.make_here_the_root()
    mounts.limit(Path("/"), _SAFE)


def _new_proc() -> int:
    return mounts.new("proc", {"hidepid": "ptraceable"}, _SAFE | mounts.NO_EXEC)


def _settings(path: Path) -> int:
    return _DEVICE if path.is_char_device() else _SAFE


def _place(tree: int, path: Path) -> None:
    place = _inside(path)
    if stat.S_ISDIR(os.fstat(tree).st_mode):
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    mounts.put(tree, place)
    os.close(tree)


def _cover(path: Path) -> None:
    empty = mounts.clone(_inside(_EMPTY), _SAFE)
    with contextlib.suppress(OSError):  # it leads out of what is shown
        mounts.put(empty, _inside(path))
    os.close(empty)


def _inside(path: Path) -> Path:
    return Path(*path.parts[1:])


def _try_out(answer: int) -> None:
    """Fork and settle one worker, or the first submission would find out that none can live."""
    trial, init = ProcessNamespaces().fork()
    if trial != 0:
        _, status = os.waitpid(trial, 0)
        end(init)
        if status != 0:
            os._exit(1)
        return
    try:
        take_scratch(new_scratch(1 << 20, 2))
    except OSError as error:
        _give_up(error, answer)
    os._exit(0)


def _give_up(error: OSError, answer: int) -> NoReturn:
    os.write(answer, str(error).encode("utf-8", "replace")[:_WORDS])
    os._exit(1)


def _wait_and_end(child: int) -> NoReturn:
    """Hold nothing open, and end as the child does."""
    close_from(3)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
