"""The handout that a student works in: found, read, and fit to be checked here."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from autograder.checks.kind import Kind
from autograder.checks.kinds import KINDS
from autograder.digests import digest_of
from autograder.errors import AutograderError
from autograder.feedback.show.catalogues import languages
from autograder.feedback.show.sentences import in_language
from autograder.frozen import dataclass
from autograder.handout.checks_file import FORMAT, NAME, VERSION, ChecksFile
from autograder.handout.load import DamagedHandout, load
from autograder.protocol.building_tables import load_pandas
from autograder.protocol.libraries import at_hand, is_missing, pip_command
from autograder.records import Assignment, Language
from autograder.records.sentences import Sentence, _

OLDEST_NUMPY = (1, 26)


class SelfCheckError(AutograderError):
    """A student's folder or command is not as it must be; said in both languages if need be."""

    def __init__(self, said: Sentence, language: Language | None = None) -> None:
        spoken = languages() if language is None else (language,)
        super().__init__("\n".join(in_language(said, each) for each in spoken))


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
        said = _(
            "There is no checks.json in {folder}. "
            "Go to the folder of the handout, or name it: {how}",
            folder=str(folder.resolve()),
            how=how,
        )
        raise SelfCheckError(said, language) from None
    if not is_ours(content):
        said = _(
            "The checks.json in {folder} is not that of a handout. "
            "Go to the folder of the handout.",
            folder=str(folder.resolve()),
        )
        raise SelfCheckError(said, language)
    handout = _read(folder, content, language, kinds)
    spoken = language or handout.language
    return replace(handout, assignment=replace(handout.assignment, language=spoken))


def is_ours(content: bytes) -> bool:
    """Whether a checks.json is that of a handout, be it damaged."""
    return FORMAT.encode() in content[:200]


def require_libraries(handout: Handout) -> None:
    """Raise SelfCheckError if what the assignment needs is missing or too old here."""
    if tuple(int(part) for part in np.__version__.split(".")[:2]) < OLDEST_NUMPY:
        said = _(
            "NumPy {version} is too old; 1.26 or later is needed. "
            "Update it: pip install --upgrade numpy",
            version=np.__version__,
        )
        raise SelfCheckError(said, handout.language)
    needs_it = "tensorflow" in handout.assignment.imports
    if needs_it and importlib.util.find_spec("tensorflow") is None:
        said = _(
            "This assignment needs TensorFlow, which is not installed here. "
            "Install it: pip install tensorflow"
        )
        raise SelfCheckError(said, handout.language)
    imports = handout.assignment.imports
    for library in filter(is_missing, at_hand(imports)):
        said = _(
            "This assignment needs {library}, which is not installed here. Install it: {command}",
            library=library,
            command=handout.assignment.libraries_from or pip_command(library),
        )
        raise SelfCheckError(said, handout.language)
    load_pandas(imports)


def _read(
    folder: Path, content: bytes, language: Language | None, kinds: Sequence[Kind]
) -> Handout:
    try:
        document = _document(content)
        _require_version(document, language)
        records = tuple(record for kind in kinds for record in kind.records)
        return _handout(content, load(document, folder, records))
    except (DamagedHandout, ValueError, RecursionError) as error:
        said = _(
            "The checks.json in {folder} is damaged. Get it again from where you got the "
            "handout; your own file is not affected.",
            folder=str(folder.resolve()),
        )
        raise SelfCheckError(said, language) from error


def _document(content: bytes) -> dict[str, Any]:
    document = json.loads(content)
    if not isinstance(document, dict) or type(document.get("version")) is not int:
        raise ValueError("not a handout's")
    return document


def _require_version(document: Mapping[str, Any], language: Language | None) -> None:
    if document["version"] > VERSION:
        said = _(
            "This handout was made for a newer version of akapen. "
            "Update it: pip install --upgrade akapen"
        )
        raise SelfCheckError(said, language or _language(document))
    if document["version"] < VERSION:
        said = _(
            "This handout was made for akapen 0.1.0. "
            "Install that version: pip install akapen==0.1.0"
        )
        raise SelfCheckError(said, language or _language(document))


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
        sha256=digest_of(content),
    )
