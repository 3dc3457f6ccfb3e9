"""`equivalent.yaml`: changes to a solution that make no difference, each with the reason.

- was: total = 0
  now: total = 0.0
  because: the sum is a float all the same
"""

from __future__ import annotations

from pathlib import Path

from autograder.course.yaml_lines import read_yaml
from autograder.errors import AssignmentError, SourceFault

_KEYS = {"was", "now", "because"}


def read_equivalents(folder: Path) -> dict[tuple[str, str], str]:
    """Return {(was, now): because}; empty if the assignment has no such file."""
    path = folder / "equivalent.yaml"
    if not path.is_file():
        return {}
    file = read_yaml(path)
    entries = file.data if isinstance(file.data, list) else [file.data]
    faults = [
        SourceFault(path, file.line((place,)), "expected `was`, `now` and `because`, all text")
        for place, entry in enumerate(entries)
        if not isinstance(entry, dict)
        or entry.keys() != _KEYS
        or not all(isinstance(text, str) for text in entry.values())
    ]
    if faults:
        raise AssignmentError(faults)
    return {(entry["was"], entry["now"]): entry["because"] for entry in entries}
