"""Gradescope's folders, where it runs an autograder: `submission/`, its metadata, `results/`."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.frozen import dataclass
from autograder.texts import format_points


@dataclass(frozen=True, kw_only=True)
class HostFacts:
    """The little that we want of `submission_metadata.json`."""

    submission: str = ""  #: Gradescope's number of it
    total: float | None = None  #: points of the assignment there, with what people mark
    is_read: bool = True  #: False: the file is missing, or is no metadata

    @property
    def name(self) -> str:
        return f"submission_{self.submission}" if self.submission else "submission"

    def remarks(self, possible: float) -> list[str]:
        """Return what a teacher should know, who can be told nothing in another place."""
        if not self.is_read:
            return ["submission_metadata.json cannot be read; graded all the same"]
        if self.total is None or abs(self.total - possible) <= 0.005:
            return []
        return [
            f"the assignment has {format_points(self.total)} points in Gradescope, and "
            f"{format_points(possible)} here: unless people mark the rest, set its autograder "
            f"points to {format_points(possible)}"
        ]


def host_facts(path: Path) -> HostFacts:
    """Return what stands in `submission_metadata.json`; grading does without it."""
    try:
        document = json.loads(path.read_bytes())
        number, total = document.get("id", ""), document["assignment"].get("total_points")
        return HostFacts(
            submission=str(int(number)) if number else "",
            total=float(total) if total not in (None, "") else None,
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return HostFacts(is_read=False)
