"""What an observation depends on, as hashes: with the same hash, running again gives the same.

Not in it is what only judges answers: expected values, tolerances, points, messages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from autograder.checks.groups import check_groups
from autograder.protocol.errors import WireError
from autograder.protocol.values import encode
from autograder.records import Assignment, Check, Request, Submission

_PACKAGE = Path(__file__).parent.parent
_RUNS_SUBMISSIONS = ("execution", "checks/groups.py", "sandbox", "protocol", "worker", "texts.py")


def setting_hash(
    assignment: Assignment, tier: str, versions: Iterable[tuple[str, str]], trainer: str | None
) -> str:
    """Return the hash of everything but the submission: once for a whole class."""
    return _hash(
        {
            "program": _program_hash(),
            "imports": assignment.imports,
            "limits": asdict(assignment.limits),
            "files": [[name, _content_hash(path)] for name, path in assignment.files],
            "tier": tier,
            "versions": list(versions),
            "installed": _installed(),
            "trainer": trainer,
            "asked": [
                [group.question, [_asked(check) for check in group.checks]]
                for group in check_groups(assignment)
            ],
        }
    )


def observation_hash(submission: Submission, setting: str) -> str:
    """Return the hash of a submission's cells, run and asked in a setting."""
    cells = [cell.source for cell in submission.cells if cell.kind == "code"]
    return _hash([setting, submission.sha256, cells])


def _installed() -> list[list[str]]:
    """Return names and versions of all that a submission may import, perhaps late."""
    known = [dist.metadata for dist in distributions()]
    return sorted([meta[key] for key in ("Name", "Version") if key in meta] for meta in known)


def _asked(check: Check) -> list[Any]:
    """Return what a check asks; what asks as it goes shows that only when it is judged again."""
    requests = check.requests()
    if requests is None:
        return [check.id, *(function.name for function in check.functions)]
    return [check.id, [_request(request) for request in requests]]


def _request(request: Request) -> list[Any]:
    return [type(request).__name__, *map(_field, vars(request).values())]


def _field(value: object) -> Any:
    if isinstance(value, tuple):
        return [_field(part) for part in value]
    try:
        return encode(value)
    except WireError as error:  # it cannot be asked either
        return str(error)


def _content_hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:  # it cannot be given to a submission either
        return str(error)


def _program_hash() -> str:
    """Return the hash of our own code that runs submissions; between releases it changes too."""
    return _hash([[path.name, path.read_text(encoding="utf-8")] for path in _program()])


def _program() -> Iterator[Path]:
    for place in _RUNS_SUBMISSIONS:
        path = _PACKAGE / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()
