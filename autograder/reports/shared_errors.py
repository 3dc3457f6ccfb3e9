"""Errors that many submissions share, from what each of them raised; the sentence about each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from autograder.records import Assignment, Observation, Raised
from autograder.records.sentences import Code, Listed, Sentence, _
from autograder.records.shared_errors import SharedError, SharedErrors

LEAST = 3  #: submissions that an error is shared by
LEAST_SHARE = 0.2  #: of those that ran

_Key = tuple[str, str, str]


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

    def shared(self, assignment: Assignment) -> SharedErrors:
        """Return those that many submissions share, the most frequent first."""
        many = [met for met in self._met.items() if self._is_shared(met[1])]
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

    def _is_shared(self, met: Mapping[str, str]) -> bool:
        return len(met) >= LEAST and len(met) >= LEAST_SHARE * self._ran


def _all_raised(observation: Observation) -> Iterator[Raised]:
    yield from (run.raised for run in observation.runs if run.raised)
    for _id, exchanges in observation.exchanges:
        yield from (e.answer for e in exchanges if isinstance(e.answer, Raised))


def _key(raised: Raised) -> _Key:
    """Return what is the same for errors that have the same cause."""
    message = re.sub(r"\d+(\.\d+)?", "#", raised.message)
    return raised.type, message, " ".join(raised.frames[-1].source.split())


def shared_error_sentence(error: SharedError, shared: SharedErrors) -> Sentence:
    """Return the sentence for the teacher."""
    return _(
        "The same error in {count} of {ran} submissions, at {source}: {error}. Graded with "
        "{versions}: does a version refuse what was right before?",
        count=len(error.submissions),
        ran=shared.ran,
        source=Code(error.source),
        error=Code(f"{error.type}: {error.message}"),
        versions=Listed(tuple(f"{name} {version}" for name, version in shared.versions.items())),
    )
