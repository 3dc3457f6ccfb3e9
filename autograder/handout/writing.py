"""Writing a handout into a folder, also where an earlier one has been handed out and worked on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.digests import digest_of
from autograder.errors import AssignmentError, SourceFault, UsageError
from autograder.frozen import dataclass
from autograder.handout.cells import as_module, as_notebook
from autograder.handout.changes import changes
from autograder.handout.checks_file import FORMAT, NAME, cell_digests
from autograder.handout.dump import dump, visible_part
from autograder.handout.load import DamagedHandout, load
from autograder.handout.readme import readme
from autograder.records import Assignment, Cell, Language
from autograder.store.folder import open_folder, write_whole
from autograder.texts import some_of

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class HandedOut:
    """The files of a handout, and what an instructor wants to know about them."""

    paths: tuple[Path, ...]
    changes: tuple[str, ...]  #: since the last time, sentences; nothing the first time
    kept: tuple[tuple[Path, Path], ...]  #: (file a student has changed, the new one beside it)


def hand_out(
    assignment: Assignment, cells: Sequence[Cell], language: Language, install: str, folder: Path
) -> HandedOut:
    """Write the handout; what a student has changed stays, and the new file stands beside it.

    Raises AssignmentError, OutputError; UsageError if a file is in the way of other origin.
    """
    visible = visible_part(assignment, language)
    files = dict(_files(assignment, cells, language, install))
    handout = replace(
        visible,
        files={name: digest_of(content) for name, content in files.items()},
        cells=cell_digests(cells),
    )
    document = dump(handout)
    _require_readable(assignment, document)
    open_folder(folder)
    before = _handed_out_before(folder)
    if before is None:
        _require_nothing_else(folder, files)
    found = {name: _target(folder, name, files[name], before) for name in files}
    targets = {name: path for name, path in found.items() if path}
    for name, path in targets.items():
        write_whole(path, files[name])
    write_whole(folder / NAME, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return HandedOut(
        paths=(*targets.values(), folder / NAME),
        changes=tuple(changes(before, handout)) if before else (),
        kept=tuple(
            (folder / name, path) for name, path in targets.items() if path != folder / name
        ),
    )


def _files(
    assignment: Assignment, cells: Sequence[Cell], language: Language, install: str
) -> Iterator[tuple[str, bytes]]:
    own = {
        f"{assignment.name}.ipynb": as_notebook(cells).encode(),
        f"{assignment.name}.py": as_module(cells).encode(),
        "README.md": readme(assignment, language, install).encode(),
    }
    yield from own.items()
    for name, path in assignment.files:
        if name in own or name == NAME:
            message = f"{name} is the name of a file that every handout has; choose another"
            raise AssignmentError([SourceFault(path, None, message)])
        yield name, path.read_bytes()


def _require_readable(assignment: Assignment, document: Facts) -> None:
    try:
        load(document, assignment.folder, assignment.kinds)
    except DamagedHandout as error:
        message = f"what a handout carries of reference/cases/ does not work alone: {error}"
        path = assignment.folder / "assignment.yaml"
        raise AssignmentError([SourceFault(path, None, message)]) from error


def is_handout(folder: Path) -> bool:
    """Whether a handout has been written into a folder."""
    return _handed_out_before(folder) is not None


def _handed_out_before(folder: Path) -> Facts | None:
    try:
        document = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    ours = isinstance(document, dict) and document.get("format") == FORMAT
    return document if ours and "files" in document else None


def _require_nothing_else(folder: Path, names: Collection[str]) -> None:
    """Raise UsageError if a folder of no handout holds more: as one of submissions does."""
    found = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    if others := [name for name in found if name not in (*names, NAME)]:
        raise UsageError(
            f"{folder} is no earlier handout and holds other files "
            f"({some_of(others, 3)}); name a new or an empty folder"
        )


def _target(
    folder: Path, name: str, content: bytes, before: Mapping[str, Any] | None
) -> Path | None:
    """Return where to write a file: in its place, or beside what a student has made of it.

    None if that was made of this very file.
    """
    path, new = folder / name, digest_of(content)
    there = digest_of(path.read_bytes()) if path.is_file() else new
    handed_out = (before or {}).get("files", {}).get(name)
    if there in (new, handed_out):
        return path
    if handed_out == new:
        return None
    if handed_out is None:
        raise UsageError(f"{path} is there already and differs; remove it or name another folder")
    return path.with_name(f"{path.stem}.new{path.suffix}")
