"""The message about one check: rationale and help.

Of a visible check everything may be told. Of a hidden one only the outcome and the explanation of
the known mistake: nothing that the student's process produced, and no input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.feedback.differences import difference_sentences
from autograder.feedback.errors import (
    help_with,
    message_of,
    not_run,
    place_of,
    type_of,
    with_source,
)
from autograder.feedback.hidden import hidden_sentence
from autograder.feedback.missing import missing_sentence
from autograder.feedback.names import NO_NAMES, Names
from autograder.feedback.parts import parts_side_by_side
from autograder.feedback.printed import printed_facts, program_facts
from autograder.feedback.show.arrays import Shown, side_by_side
from autograder.feedback.show.calls import format_call, format_scenario, is_whole
from autograder.feedback.show.values import format_value
from autograder.feedback.stops import stopped_sentence
from autograder.feedback.tables import tables_side_by_side
from autograder.feedback.words import foreign, line_of, place_in
from autograder.protocol.reasons import reason
from autograder.records import (
    CallRequest,
    CheckResult,
    Finding,
    NotAsked,
    Outcome,
    ProgramRequest,
    Raised,
    ScenarioRequest,
    Stopped,
    Undefined,
    Unsendable,
    Value,
)
from autograder.records.messages import Fact, Message
from autograder.records.sentences import Code, Said, Sentence, _, literal
from autograder.texts import sanitize
from autograder.values import numbers


def message(
    result: CheckResult,
    names: Names = NO_NAMES,
    known: Message | None = None,
    *,
    has_example: bool = True,
) -> Message:
    """Return what a student may read of the result; of one that passed hardly ever anything.

    `known` is everything that is known of it, if that has been made before. `has_example`: a
    visible check of the same question shows one.
    """
    if result.outcome is Outcome.PASSED:
        return Message() if result.check.hidden else _worth_telling(result)
    if result.outcome is Outcome.NOT_GRADED:
        return Message(sentences=(_fault(),))
    if result.check.hidden:
        return Message(sentences=(_hidden(result, names, has_example),))
    return known or instructor_message(result, names)


def instructor_message(result: CheckResult, names: Names = NO_NAMES) -> Message:
    """Return everything that is known of the result, hidden or not."""
    if result.outcome is Outcome.PASSED:
        return _worth_telling(result)
    if result.finding and result.finding.fault:
        return Message(sentences=(literal(result.finding.fault.message),))
    if not is_of_the_answer_alone(result):
        return _told(result, names)
    if (kept := vars(result).get(_TOLD)) is None:  # a result that several submissions have alike
        kept = vars(result)[_TOLD] = _told(result, NO_NAMES)
    told: Message = kept
    return told


_TOLD = "told"  #: what has been said of a result, among what it holds and beside its fields


def _told(result: CheckResult, names: Names) -> Message:
    return _everything(result.finding or Finding(), names, is_explained=result.mistake is not None)


def is_of_the_answer_alone(result: CheckResult) -> bool:
    """Whether the same is said of the result whatever else a submission holds."""
    finding = result.finding
    if finding is None:
        return result.outcome is Outcome.PASSED
    return isinstance(finding.answer, Value) and isinstance(finding.request, CallRequest)


def _worth_telling(result: CheckResult) -> Message:
    """Return what is to be said of a check that passed."""
    return Message(sentences=tuple(_saved_by_lists(result.finding or Finding())))


def _saved_by_lists(finding: Finding) -> Iterator[Sentence]:
    if isinstance(finding.answer, Value) and finding.answer.with_lists:
        yield _(
            "With arrays this call of {name} stops with an error. It was made again with lists, "
            "and that answer counts.",
            name=_asked_for(finding),
        )


def _fault() -> Sentence:
    return _(
        "This could not be graded because of a fault on the grader's side. You lose no points, "
        "and your teacher has been told."
    )


def _hidden(result: CheckResult, names: Names, has_example: bool) -> Said:
    if result.finding and isinstance(result.finding.answer, Undefined):
        return _undefined(result.finding, result.finding.answer, names)
    return hidden_sentence(result, has_example=has_example)


def _everything(finding: Finding, names: Names, *, is_explained: bool) -> Message:
    facts: list[Fact] = []
    notes: list[Sentence] = []
    if isinstance(finding.request, CallRequest) and not isinstance(finding.answer, Undefined):
        text = format_call(finding.request, finding.again or 1)
        facts.append(Fact(label=_("Call"), text=text))
        if not is_whole(finding.request):
            notes.append(
                _("The call is too long to show in full, so it cannot be pasted as it is.")
            )
    if isinstance(finding.request, ScenarioRequest) and not isinstance(finding.answer, Undefined):
        facts.append(Fact(label=_("Call"), text=format_scenario(finding.request)))
    if isinstance(finding.request, ProgramRequest):
        facts += program_facts(finding.request, names.module)
    if finding.difference and finding.difference.kind in _SIDE_BY_SIDE:
        expected, got = _side_by_side(finding)
        facts += _labelled(
            expected, got, isinstance(finding.request, CallRequest | ScenarioRequest)
        )
        if not got.whole:
            notes.append(_("Only the part of the arrays around the first difference is shown."))
    if finding.printed:
        facts += printed_facts(*finding.printed)
    place = place_of(finding.answer) if isinstance(finding.answer, Raised) else None
    said = (*_sentences(finding, names, is_explained), *_saved_by_lists(finding), *notes)
    return Message(sentences=said, facts=tuple(facts), place=place)


_SIDE_BY_SIDE = (
    *("value", "nan", "shape", "kind", "key", "length", "text"),
    *("rows", "column", "index", "name", "dtype", "cell"),
)


def _labelled(expected: Shown, got: Shown, is_call: bool) -> list[Fact]:
    """Return the answer as facts; what a variable should hold is not told."""
    if not is_call:
        return [Fact(label=_("Your value"), text=got.text)]
    sides = ((_("Expected"), expected), (_("Got"), got))
    return [Fact(label=label, text=s.text, marks=s.marks, compared=True) for label, s in sides]


def _side_by_side(finding: Finding) -> tuple[Shown, Shown]:
    """Return what was expected and what came, the first difference marked if it has an index."""
    assert isinstance(finding.answer, Value)
    got, expected = numbers(finding.answer.value), numbers(finding.expected)
    index = finding.difference.index if finding.difference else None
    if tables := tables_side_by_side(finding.expected, finding.answer.value, index):
        return tables
    if parts := parts_side_by_side(finding.expected, finding.answer.value, index):
        return parts
    if index and got is not None and expected is not None and got.shape == expected.shape:
        return side_by_side(expected, got, index)
    return (
        Shown(format_value(finding.expected)),
        Shown(sanitize(format_value(finding.answer.value))),
    )


def _sentences(finding: Finding, names: Names, is_explained: bool) -> Iterator[Said]:
    if finding.again:
        yield _(
            "This call was made {number} times in a row, and only the last time it is wrong. Is "
            "anything kept from one call to the next, in a default value such as `[]` or in a "
            "variable outside the function?",
            number=finding.again,
        )
    match finding.answer:
        case Undefined() as undefined:
            yield _undefined(finding, undefined, names)
        case Raised() as raised:
            yield from filter(None, [finding.sentence])
            yield from _raised(raised, names, finding)
        case Stopped() as stopped:
            yield stopped_sentence(stopped, _asked_for(finding))
        case Unsendable() as unsendable:
            yield _("The answer cannot be checked ({reason}).", reason=reason(unsendable))
        case NotAsked():
            yield _("Not run, because the program was stopped earlier in this question.")
        case _ if finding.violation:
            yield finding.violation.text
        case _ if finding.sentence:
            yield finding.sentence
            if finding.difference and isinstance(finding.request, CallRequest):
                yield from difference_sentences(finding.difference, finding, is_explained=True)
        case _ if finding.difference:
            yield from difference_sentences(finding.difference, finding, is_explained=is_explained)
        case _:
            yield _("The value is not the expected one.")


def _asked_for(finding: Finding) -> Code:
    return Code(getattr(finding.request, "name", None) or "")


def _raised(raised: Raised, names: Names, finding: Finding) -> Iterator[Sentence]:
    if said := _no_function(raised, finding):
        yield said
        return
    yield _(
        "The code stops with {type}: {message}", type=type_of(raised), message=message_of(raised)
    )
    for last in raised.frames[-1:]:
        place = _("Cell {cell}, line {line}", cell=last.cell, line=last.line)
        if last.file:
            place = line_of(last)
        yield with_source(place, last)
    if hint := _without_default(raised, finding) or help_with(raised, names):
        yield hint


_NO_FUNCTION = re.compile(r"'([\w.]{1,60})' object is not callable")


def _no_function(raised: Raised, finding: Finding) -> Sentence | None:
    """Return what is returned instead of a function, if that is why our own call raises."""
    match = _NO_FUNCTION.match(raised.message) if raised.type == "TypeError" else None
    returns_one = isinstance(finding.request, CallRequest) and finding.request.then
    if raised.frames or not match or not returns_one:
        return None
    if match[1] == "NoneType":
        return _(
            "{name} returned nothing (None); it should return a function. Does every path through "
            "it end in `return`?",
            name=_asked_for(finding),
        )
    return _(
        "{name} should return a function, but it returned a value of type {got}.",
        name=_asked_for(finding),
        got=foreign(match[1]),
    )


_LEFT_OUT = re.compile(r"(\w{1,60})\(\) missing 1 required positional argument: '(\w{1,60})'")


def _without_default(raised: Raised, finding: Finding) -> Sentence | None:
    """Return which argument needs a default, if it is one that our own call leaves out."""
    match = _LEFT_OUT.match(raised.message)
    if raised.frames or not match or match[1] != _asked_for(finding).text:
        return None
    return _(
        "This call leaves {argument} out, so it needs a default value in the `def` line of {name}.",
        argument=Code(match[2]),
        name=Code(match[1]),
    )


def _undefined(finding: Finding, undefined: Undefined, names: Names) -> Sentence:
    """Return what is known of a name that is asked for and missing."""
    name = _asked_for(finding)
    if not undefined.callable:
        return _("{name} is not a function: the name was given another value.", name=name)
    if spot := names.unfinished_spot(name.text):
        if never_run := not_run(name.text, spot, names):
            return never_run
        if names.module:
            return _(
                "There is no {name}: {place}, which defines it, stopped before its end. Fix what "
                "stopped it first.",
                name=name,
                place=place_in(names, spot),
            )
        return _(
            "There is no {name}: cell {cell}, which defines it, did not get that far. Fix that "
            "cell first.",
            name=name,
            cell=spot.cell,
        )
    if near := names.near(name.text):
        return _(
            "There is no {name}. You defined {near}; rename it to {name}.",
            name=name,
            near=Code(near),
        )
    if found := missing_sentence(name.text, names):
        return found
    if names.module:
        return _(
            "There is no {name}. Check the spelling, and that the statement that defines it runs "
            "without errors.",
            name=name,
        )
    if names.is_live:
        return _(
            "There is no {name} yet. Has the cell that defines it been run? If so, check the "
            "spelling, and that the cell runs without errors.",
            name=name,
        )
    return _(
        "There is no {name}. Check the spelling, and that the cell that defines it runs "
        "without errors.",
        name=name,
    )
