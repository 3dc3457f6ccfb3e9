"""Feedback on one question: the most useful first, and each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

import numpy as np

from autograder.feedback.changes import calls_of
from autograder.feedback.checks import message
from autograder.feedback.code import Seen
from autograder.feedback.names import NO_NAMES, Names
from autograder.frozen import dataclass
from autograder.records import (
    CallRequest,
    CheckResult,
    Finding,
    Outcome,
    QuestionResult,
    Raised,
    Request,
    ScoredCheck,
    Stopped,
    Undefined,
    Value,
)
from autograder.records.messages import CheckFeedback, Message, QuestionFeedback
from autograder.records.sentences import Code, Sentence, _, literal
from autograder.values import numbers, unwrap


def question_feedback(
    result: QuestionResult, names: Names = NO_NAMES, known: Sequence[Message] = ()
) -> QuestionFeedback:
    """Return what a student may read about the question.

    `known` is everything that is known of each of its checks, if that has been made before.
    """
    failed = [scored.result for scored in result.checks if _failed(scored)]
    if not failed:
        return _all_passed(result, names, known)
    if unwritten := _unwritten(failed, names):
        return _nothing_yet(result, unwritten)
    mistake = None if _called_wrong(failed, names) else failed[0].mistake
    seen = tuple(islice(_seen(result.checks, names), _FEWEST if mistake else _MOST_SEEN))
    if not (mistake or seen or _called_wrong(failed, names)):
        seen = tuple(filter(None, [_changed(result.checks, names)]))
    told = _with_first(tuple(_checks(result.checks, names, known)), seen)
    alone = failed[0].mistake is None and not seen
    return QuestionFeedback(
        explanation=mistake.explanation if mistake else None,
        checks=tuple(_with_called(told, result.checks, names, alone=alone)),
        remark=_gated(result),
    )


def _all_passed(result: QuestionResult, names: Names, known: Sequence[Message]) -> QuestionFeedback:
    """Return what is said where nothing is wrong: only of checks about which there is something."""
    told = tuple(said for said in _checks(result.checks, names, known) if said.message.sentences)
    return QuestionFeedback(checks=told, remark=_("All checks passed.") if result.checks else None)


_MOST_SEEN, _FEWEST = 2, 1  #: things that are told of the code; where a mistake is named, fewer


def _unwritten(failed: Sequence[CheckResult], names: Names) -> Sentence | None:
    """Return that a function is not written yet, if that is all there is to say."""
    asked = {name for result in failed for name in result.check.names}
    empty = {name: place for name, place in names.code.unwritten if name in asked}
    if not asked or asked != empty.keys():
        return None
    name, place = next(iter(empty.items()))
    return _not_written(name, place)


def _not_written(name: str, place: Sentence) -> Sentence:
    return _("{name} is not written yet ({place}).", name=Code(name), place=place)


def tells_of_nothing_written(told: QuestionFeedback) -> bool:
    """Whether feedback says that what is asked for is as the handout leaves it."""
    said = (sentence for check in told.checks for sentence in check.message.sentences)
    return any(isinstance(one, Sentence) and one.template == _NOT_WRITTEN for one in said)


_NOT_WRITTEN = _not_written("", literal("")).template


def _nothing_yet(result: QuestionResult, said: Sentence) -> QuestionFeedback:
    """Return the one sentence in place of what comes of a function that does nothing."""
    failed = [(n, s.result) for n, s in enumerate(result.checks, 1) if _failed(s)]
    told = CheckFeedback(
        numbers=tuple(number for number, _result in failed),
        hidden=all(one.check.hidden for _number, one in failed),
        outcome=failed[0][1].outcome,
        message=Message(sentences=(said,)),
    )
    return QuestionFeedback(checks=(told,))


def _with_called(
    told: Iterable[CheckFeedback], checks: Sequence[ScoredCheck], names: Names, *, alone: bool
) -> Iterator[CheckFeedback]:
    """Yield the checks, the first about each name with which functions have to be right first.

    `alone`: nothing else is known to be wrong in the code of this question.
    """
    before = set[str]()
    wrong = _called_wrong([one.result for one in checks if _failed(one)], names)
    for each in told:
        if each.outcome in (Outcome.PASSED, Outcome.NOT_GRADED):
            yield each
            continue
        about = {name for n in each.numbers for name in checks[n - 1].result.check.names} - before
        before |= about
        called = {other for name, other in names.code.calls if name in about}
        said = [_first_right(other, alone=alone) for other in sorted(called & wrong)]
        yield _with_more(each, said)


def _called_wrong(failed: Sequence[CheckResult], names: Names) -> frozenset[str]:
    """Return the functions of other questions that these checks' functions call and are wrong.

    Whatever the answers look like, they may come of those.
    """
    own = frozenset(name for result in failed for name in result.check.names)
    called = frozenset(other for name, other in names.code.calls if name in own)
    return called & (names.wrong - own)


def _first_right(other: str, *, alone: bool) -> Sentence:
    """Return that a function of another question has to be right first, because it is called."""
    if alone:
        return _(
            "This uses your {other}, which is not right yet. Put that right first; perhaps nothing "
            "else is wrong here.",
            other=Code(other),
        )
    return _(
        "This uses your {other}, which is not right yet. That may be the cause.", other=Code(other)
    )


def _seen(checks: Sequence[ScoredCheck], names: Names) -> Iterator[Sentence]:
    """Yield what the code shows of the functions and values that checks have failed."""
    failed = [scored.result for scored in checks if _failed(scored)]
    if all(result.outcome is Outcome.NOT_GRADED for result in failed):
        return
    asked = frozenset(name for result in failed for name in result.check.names)
    seen = _evidence(checks, failed)
    about = (shown for shown in names.code.shown if shown.name in asked and seen.bears_out(shown))
    yield from dict.fromkeys(shown.sentence for shown in about)


def _changed(checks: Sequence[ScoredCheck], names: Names) -> Sentence | None:
    """Return the one small change of the code that would put all visible answers right.

    Hidden checks have no part in it: which change is named would tell of their inputs. What was too
    much to be read before is not read here.
    """
    wrong, calls = calls_of(scored.result for scored in checks)
    asked = {each.request.name for each in wrong}
    if not any(function.name in asked for function in names.code.functions):
        return None
    return names.change(wrong, calls)


def _evidence(checks: Sequence[ScoredCheck], failed: Sequence[CheckResult]) -> Seen:
    visible = [scored.result for scored in checks if not scored.result.check.hidden]
    hidden = [scored.result for scored in checks if scored.result.check.hidden]
    return Seen(
        decimals_lost=any(map(_decimals_lost, failed)),
        one_expected=any(map(_one_expected, failed)),
        several_expected=any(map(_several_expected, failed)),
        text_came=any(map(_text_came, failed)),
        none_came=any(map(_none_came, failed)),
        no_text_given=not any(_gives_text(result) for result in failed),
        example_right=bool(visible) and not any(result in failed for result in visible),
        other_axes=_other_axes(visible, hidden),
        lengths=_varying(visible, hidden),
    )


def _axes(results: Iterable[CheckResult]) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the lengths of the inputs' axes, each with the argument and the axis that has it.

    They are kept with the check: they are the same for a whole class.
    """
    for result in results:
        kept: _Axes | None = vars(result.check).get(_AXES)
        if kept is None:
            kept = vars(result.check)[_AXES] = tuple(_axes_of(result.check.requests or ()))
        yield from kept


_Axes = tuple[tuple[tuple[int, int], int], ...]
_AXES = "axes of inputs"  #: among what a check holds beside its fields: what has been found


ALL_AXES = -1  #: stands for all axes together: the number of elements


def _axes_of(requests: Iterable[Request]) -> Iterator[tuple[tuple[int, int], int]]:
    for request in requests:
        if isinstance(request, CallRequest):
            for place, argument in enumerate(request.arguments):
                array = numbers(argument)
                for axis, length in enumerate(() if array is None else array.shape):
                    yield (place, axis), length
                if array is not None and array.ndim > 1:
                    yield (place, ALL_AXES), array.size


def _varying(visible: Sequence[CheckResult], hidden: Sequence[CheckResult]) -> frozenset[int]:
    """Return the lengths of the example that hidden inputs do not always have."""
    given = dict(_axes(visible))
    return frozenset(
        given[place] for place, length in _axes(hidden) if given.get(place, length) != length
    )


def _other_axes(visible: Sequence[CheckResult], hidden: Sequence[CheckResult]) -> frozenset[int]:
    """Return the arguments that have another number of axes in hidden calls than in the example."""
    given, others = ({place for place, _length in _axes(results)} for results in (visible, hidden))
    return frozenset(argument for argument, axis in given ^ others if axis != ALL_AXES)


def _one_expected(result: CheckResult) -> bool:
    """Whether an answer is a list or tuple, where a single number was expected."""
    finding = result.finding
    if finding is None or not isinstance(finding.answer, Value):
        return False
    several = isinstance(unwrap(finding.answer.value), list | tuple)
    due = finding.difference.expected if finding.difference else ""
    wanted = numbers(finding.expected)
    return several and (due in ("number", ()) or (wanted is not None and wanted.ndim == 0))


def _several_expected(result: CheckResult) -> bool:
    """Whether an answer to a table is a single number, where one for each row was expected."""
    finding = result.finding
    if finding is None or finding.difference is None or finding.difference.got != ():
        return False
    expected = finding.difference.expected
    if not isinstance(expected, tuple) or len(expected) != 1:
        return False
    if not isinstance(finding.request, CallRequest):
        return False
    tables = [None if callable(a) else numbers(a) for a in finding.request.arguments]
    return any(a is not None and a.ndim == 2 and a.shape[:1] == expected for a in tables)


def _none_came(result: CheckResult) -> bool:
    """Whether a call has returned None."""
    finding = result.finding
    if finding is None or not isinstance(finding.request, CallRequest):
        return False
    return isinstance(finding.answer, Value) and unwrap(finding.answer.value) is None


def _gives_text(result: CheckResult) -> bool:
    """Whether text is among what a check's functions are given, or is not known to be none.

    It is kept with the check: it is the same for a whole class.
    """
    kept: bool | None = vars(result.check).get(_TEXT)
    if kept is None:
        kept = vars(result.check)[_TEXT] = any(map(_has_text, result.check.requests or (None,)))
    return kept


_TEXT = "text"  #: whether text is given to a check's functions, among what it holds beside fields


def _has_text(request: Request | None) -> bool:
    if not isinstance(request, CallRequest):
        return True
    given = (*request.arguments, *dict(request.keywords).values())
    return not all(callable(one) or numbers(one) is not None for one in given)


def _text_came(result: CheckResult) -> bool:
    """Whether an answer is text, where something else was expected."""
    finding = result.finding
    if finding is None or not isinstance(finding.answer, Value):
        return False
    return isinstance(unwrap(finding.answer.value), str) and not isinstance(finding.expected, str)


def _decimals_lost(result: CheckResult) -> bool:
    """Whether an answer holds whole numbers only, where others were expected."""
    finding = result.finding
    if finding is None or not isinstance(finding.answer, Value):
        return False
    got, expected = numbers(finding.answer.value), numbers(finding.expected)
    if got is None or expected is None or not np.isfinite(got).all():
        return False
    return bool((got == np.round(got)).all() and (expected != np.round(expected)).any())


def _with_first(
    checks: tuple[CheckFeedback, ...], more: tuple[Sentence, ...]
) -> tuple[CheckFeedback, ...]:
    """Return the checks with more said of the first one."""
    first, *others = checks
    return (_with_more(first, more), *others)


def _with_more(told: CheckFeedback, more: Sequence[Sentence]) -> CheckFeedback:
    if not more:
        return told
    said = replace(told.message, sentences=(*told.message.sentences, *more))
    return replace(told, message=said)


def _gated(result: QuestionResult) -> Sentence | None:
    if all(_failed(scored) or scored.points != 0.0 for scored in result.checks):
        return None
    return _(
        "A visible check earns its points only if a hidden check of the same question passes too."
    )


def _failed(scored: ScoredCheck) -> bool:
    return scored.result.outcome is not Outcome.PASSED


@dataclass(frozen=True)
class _Told:
    """A check's number, its result, what is said of it."""

    number: int
    result: CheckResult
    message: Message


def _checks(
    checks: Sequence[ScoredCheck], names: Names, known: Sequence[Message]
) -> Iterator[CheckFeedback]:
    """Yield what is said of the checks, in the order in which a student had better read it."""
    has_example = any(not scored.result.check.hidden for scored in checks)
    told = [
        _Told(number, scored.result, message(scored.result, names, whole, has_example=has_example))
        for number, (scored, whole) in enumerate(zip_longest(checks, known), 1)
    ]
    for alike in sorted(_alike(told), key=lambda group: _rank(group[0].result)):
        yield CheckFeedback(
            numbers=tuple(each.number for each in alike),
            hidden=all(each.result.check.hidden for each in alike),
            outcome=alike[0].result.outcome,
            message=alike[0].message,
        )


def _alike(told: Iterable[_Told]) -> list[list[_Told]]:
    """Return the checks, together those of which the same is to be said."""
    groups: dict[object, list[_Told]] = {}
    for each in told:
        groups.setdefault(_reason(each), []).append(each)
    return list(groups.values())


def _reason(told: _Told) -> object:
    """Return what is the same for checks that went wrong for the same reason."""
    finding, outcome = told.result.finding or Finding(), told.result.outcome
    match finding.answer:
        case Undefined():
            return outcome, told.message
        case Raised() as raised if not told.result.check.hidden:
            return outcome, raised.type, raised.message, raised.frames[-1:]
    return told.result.check.hidden, outcome, told.message


def _rank(result: CheckResult) -> int:
    """Return the place of what is said: what makes the rest pointless to read comes first."""
    finding = result.finding or Finding()
    if result.outcome is Outcome.PASSED:
        return 5
    if isinstance(finding.answer, Undefined):
        return 0
    if result.check.hidden:
        return 4
    if isinstance(finding.answer, Raised | Stopped):
        return 1
    shape = finding.difference and finding.difference.kind in (
        "nothing",
        "unfilled",
        "kind",
        "shape",
    )
    return 2 if shape else 3
