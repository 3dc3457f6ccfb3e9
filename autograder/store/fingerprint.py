"""Hashes of all that an observation depends on: with the same hash, running gives the same.

Not in it is what only judges answers: expected values, tolerances, points, messages.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from autograder.digests import digest_of_file
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.protocol.values import encode
from autograder.records import (
    Answer,
    AskedGroup,
    Assignment,
    Check,
    Limits,
    Raised,
    Request,
    Submission,
)
from autograder.records.groups import check_groups
from autograder.records.stored_results import AssignmentDigest

_PACKAGE = Path(__file__).parent.parent
_RUNS_SUBMISSIONS = (
    "execution",
    "records/groups.py",
    "sandbox",
    "protocol",
    "worker",
    "codec.py",
    "texts.py",
    "bindings.py",
    "cutting.py",
    "digests.py",
    "frozen.py",
    "shared_fields.py",
)

Asked = tuple[Request, ...] | str
"""The requests of one check; of one that asks as it goes, the names of its functions."""


def setting_hash(
    assignment: Assignment, tier: str, versions: Iterable[tuple[str, str]], trainer: str | None
) -> str:
    """Return the hash of all that submissions are run with: once for a whole class."""
    return _hash(
        {
            "program": program_hash(_RUNS_SUBMISSIONS),
            "assignment": run_with(assignment),
            "tier": tier,
            "versions": list(versions),
            "installed": _installed(),
            "trainer": trainer,
        }
    )


def base_hash(submission: Submission, setting: str) -> str:
    """Return the hash of a submission's cells in a setting, whatever it is asked."""
    code = [cell for cell in submission.cells if cell.kind == "code"]
    cells = [cell.source for cell in sorted(code, key=lambda cell: cell.turn)]
    files = [[file.name, file.sha256] for file in submission.files]
    return _hash(
        [setting, submission.sha256, submission.module, cells, *([files] if files else [])]
    )


def requests_hash(asked: Iterable[Asked]) -> str:
    """Return the hash of what checks ask that are asked together."""
    return _hash([_asked(check) for check in asked])


def asked_hash(assignment: Assignment, groups: Sequence[str]) -> str:
    """Return the hash of the part of an assignment that determines answers."""
    return _hash([run_with(assignment), groups])


def judging_hash(assignment: Assignment) -> str:
    """Return the hash of an assignment, expected answers, points and texts included.

    Functions of the course count by name.
    """
    codec = replace(ENCODING, members={Check: assignment.kinds})
    names = tuple((name, Path(name)) for name, _ in assignment.files)
    return _hash(codec.dump(Assignment, replace(assignment, folder=Path(), files=names)))


def answers_hash(answers: Iterable[Answer]) -> str:
    """Return the hash of answers to a check; where code raised, of the exception's type alone."""
    said = [replace(a, message="", frames=()) if isinstance(a, Raised) else a for a in answers]
    return _hash([ENCODING.dump(Answer, answer) for answer in said])


def asked_groups(assignment: Assignment) -> tuple[AskedGroup, ...]:
    """Return which checks are asked together, and what, in this order."""
    return tuple(
        AskedGroup(
            hidden=group.hidden,
            checks=tuple(check.id for check in group.checks),
            requests=requests_hash(map(asked_by, group.checks)),
        )
        for group in check_groups(assignment)
    )


def assignment_digest(assignment: Assignment, groups: Iterable[AskedGroup]) -> AssignmentDigest:
    """Return the hashes of what an assignment asks, and of all that it judges by."""
    return AssignmentDigest(
        asked=asked_hash(assignment, [group.requests for group in groups]),
        judging=judging_hash(assignment),
    )


def asked_by(check: Check) -> Asked:
    """Return the requests of a check, or the names of the functions that make them as they go."""
    if check.requests is None:
        return " ".join(function.name for function in check.functions)
    return check.requests


def run_with(assignment: Assignment) -> list[Any]:
    names = [name for name, _ in assignment.files]
    digests = assignment.digests or [digest_of_file(path) for _, path in assignment.files]
    files = [list(pair) for pair in zip(names, digests, strict=True)]
    return [assignment.imports, RECORDS.dump(Limits, assignment.limits), files]


def _installed() -> list[list[str]]:
    """Return names and versions of all that a submission may import, perhaps late."""
    return sorted(map(_name_and_version, distributions()))


def _name_and_version(installed: Distribution) -> list[str]:
    """Return them as its metadata begins, of which a message would be made whole."""
    text = installed.read_text("METADATA") or installed.read_text("PKG-INFO") or ""
    head, _, _ = text.partition("\n\n")
    found = (re.search(rf"^{key}: *(.*?) *$", head, re.MULTILINE) for key in ("Name", "Version"))
    return [match[1] for match in found if match]


def _asked(asked: Asked) -> Any:
    if isinstance(asked, str):
        return asked
    return [_dumped(request) for request in asked]


def _dumped(request: Request) -> Any:
    try:
        return RECORDS.dump_once(Request, request)
    except WireError as error:  # it cannot be asked either
        return str(error)


def _encoded(value: object) -> Any:
    try:
        return encode(value)
    except WireError as error:
        return str(error)


ENCODING = replace(RECORDS, encode=_encoded)


def program_hash(places: Iterable[str]) -> str:
    """Return the hash of files and folders of our own code; between releases it changes too."""
    digest = hashlib.sha256()
    for path in _program(places):
        code = path.read_bytes()
        digest.update(f"{path.name} {len(code)}\n".encode())
        digest.update(code)
    return digest.hexdigest()


def _program(places: Iterable[str]) -> Iterator[Path]:
    for place in places:
        path = _PACKAGE / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()
