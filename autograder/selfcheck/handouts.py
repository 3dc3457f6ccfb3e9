"""The handout that a student works in: found, read, and fit to be checked here."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from autograder.checks.kind import Kind
from autograder.checks.kinds import KINDS
from autograder.errors import AutograderError
from autograder.handout.checks_file import FORMAT, NAME, VERSION, ChecksFile, digest
from autograder.handout.load import DAMAGED, load
from autograder.records import LANGUAGES, Assignment, Language, Text
from autograder.selfcheck import wording

OLDEST_NUMPY = (1, 26)


class SelfCheckError(AutograderError):
    """A student's folder or command is not as it must be; said in both languages if need be."""

    def __init__(self, text: Text, language: Language | None = None, **facts: object) -> None:
        spoken = LANGUAGES if language is None else (language,)
        super().__init__("\n".join(text.said_in(each).format(**facts) for each in spoken))


@dataclass(frozen=True)
class Handout:
    """A handout as it was handed out, wherever it lies now."""

    folder: Path
    assignment: Assignment  #: with its visible checks only
    hidden: Mapping[str, int]  #: how many hidden checks there are, by question
    files: Mapping[str, str]  #: SHA-256 of each file when it was handed out
    cells: tuple[str, ...]  #: digests of the notebook's cells when it was handed out
    sha256: str  #: of checks.json

    @property
    def language(self) -> Language:
        return self.assignment.language


def load_handout(
    folder: Path, how: str, language: Language | None = None, kinds: Sequence[Kind] = KINDS
) -> Handout:
    """Return the handout in a folder, in its own language unless another is given.

    Raises SelfCheckError if there is none; `how` to name another folder is part of the sentence.
    """
    try:
        content = (folder / NAME).read_bytes()
    except OSError:
        where = folder.resolve()
        raise SelfCheckError(wording.NO_HANDOUT, language, folder=where, how=how) from None
    if not is_ours(content):
        raise SelfCheckError(wording.NOT_OURS, language, folder=folder.resolve())
    handout = _read(folder, content, language, kinds)
    spoken = language or handout.language
    return replace(handout, assignment=replace(handout.assignment, language=spoken))


def is_ours(content: bytes) -> bool:
    """Whether a checks.json is that of a handout, be it damaged."""
    return FORMAT.encode() in content[:200]


def demand_libraries(handout: Handout) -> None:
    """Raise SelfCheckError if what the assignment needs is missing or too old here."""
    if tuple(int(part) for part in np.__version__.split(".")[:2]) < OLDEST_NUMPY:
        raise SelfCheckError(wording.OLD_NUMPY, handout.language, version=np.__version__)
    needs_it = "tensorflow" in handout.assignment.imports
    if needs_it and importlib.util.find_spec("tensorflow") is None:
        raise SelfCheckError(wording.NO_TENSORFLOW, handout.language)


def _read(
    folder: Path, content: bytes, language: Language | None, kinds: Sequence[Kind]
) -> Handout:
    try:
        document = json.loads(content)
        if document["version"] > VERSION:
            raise SelfCheckError(wording.NEWER, language or _language(document))
        if document["version"] < VERSION:
            raise SelfCheckError(wording.OLDER, language or _language(document))
        records = tuple(record for kind in kinds for record in kind.records)
        return _handout(content, load(document, folder, records))
    except DAMAGED as error:
        raise SelfCheckError(wording.DAMAGED, language, folder=folder.resolve()) from error


def _within(name: str) -> str:
    """Return the name of a data file; `ValueError` if it leads out of the handout's folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(name)
    return name


def _language(document: Mapping[str, Any]) -> Language | None:
    held = document.get("assignment")
    language = (held if isinstance(held, dict) else document).get("language")
    return language if isinstance(language, str) else None


def _handout(content: bytes, file: ChecksFile) -> Handout:
    assignment, folder = file.assignment, file.assignment.folder
    own = {f"{assignment.name}.ipynb", f"{assignment.name}.py", "README.md"}
    data = [(_within(name), folder / name) for name in file.files if name not in own]
    return Handout(
        folder=folder,
        assignment=replace(assignment, files=tuple((n, p) for n, p in data if p.is_file())),
        hidden=file.hidden,
        files=file.files,
        cells=file.cells,
        sha256=digest(content),
    )
