"""`readings/<submission>.json`: what a submission's code shows, read once for all that is asked.

Format `akapen-reading`, version 1:

    {"format": "akapen-reading", "version": 1, "autograder": "0.2.0",
     "sha256": SHA-256 of what was handed in, "program": SHA-256 of what has read it,
     "names": ["conv1d", …], "module": "", "code": CODE}

CODE is the fields of `code.CodeRead`, of all names that the assignment asks for: which of them are
wrong changes with what they are judged by, what the code shows does not. It is made when something
is to be told of a submission for the first time; one that is damaged, or of other names or another
program, counts as not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from autograder.account import Account
from autograder.bindings import CellBindings
from autograder.errors import OutputError
from autograder.feedback.changes import ChangeAsked, ChangeFound
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.feedback.readers import AccountedReader
from autograder.frozen import dataclass
from autograder.store.documents import Format, NoDocument
from autograder.store.fingerprint import program_hash
from autograder.store.folder import write_whole

READINGS = "readings"
_READS = (
    "bindings.py",
    "course/submissions",
    "cutting.py",
    "feedback/code",
    "records/sentences.py",
    "texts.py",
)


_NOTHING = CodeRead()  #: what is shown where reading was too much


@dataclass(frozen=True, kw_only=True)
class _Reading:
    sha256: str
    program: str
    names: tuple[str, ...]
    module: str
    code: CodeRead = _NOTHING


_FORMAT = Format(name="akapen-reading", version=1, kind=_Reading)


class NotKept(Exception):
    """What is asked is not on record, and there are no cells to read it from."""


class Readings:
    """The readings in an output folder."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet; `folder` is the output folder."""
        self._folder = folder / READINGS

    def by(self, reader: AccountedReader, file: str, sha256: str) -> KeptReader:
        """Return a reader of a submission that keeps what it reads, under the stem of a file."""
        return KeptReader(reader, self._folder / f"{file}.json", sha256, self._program)

    def without_cells(self, reader: AccountedReader, file: str, sha256: str) -> KeptReader:
        """Return one that knows what is kept and nothing else; on the account of `reader`."""
        return _OnlyKept(reader, self._folder / f"{file}.json", sha256, self._program)

    @cached_property
    def _program(self) -> str:
        return program_hash(_READS)


class KeptReader(AccountedReader):
    """Has another reader read a submission's code, and keeps in a file what that shows."""

    def __init__(self, reader: AccountedReader, path: Path, sha256: str, program: str) -> None:
        self._reader = reader
        self._path = path
        self._sha256 = sha256
        self._program = program

    @property
    def account(self) -> Account:
        return self._reader.account

    def bindings(self, sources: Sequence[str]) -> Iterable[CellBindings]:
        return self._reader.bindings(sources)

    def change(self, sources: Sequence[str], asked: ChangeAsked) -> ChangeFound:
        return self._reader.change(sources, asked)

    def code(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        whole = self._kept(asked)
        if whole is None:
            whole = self._read(sources, replace(asked, about=None))
        if asked.about is None:
            return whole
        return replace(whole, shown=tuple(s for s in whole.shown if s.name in asked.about))

    def _read(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        code = self._reader.code(sources, asked)
        if code != _NOTHING:
            with suppress(OutputError):  # whatever has to be written will tell of it
                text = _FORMAT.text(self._reading(asked, code))
                write_whole(self._path, text, flushed=False)
        return code

    def _kept(self, asked: CodeAsked) -> CodeRead | None:
        try:
            kept = _FORMAT.read(self._path.read_bytes())
        except (OSError, NoDocument):
            return None
        return kept.code if kept == self._reading(asked, kept.code) else None

    def _reading(self, asked: CodeAsked, code: CodeRead) -> _Reading:
        return _Reading(
            sha256=self._sha256,
            program=self._program,
            names=asked.names,
            module=asked.module,
            code=code,
        )


class _OnlyKept(KeptReader):
    def bindings(self, sources: Sequence[str]) -> Iterable[CellBindings]:
        raise NotKept

    def change(self, sources: Sequence[str], asked: ChangeAsked) -> ChangeFound:
        raise NotKept

    def _read(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        raise NotKept
