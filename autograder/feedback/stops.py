"""Code that was stopped, or that ended its own process."""

from __future__ import annotations

from autograder.records import Stopped, StopReason
from autograder.records.sentences import Part, Sentence, _, filled

_STOPPED: dict[StopReason, Sentence] = {
    "cpu": _("Stopped after {detail} s in {name}. Is there a loop that never ends?"),
    "wall": _("Stopped at {name} after waiting {detail} s. Does anything sleep or wait for input?"),
    "total": _(
        "Not run: by then the submission had used all of its {detail} s. Look for what takes long."
    ),
    "memory": _("Stopped because {name} used more than {detail} of memory."),
    "output": _("Stopped because {name} printed more than {detail}."),
    "threads": _("Stopped because {name} started more than {detail} threads."),
    "files": _(
        "Stopped because {name} wrote more than {detail}, or more than 10,000 files, to disk."
    ),
    "crash": _(
        "Python itself crashed in {name} ({detail}). The cause may be a library, not this code."
    ),
    "exit": _("Stopped because {name} ended the whole program; remove the call that exits."),
    "wire": _("Stopped because {name} disturbed the grader's connection to your program."),
}


def stopped_sentence(stopped: Stopped, name: Part) -> Sentence:
    """Return why the function of a name, or a cell, was stopped."""
    return filled(_STOPPED[stopped.reason], name=name, detail=stopped.detail)
