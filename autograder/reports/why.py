"""All that is behind the points of one submission, for the teacher: hidden checks as well."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.checks.call import CallCheck
from autograder.checks.judging import judge
from autograder.checks.replay import answers_that_hold
from autograder.cutting import beginning
from autograder.feedback.show.calls import format_call, format_scenario, format_step
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.values import format_value
from autograder.feedback.stops import stopped_sentence
from autograder.frozen import dataclass
from autograder.protocol.reasons import reason
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Check,
    DependsOn,
    Exchange,
    Fault,
    Finding,
    Language,
    Limits,
    NotAsked,
    Observation,
    Outcome,
    Played,
    Raised,
    Ran,
    Request,
    ScenarioRequest,
    StepRequest,
    Stopped,
    Undefined,
    Unsendable,
    Value,
)
from autograder.records.grades import PersonGrade
from autograder.records.sentences import Code, Listed, Sentence, _
from autograder.records.shared_answers import SharedExchanges
from autograder.records.stored_results import AssignmentDigest, StoredQuestion, StoredResult
from autograder.reports.definitions import definition
from autograder.store.fingerprint import asked_groups, assignment_digest
from autograder.store.observations import StoredObservation, what_holds
from autograder.texts import sanitize

MOST_CASES = 12  #: of a check that are shown, those that are wrong first
_LONGEST, _LONGEST_CODE = 1200, 6000  #: characters


OUTCOMES = {
    Outcome.PASSED: _("passed"),
    Outcome.FAILED: _("failed"),
    Outcome.RAISED: _("stopped with an error"),
    Outcome.TIMED_OUT: _("stopped after too much time"),
    Outcome.KILLED: _("ended, or was ended"),
    Outcome.SKIPPED: _("not run, because of what was stopped before"),
    Outcome.NOT_GRADED: _("not graded"),
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One request of a check, what it should give, and what it gave."""

    number: int  #: among all of the check, from 1
    request: str
    expected: str | None  #: None where no single answer is expected
    got: str
    is_wrong: bool


@dataclass(frozen=True, kw_only=True)
class Cases:
    """The requests of one check."""

    shown: tuple[Case, ...]
    asked: int


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What is on record of a submission, read back and judged by the assignment as it is now."""

    cases: tuple[tuple[str, Cases], ...] = ()  #: (check id, its requests) …
    notes: tuple[Sentence, ...] = ()  #: where it does not fit, the result or the assignment


NOT_JUDGED = Judged()


@dataclass(frozen=True, kw_only=True)
class Why:
    """All that is behind one grade."""

    result: StoredResult
    limits: Limits | None = None
    judged: Judged = NOT_JUDGED
    sources: tuple[str, ...] = ()  #: the code cells
    people: tuple[PersonGrade, ...] = ()  #: whose it is, in a class
    command: str = ""  #: that runs it again

    def cases(self, check: str) -> Cases | None:
        """Return the requests of a check, None if they are not known."""
        return dict(self.judged.cases).get(check)

    def code(self, question: StoredQuestion) -> str:
        """Return the definitions of what a question asks for, "" if there are none."""
        found = (definition(self.sources, name) for name in question.names)
        text = "\n\n".join(each.text for each in found if each)
        more = "\n…" if len(text) > _LONGEST_CODE else ""
        return beginning(text, _LONGEST_CODE) + more


def why_of(
    result: StoredResult,
    stored: StoredObservation | None,
    language: Language,
    *,
    judge: Judge,
    sources: Sequence[str],
    people: tuple[PersonGrade, ...] = (),
    found_in: Iterable[str] = (),
    course: Path | None = None,
) -> Why:
    """Return all that is behind a result, whose answers `judge` judges again.

    `sources`: the code cells; `found_in`: where submissions were found; `course`: its folder.
    """
    return Why(
        result=result,
        limits=stored.limits if stored else None,
        judged=judge(result, stored, language),
        sources=tuple(sources),
        people=people,
        command=again(result, people, found_in, course),
    )


def again(
    result: StoredResult,
    people: Sequence[PersonGrade] = (),
    sources: Iterable[str] = (),
    course: Path | None = None,
) -> str:
    """Return the command that runs a submission again, into a folder of its own.

    `sources`: where submissions were found. It can be pasted in any folder, as far as what was
    handed in is still there.
    """
    folder = next((person.handed_in for person in people if person.handed_in), None)
    paths = [_alone(folder)] if folder else _handed_in(result, [*map(Path, sources)])
    named = [result.assignment, *(str(path.absolute()) for path in paths)]
    given = ["--course", str(course.absolute())] if course else []
    words = ["autograder", "grade", *(named if paths else [*named, result.file]), *given]
    return " ".join([*(shlex.quote(sanitize(word)) for word in words), "--out", "again"])


def _alone(folder: Path) -> Path:
    """Return what to name so that all in the folder of an attempt is one submission."""
    files = [*folder.glob("*")] if folder.is_dir() else []
    return files[0] if len(files) == 1 else folder.parent


def _handed_in(result: StoredResult, sources: Sequence[Path]) -> list[Path]:
    """Return where a submission is, or if that is not plain, where all are that are still there."""
    name = result.submission
    for source in sources:
        if source.is_file() and source.name == result.file:
            return [source]
        for path in (source / name, source / result.file):
            if path.exists() and (path.is_dir() or path.stem == name):
                return [path]
    return [source for source in sources if source.exists()]


# ------------------------------------------------------------------ judged again


Judge = Callable[[StoredResult, StoredObservation | None, Language], Judged]
"""What judges again what is on record of a result."""


def not_again(result: StoredResult, stored: StoredObservation | None, language: Language) -> Judged:
    """Judge nothing again: the assignment is not at hand."""
    return NOT_JUDGED


class ByToday:
    """Judges what is on record by an assignment as it is now, equal answers once."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._groups = asked_groups(assignment)
        self._digest = assignment_digest(assignment, self._groups)
        self._checks = [check for q in assignment.questions for check in q.checks]

    def __call__(
        self, result: StoredResult, stored: StoredObservation | None, language: Language
    ) -> Judged:
        """Return what is on record, judged; nothing of what was never run."""
        if result.observation is None:
            return NOT_JUDGED
        if stored is None:
            return Judged(
                notes=(
                    _(
                        "There is no record of what was run that this version can read. What "
                        "stands here is what was kept of the result."
                    ),
                )
            )
        held = what_holds(stored, DependsOn(base=stored.depends_on.base, groups=self._groups))
        known = answers_that_hold(self._assignment, held) if held else None
        records = [(check, known.record(check.id) if known else None) for check in self._checks]
        return Judged(
            cases=tuple((c.id, self._cases(c, r, language)) for c, r in records if r),
            notes=tuple(_notes(self._digest, result, stored, known, self._checks)),
        )

    def _cases(self, check: Check, record: tuple[Exchange, ...], language: Language) -> Cases:
        if isinstance(record, SharedExchanges):
            return record.once((self, check, language), lambda: _cases(check, record, language))
        return _cases(check, record, language)


def _notes(
    now: AssignmentDigest,
    result: StoredResult,
    stored: StoredObservation,
    known: Observation | None,
    checks: Sequence[Check],
) -> Iterator[Sentence]:
    """Yield where record, result and assignment do not fit each other any more."""
    if stored.sha256 != result.observation:
        yield _("The record of what was run is not the one that this result was made of.")
    missing = [c.id for c in checks if known is None or known.record(c.id) is None]
    if missing:
        yield _(
            "The assignment, or autograder itself, asks otherwise now than when this was run, in "
            "{checks}: what came back then tells nothing of it.",
            checks=Listed(tuple(map(Code, missing))),
        )
    then = result.assignment_digest
    if then is not None and then.judging != now.judging:
        yield _(
            "The assignment, or autograder itself, has changed since this was graded: the points "
            "are those of then, and what was expected is that of now."
        )
    graded = {check.id: check for question in result.questions for check in question.checks}
    for check in checks:
        if known is None or check.id in missing or check.id not in graded:
            continue
        outcome = judge(check, known).outcome
        if outcome is not graded[check.id].outcome:
            yield _(
                "Check {check} went otherwise when it was graded: {then} then, {now} now.",
                check=Code(check.id),
                then=OUTCOMES[graded[check.id].outcome],
                now=OUTCOMES[outcome],
            )


def _cases(check: Check, record: Sequence[Exchange], language: Language) -> Cases:
    found = _findings(check, record)
    order = sorted(range(len(record)), key=lambda place: found[place] is None)
    shown = [
        _case(place + 1, record[place], _right(check, place), found[place], language)
        for place in order[:MOST_CASES]
    ]
    return Cases(shown=tuple(shown), asked=len(record))


def _findings(check: Check, record: Sequence[Exchange]) -> Sequence[Finding | None]:
    """Return what is wrong with each answer by itself, as far as the check can tell."""
    if isinstance(check, CallCheck) and not check.accuracy and not check.fault:
        return check.findings(record)
    return [None if isinstance(e.answer, Value | Ran) else Finding(answer=e.answer) for e in record]


def _right(check: Check, place: int) -> tuple[object, ...]:
    """Return the one right answer to a request, nothing where there is not one."""
    if isinstance(check, CallCheck) and not isinstance(check.expected, Fault):
        return check.due[place : place + 1] if not check.accuracy else ()
    return ()


def _case(
    number: int,
    exchange: Exchange,
    right: tuple[object, ...],
    found: Finding | None,
    language: Language,
) -> Case:
    expected = format_value(right[0]) if right else None
    got, request = _answer(exchange.answer, exchange.request, language), exchange.request
    if found and found.printed:
        expected, got = found.printed
    elif found and found.difference:  # perhaps of an argument, not of what is returned
        expected, request = format_value(found.expected), found.request or exchange.request
        got = _answer(found.answer or exchange.answer, exchange.request, language)
    return Case(
        number=number,
        request=_bounded(_request(request)),
        expected=None if expected is None else _bounded(expected),
        got=_bounded(got),
        is_wrong=found is not None,
    )


def _request(request: Request) -> str:
    if isinstance(request, CallRequest):
        return format_call(request)
    if isinstance(request, ScenarioRequest):
        return format_scenario(request)
    if isinstance(request, StepRequest):
        is_made = request.step.does == "new"
        return format_step(request.step if is_made else replace(request.step, keeps=""))
    return getattr(request, "name", None) or type(request).__name__.removesuffix("Request")


def _answer(answer: Answer, request: Request, language: Language) -> str:
    match answer:
        case Value(value=value):
            return format_value(value)
        case Raised(type=type_, message=message):
            return f"{type_}: {message}"
        case Stopped():
            name = Code(getattr(request, "name", None) or "")
            return in_language(stopped_sentence(answer, name), language)
        case Unsendable():
            return in_language(reason(answer), language)
        case NotAsked():
            return in_language(_("not run"), language)
        case Undefined():
            return in_language(_("not defined"), language)
        case Ran(printed=printed):
            return printed
        case Played(answers=answers):
            return "\n".join(_answer(one, request, language) for one in answers)


def _bounded(text: str) -> str:
    cut = beginning(text, _LONGEST)
    return sanitize(cut + (" …" if len(cut) < len(text) else ""))


def versions_of(result: StoredResult) -> str:
    """Return what it was run with, as "numpy 2.1, python 3.11"."""
    return ", ".join(f"{name} {version}" for name, version in result.versions.items())


def questions_of(result: StoredResult, question: str | None) -> Iterable[StoredQuestion]:
    """Return all questions, or the one of an id."""
    return [q for q in result.questions if question in (None, q.id)]
