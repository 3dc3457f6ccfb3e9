"""Plain data that the search for a change is asked with and answers with, in whatever process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.feedback.changes.allowed import Unsupported, bounded
from autograder.frozen import dataclass
from autograder.records import Agreement, CallRequest, CheckResult, Outcome, Raised, Value
from autograder.records.sentences import Sentence

STEPS_OF_ALL = 300_000  #: for all questions of a submission


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A call whose answer is wrong."""

    request: CallRequest
    answer: Value | Raised
    expected: object


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Calls of one visible check, and the answers that it shows to be expected."""

    requests: tuple[CallRequest, ...]
    agreement: Agreement


@dataclass(frozen=True, kw_only=True)
class ChangeAsked:
    """What is asked about the code of a question: nothing of hidden checks, no reference."""

    names: tuple[str, ...]  #: that the assignment asks for
    wrong: tuple[Wrong, ...]
    calls: tuple[Asked, ...]
    steps: int = STEPS_OF_ALL  #: that are left for all questions of the submission
    module: str = ""  #: name of the file if it is a module
    above: tuple[int, ...] = ()  #: lines of the module above each cell


@dataclass(frozen=True, kw_only=True)
class ChangeFound:
    """The change that would put the answers right, if one is known, and the steps that are left."""

    sentence: Sentence | None = None
    steps: int = 0


def calls_of(results: Iterable[CheckResult]) -> tuple[tuple[Wrong, ...], tuple[Asked, ...]]:
    """Return the wrong answers to calls of visible checks, and all that they ask; or nothing.

    There is nothing where a wrong answer cannot be told by comparing alone.
    """
    calls = [result for result in results if _is_of_calls(result) and not result.check.hidden]
    wrong = [(result, found) for result in calls if (found := _wrong(result))]
    if any(result.check.agreement is None or _tells_itself(w.answer) for result, w in wrong):
        return (), ()
    return tuple(found for _result, found in wrong), tuple(_asked(calls))


def _is_of_calls(result: CheckResult) -> bool:
    requests = result.check.requests
    return bool(requests) and all(isinstance(one, CallRequest) for one in requests or ())


def _asked(calls: Iterable[CheckResult]) -> Iterator[Asked]:
    for result in calls:
        requests = [one for one in result.check.requests or () if isinstance(one, CallRequest)]
        if result.check.agreement:
            yield Asked(requests=tuple(requests), agreement=result.check.agreement)


def _wrong(result: CheckResult) -> Wrong | None:
    found = result.finding
    if result.outcome not in (Outcome.FAILED, Outcome.RAISED) or found is None:
        return None
    request, answer = found.request, found.answer
    if not isinstance(request, CallRequest) or not isinstance(answer, Value | Raised):
        return None
    if isinstance(answer, Value) and (answer.with_lists or not _is_small(answer.value)):
        return None
    return Wrong(request=request, answer=answer, expected=found.expected)


def _is_small(value: object) -> bool:
    """Whether it can be an answer of what is worked out on paper, which is never larger."""
    try:
        bounded(value)
    except Unsupported:
        return False
    return True


def _tells_itself(answer: Value | Raised) -> bool:
    """Whether an error itself says which name is wrong, so that another change would mislead."""
    if not isinstance(answer, Raised):
        return False
    return answer.type in _OF_NAMES or "object is not callable" in answer.message


_OF_NAMES = ("NameError", "UnboundLocalError", "AttributeError", "ModuleNotFoundError")
