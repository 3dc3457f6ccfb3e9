"""What reads a submission's code: this process, or one that can be lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from autograder.account import Account
from autograder.bindings import CellBindings, bindings_of_cells
from autograder.feedback.changes import ChangeAsked, ChangeFound, find_change
from autograder.feedback.code import CodeAsked, CodeRead, read_code


class CodeReader(Protocol):
    """All that looks into one submission's code cells; what it is asked and returns is plain."""

    def bindings(self, sources: Sequence[str]) -> Iterable[CellBindings]:
        """Return what each cell binds."""

    def code(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        """Return what the cells show."""

    def change(self, sources: Sequence[str], asked: ChangeAsked) -> ChangeFound:
        """Return the one small change that would put answers right."""


class AccountedReader(CodeReader, Protocol):
    """A reader of one submission, and the account that all that is done with it draws on."""

    @property
    def account(self) -> Account: ...


class Readers(Protocol):
    """Where readers of submissions come from."""

    def of(self, sha256: str) -> AccountedReader:
        """Return one for the submission whose file has this hash."""


class ReaderHere(CodeReader):
    """Reads in this process, however long it takes."""

    def __init__(self) -> None:
        self.account = Account()

    def bindings(self, sources: Sequence[str]) -> Iterable[CellBindings]:
        return bindings_of_cells(sources)

    def code(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        return read_code(sources, asked)

    def change(self, sources: Sequence[str], asked: ChangeAsked) -> ChangeFound:
        return find_change(sources, asked)


class ReadersHere(Readers):
    """Read in this process."""

    def of(self, sha256: str) -> ReaderHere:
        return ReaderHere()


HERE = ReaderHere()
READERS_HERE = ReadersHere()
