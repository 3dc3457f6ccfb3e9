"""Code that was stopped, or that ended its own process."""

from __future__ import annotations

from autograder.records import Stopped, StopReason
from autograder.records.sentences import Part, Said, Sentence, _, filled
from autograder.texts import size

_STOPPED: dict[StopReason, Sentence] = {
    "cpu": _("Stopped after {seconds} s in {name}. Is there a loop that never ends?"),
    "wall": _(
        "Stopped after {seconds} s on the clock in {name}. Does it sleep, wait for input, or is "
        "there a loop that never ends?"
    ),
    "total": _(
        "Not run: by then the submission had used all of its {seconds} s. Look for what takes long."
    ),
    "again": _(
        "Not run: where something is stopped, the program runs again without it, and the time that "
        "there is for that was used up. Look first at what was stopped."
    ),
    "memory": _("Stopped because {name} used more than {size} of memory."),
    "output": _("Stopped because {name} printed more than {size}."),
    "threads": _("Stopped because {name} started more than {count} threads."),
    "files": _(
        "Stopped because {name} wrote more than {size}, or more than {entries} files, to disk."
    ),
    "crash": _(
        "Python itself crashed in {name} ({signal}). The cause may be a library, not this code."
    ),
    "exit": _("Stopped because {name} ended the whole program; remove the call that exits."),
    "wire": _("Stopped because {name} disturbed the grader's connection to your program."),
}


_TEMPLATES = frozenset(said.template for said in _STOPPED.values())


def tells_of_a_stop(said: Said) -> bool:
    """Whether a sentence says why something was stopped."""
    return isinstance(said, Sentence) and said.template in _TEMPLATES


def stopped_sentence(stopped: Stopped, name: Part) -> Sentence:
    """Return why the function of a name, or a cell, was stopped."""
    limit = stopped.limit or 0
    return filled(
        _STOPPED[stopped.reason],
        name=name,
        seconds=f"{limit:g}",
        size=size(int(limit)),
        count=int(limit),
        entries=f"{stopped.entries or 0:,}",
        signal=stopped.signal or "",
    )
