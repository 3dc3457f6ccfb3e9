"""Worker: Shell commands and magics: those that cannot run leave a note, and the cell goes on."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList

from autograder.worker.hollow import Hollow
from autograder.worker.plotting import no_window, wants_window
from autograder.worker.standins import is_installed

if TYPE_CHECKING:
    from autograder.worker.screen import Screen

_INSTALLERS = {"pip", "conda", "mamba", "micromamba", "uv"}
_SHELLS = {"bash", "sh", "script", "cmd", "perl", "ruby", "pypy", "python", "python2", "python3"}
_TYPISTS = {"debug", "pdb", "edit", "ed", "paste", "cpaste", "recall", "rep", "rerun"}
_OTHER_FILES = {"load", "loadpy", "pastebin"}
_RUN_OPTIONS = {"-e", "-i", "-n", "-t", "-G"}  #: the others debug, profile, or look elsewhere
_RELOADERS = {"autoreload", "aimport"}
_OURS = {"check"}  #: for students, in their own notebooks
_EXTENSIONS_LEFT_OUT = {"autoreload", "autograder"}

_OPTIONS = re.compile(r"\s*(?:-[a-z]\s*\d*\s+)*")
_ROUNDS = re.compile(r"-[nr]\s*\d*\s*")

LINE_MAGICS_LEFT_OUT = frozenset(
    _INSTALLERS | _TYPISTS | _OTHER_FILES | _RELOADERS | _OURS | {"gui", "notebook"}
)
CELL_MAGICS_LEFT_OUT = frozenset(_INSTALLERS | _SHELLS | {"debug"})


class ForgivingMagics(InteractiveShell):
    """An IPython shell that starts no program and survives a magic it cannot serve."""

    screen: Screen
    kernel = Hollow()  #: that of Jupyter, which notebooks ask to stop or to send something

    def system(self, command: str) -> None:
        self._leave_out(f"!{command.rstrip()}")

    system_piped = system
    system_raw = system

    def getoutput(self, command: str, split: bool = True, depth: int = 0) -> Any:
        self._leave_out(f"!{command.rstrip()}")
        return SList() if split else ""

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        written = f"%{magic_name} {line}".rstrip()
        if _is_left_out(magic_name, line):
            return self._leave_out(written)
        if magic_name in ("matplotlib", "pylab"):
            return self._set_up_plots(magic_name, line)
        if magic_name == "timeit":
            line = _once(line)
        try:
            # One more than the caller's: this frame stands between it and the magic.
            return super().run_line_magic(magic_name, line, _stack_depth + 1)
        except UsageError as error:
            return self.screen.note(str(error))
        except ModuleNotFoundError:
            if magic_name not in ("load_ext", "reload_ext"):
                raise
            return self.screen.note(f"not available while grading: {written}")

    def magic(self, arg_s: str) -> Any:
        """Run a line magic, as old exports do; IPython itself has forgotten it."""
        magic_name, _, line = arg_s.strip().removeprefix("%").partition(" ")
        return self.run_line_magic(magic_name, line.strip(), 2)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        if magic_name in CELL_MAGICS_LEFT_OUT:
            return self._leave_out(f"%%{magic_name} {line}".rstrip())
        if magic_name == "timeit":
            line = _once(line)
        try:
            return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]
        except UsageError as error:
            return self.screen.note(str(error))

    def enable_gui(self, gui: str | None = None) -> None:
        """Nothing: there is no window to open."""

    def _leave_out(self, written: str) -> None:
        self.screen.note(f"not run while grading: {written}")

    def _set_up_plots(self, magic_name: str, line: str) -> Any:
        """Draw inline whatever was asked for; without matplotlib its stand-in says what is lost."""
        if not is_installed("matplotlib"):
            return None
        if wants_window(line):
            self.screen.note(no_window(f"%{magic_name} {line}"))
        return super().run_line_magic(magic_name, "inline", 2)


def _once(line: str) -> str:
    """Let `%timeit` run once: nobody reads the time, and many rounds use up the cell's."""
    options = _OPTIONS.match(line)
    given = options[0] if options else ""
    kept = _ROUNDS.sub("", given)
    return f"-n1 -r1 {kept}{line[len(given) :]}"


def _is_left_out(magic_name: str, line: str) -> bool:
    if magic_name == "run":
        return not _is_own_module(line)
    if magic_name in ("load_ext", "reload_ext"):
        return line.strip() in _EXTENSIONS_LEFT_OUT  # the first would watch, and list, what is ours
    return magic_name in LINE_MAGICS_LEFT_OUT


def _is_own_module(line: str) -> bool:
    """Whether `%run …` is of a module that the submission has written into its folder."""
    try:
        words = [word for word in shlex.split(line) if word not in _RUN_OPTIONS]
    except ValueError:  # a quotation mark too many
        return False
    path = words[0] if words else ""
    path = os.path.realpath(path if path.endswith(".py") else path + ".py")
    return os.path.isfile(path) and Path(path).is_relative_to(os.getcwd())
