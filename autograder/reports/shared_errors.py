"""Errors that many submissions share, from what each of them raised; the sentence about each."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping, Sequence

from autograder.records import Assignment, Observation, Raised
from autograder.records.sentences import Code, Listed, Sentence, _
from autograder.records.shared_errors import SharedError, SharedErrors

LEAST = 3  #: submissions that an error is shared by
LEAST_SHARE = 0.2  #: of those that ran

_Key = tuple[str, str, str]

#: what Python raises for what a library no longer takes or has; others of its own are about code
_REFUSALS = frozenset(
    {"AttributeError", "ImportError", "ModuleNotFoundError", "TypeError", "ValueError"}
)
_NO_NAME = re.compile(r"name '(\w+)' is not defined")


class ErrorsOfBatch:
    """All errors of a batch so far, each with the submissions that met it."""

    def __init__(self) -> None:
        self._met: dict[_Key, dict[str, str]] = {}  #: {key: {submission: message}}
        self._versions: dict[str, str] = {}
        self._ran = 0

    def add(self, submission: str, observation: Observation | None) -> None:
        """Take down what a submission raised, in its cells and in answer to any check."""
        if observation is None:
            return
        self._ran += 1
        self._versions = dict(observation.versions)
        for raised in _all_raised(observation):
            if raised.frames:
                self._met.setdefault(_key(raised), {}).setdefault(submission, raised.message)

    def shared(self, assignment: Assignment, order: Sequence[str]) -> SharedErrors:
        """Return those that many submissions share, the most frequent first.

        `order` is that of the class: the order in which submissions were done says nothing.
        """
        places = {name: place for place, name in enumerate(order)}
        asked = {name for q in assignment.questions for check in q.checks for name in check.names}
        many = [
            (key, met)
            for key, met in self._in_order(places)
            if self._is_shared(met) and _missing_name(key[0], next(iter(met.values()))) not in asked
        ]
        many.sort(key=lambda met: -len(met[1]))
        return SharedErrors(
            assignment=assignment.name,
            ran=self._ran,
            versions=self._versions,
            errors=tuple(
                SharedError(
                    type=key[0],
                    message=next(iter(met.values())),
                    source=key[2],
                    submissions=tuple(met),
                )
                for key, met in many
            ),
        )

    def _in_order(self, places: Mapping[str, int]) -> Iterator[tuple[_Key, dict[str, str]]]:
        """Yield all errors, each with its submissions in the order of the class."""
        ordered = {
            key: dict(sorted(met.items(), key=lambda each: places[each[0]]))
            for key, met in self._met.items()
        }
        yield from sorted(ordered.items(), key=lambda met: (places[next(iter(met[1]))], met[0]))

    def _is_shared(self, met: Mapping[str, str]) -> bool:
        return len(met) >= LEAST and len(met) >= LEAST_SHARE * self._ran


def _all_raised(observation: Observation) -> Iterator[Raised]:
    """Yield all errors but those of names that a cell would have bound, had it run to its end."""
    has_failed = False
    for run in observation.runs:
        if run.raised and not (has_failed and run.raised.type == "NameError"):
            yield run.raised
        has_failed |= run.raised is not None or run.stopped is not None
    for _id, exchanges in observation.exchanges:
        for answer in (e.answer for e in exchanges if isinstance(e.answer, Raised)):
            if not (has_failed and answer.type == "NameError"):
                yield answer


def _missing_name(type_: str, message: str) -> str | None:
    """Return the name that an error misses, None if it is another error."""
    found = _NO_NAME.match(message) if type_ == "NameError" else None
    return found[1] if found else None


def _key(raised: Raised) -> _Key:
    """Return what is the same for errors that have the same cause."""
    message = re.sub(r"\d+(\.\d+)?", "#", raised.message)
    return raised.type, message, " ".join(raised.frames[-1].source.split())


def shared_error_sentence(error: SharedError, shared: SharedErrors) -> Sentence:
    """Return the sentence for the teacher, which asks about versions where they may be why."""
    if not _may_be_a_version(error):
        return _(
            "The same error in {count} of {ran} submissions, at {source}: {error}.",
            count=len(error.submissions),
            ran=shared.ran,
            source=Code(error.source),
            error=Code(f"{error.type}: {error.message}"),
        )
    return _(
        "The same error in {count} of {ran} submissions, at {source}: {error}. Graded with "
        "{versions}: does a version refuse what was right before?",
        count=len(error.submissions),
        ran=shared.ran,
        source=Code(error.source),
        error=Code(f"{error.type}: {error.message}"),
        versions=Listed(tuple(f"{name} {version}" for name, version in shared.versions.items())),
    )


def _may_be_a_version(error: SharedError) -> bool:
    """Whether a library may have refused something: not where the student's line raises itself."""
    if error.source.startswith(("raise", "assert")):
        return False
    is_refusal = error.type in _REFUSALS or error.type.endswith("Warning")
    return is_refusal or not hasattr(builtins, error.type)
