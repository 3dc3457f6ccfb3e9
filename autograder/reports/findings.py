"""What results have in common: mistakes and wrong answers that several submissions share.

Pure functions of results without their words, by the stems of their files.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from autograder.feedback.questions import tells_of_nothing_written
from autograder.feedback.stops import tells_of_a_stop
from autograder.frozen import dataclass
from autograder.records import Outcome, Status, Undefined
from autograder.records.messages import Message, QuestionFeedback
from autograder.records.runs import Run
from autograder.records.sentences import Code, Part, Said, Sentence
from autograder.records.stored_results import StoredCheck, StoredQuestion, StoredResult
from autograder.store.fingerprint import answers_hash

Results = Mapping[str, StoredResult]

LEAST_ALIKE = 2  #: submissions that give the same wrong answers
_ERROR = re.compile(r"[A-Z]\w*(Error|Exception|Warning|Iteration)")
_DIFFERS = re.compile(r"0x[0-9a-fA-F]+|\d+(\.\d+)?")  #: in an error's message, with the call
_STOPPED = (Outcome.TIMED_OUT, Outcome.KILLED)


def without_words(result: StoredResult) -> StoredResult:
    """Return a result without what is said of it, which is most of what it weighs.

    Which explanation of a known mistake is read stays, with which error code stops, why a cell was
    stopped, and that a question was not attempted.
    """
    return replace(
        result,
        cells=tuple(cell for cell in result.cells if tells_of_a_stop(cell.sentence)),
        questions=tuple(map(_without_words, result.questions)),
    )


_SHORT = "without words"  #: what has been made of a question, among what it holds beside its fields


def _without_words(question: StoredQuestion) -> StoredQuestion:
    """Return the same of a question; it is kept with it, which many of a class have alike."""
    kept: StoredQuestion | None = vars(question).get(_SHORT)
    if kept is None:
        kept = vars(question)[_SHORT] = replace(
            question,
            feedback=_in_short(question.feedback),
            checks=tuple(
                replace(check, message=_error_of(check.message)) for check in question.checks
            ),
        )
    return kept


def _in_short(told: QuestionFeedback) -> QuestionFeedback:
    return (
        told if tells_of_nothing_written(told) else QuestionFeedback(explanation=told.explanation)
    )


def _error_of(message: Message) -> Message:
    """Return of a message what it says of an error, without what differs from call to call."""
    said = (s for s in message.sentences if isinstance(s, Sentence) and error_types((s,)))
    return Message(sentences=tuple(replace(s, parts=tuple(map(_alike, s.parts))) for s in said))


def _alike(named: tuple[str, Part]) -> tuple[str, Part]:
    name, part = named
    return name, Code(_DIFFERS.sub("#", part.text)) if isinstance(part, Code) else part


def error_types(sentences: Iterable[Said]) -> list[str]:
    """Return the names of errors that sentences tell of."""
    said = (s for s in sentences if isinstance(s, Sentence))
    codes = (part.text for s in said for _name, part in s.parts if isinstance(part, Code))
    return list(dict.fromkeys(code for code in codes if _ERROR.fullmatch(code)))


def counted(results: Results) -> list[StoredResult]:
    """Return those that statistics are made of: read, run, and graded as a whole."""
    return [
        result
        for result in results.values()
        if result.status is Status.GRADED and result.points is not None
    ]


# ------------------------------------------------------------------ checks and mistakes


@dataclass(frozen=True, kw_only=True)
class CheckCount:
    """How often a check passed."""

    question: StoredQuestion
    check: StoredCheck
    passed: int
    judged: int

    @property
    def never(self) -> bool:
        return self.judged > 0 and self.passed == 0

    @property
    def always(self) -> bool:
        return self.passed == self.judged > 0


def check_counts(results: Results) -> list[CheckCount]:
    """Return how often each check passed, in the assignment's order."""
    passed: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    first: dict[str, tuple[StoredQuestion, StoredCheck]] = {}
    for result in results.values():
        for question in result.questions:
            for check in question.checks:
                first.setdefault(check.id, (question, check))
                judged[check.id] += check.outcome is not Outcome.NOT_GRADED
                passed[check.id] += check.outcome is Outcome.PASSED
    return [
        CheckCount(question=question, check=check, passed=passed[id_], judged=judged[id_])
        for id_, (question, check) in first.items()
    ]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Something about a question that several submissions share."""

    question: StoredQuestion  #: of the first of them
    files: tuple[str, ...]
    mistake: str | None = None  #: id of the known mistake
    checks: tuple[str, ...] = ()  #: ids of those that did not pass
    #: ids of earlier questions, which this may build on, in which all of them lose points
    also_lost: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        return self.files[0]


def known_mistakes(results: Results) -> list[Shared]:
    """Return the known mistakes with who made them, the most frequent first."""
    made: dict[tuple[str, str], list[str]] = defaultdict(list)
    questions: dict[str, StoredQuestion] = {}
    for file, question in _questions(results):
        if (mistake := _mistake(question)) and not is_not_attempted(question):
            questions.setdefault(question.id, question)
            made[question.id, mistake].append(file)
    found = [
        Shared(question=questions[id_], mistake=mistake, files=tuple(files))
        for (id_, mistake), files in made.items()
    ]
    return sorted(found, key=_frequency)


def same_wrong_answers(results: Results) -> list[Shared]:
    """Return who gives the same wrong answers that no known mistake explains, most first.

    Those whose cause may lie in an earlier question come last. Code that stops with another error
    is another group, and a name that is not there at all is no answer.
    """
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    questions: dict[tuple[object, ...], StoredQuestion] = {}
    for file, question in _questions(results):
        if is_unexplained(question):
            answers = ((check.id, check.answers, check.message) for check in question.checks)
            key = (question.id, *answers)
            questions.setdefault(key, question)
            alike[key].append(file)
    lost = {file: _lost(result) for file, result in results.items()}
    found = [
        Shared(
            question=questions[key],
            files=tuple(files),
            checks=tuple(c.id for c in questions[key].checks if c.answers),
            also_lost=_in_all([lost[file] for file in files], before=questions[key].id),
        )
        for key, files in alike.items()
        if len(files) >= LEAST_ALIKE
    ]
    return sorted(found, key=lambda shared: (bool(shared.also_lost), _frequency(shared)))


def missing_names(results: Results) -> list[Shared]:
    """Return who has nothing of the name that a question asks for, most first."""
    return _whose(results, lambda question: _is_wrong(question) and is_missing(question))


def not_attempted(results: Results) -> list[Shared]:
    """Return who has left what a question asks for as the handout has it, most first."""
    return _whose(results, is_not_attempted)


def _whose(results: Results, is_so: Callable[[StoredQuestion], bool]) -> list[Shared]:
    files: dict[str, list[str]] = defaultdict(list)
    questions: dict[str, StoredQuestion] = {}
    for file, question in _questions(results):
        if is_so(question):
            questions.setdefault(question.id, question)
            files[question.id].append(file)
    found = [Shared(question=questions[id_], files=tuple(of)) for id_, of in files.items()]
    return sorted(found, key=_frequency)


def is_missing(question: StoredQuestion) -> bool:
    """Whether nothing of what the question's checks ask for is defined."""
    failed = [check for check in question.checks if check.answers]
    return bool(failed) and all(check.answers in _nothing(check.asked) for check in failed)


def is_not_attempted(question: StoredQuestion) -> bool:
    """Whether nothing is written yet of what the question asks for."""
    return _is_wrong(question) and tells_of_nothing_written(question.feedback)


def is_unexplained(question: StoredQuestion) -> bool:
    """Whether wrong answers were given that no known mistake explains."""
    is_attempted = not is_missing(question) and not is_not_attempted(question)
    return _is_wrong(question) and not _mistake(question) and is_attempted


@cache
def _nothing(asked: int) -> tuple[str, ...]:
    return tuple(answers_hash([Undefined(callable=called)] * asked) for called in (True, False))


def _questions(results: Results) -> Iterator[tuple[str, StoredQuestion]]:
    for file, result in results.items():
        for question in result.questions:
            yield file, question


def _is_wrong(question: StoredQuestion) -> bool:
    return question.points is not None and any(check.answers for check in question.checks)


def _mistake(question: StoredQuestion) -> str | None:
    return next((check.mistake for check in question.checks if check.mistake), None)


def _lost(result: StoredResult) -> list[str]:
    return [q.id for q in result.questions if q.points is not None and q.points < q.possible]


def _in_all(lost: Sequence[Sequence[str]], before: str) -> tuple[str, ...]:
    first, *others = lost
    earlier = takewhile(lambda id_: id_ != before, first)
    return tuple(id_ for id_ in earlier if all(id_ in other for other in others))


def _frequency(shared: Shared) -> int:
    return -len(shared.files)


# ------------------------------------------------------------------ time


@dataclass(frozen=True, kw_only=True)
class Slow:
    """A submission that took far more CPU seconds than most."""

    file: str
    seconds: float
    longest: tuple[int | str, float]  #: the cell (its number) or question (its id) that took most


def stopped(results: Results) -> list[tuple[str, StoredQuestion, Outcome]]:
    """Return whose code was stopped, in which question, and how."""
    return [
        (file, question, outcomes[0])
        for file, question in _questions(results)
        if (outcomes := [c.outcome for c in question.checks if c.outcome in _STOPPED])
    ]


def stopped_cells(results: Results) -> list[tuple[str, Said]]:
    """Return of whose submissions a cell was stopped, and why."""
    return [
        (file, cell.sentence)
        for file, result in results.items()
        for cell in result.cells
        if tells_of_a_stop(cell.sentence)
    ]


SLOW_SECONDS, SLOW_TIMES = 1.0, 5  #: CPU seconds, and times the median: both make slow


def slow(runs: Iterable[tuple[str, Run]]) -> list[Slow]:
    """Return what took long, the slowest first."""
    spent: dict[str, tuple[tuple[int | str, float], ...]] = {
        file: (*run.cells, *run.questions) for file, run in runs
    }
    sums = {file: sum(seconds for _what, seconds in parts) for file, parts in spent.items()}
    middle = sorted(sums.values())[len(sums) // 2] if sums else 0.0
    least = max(SLOW_SECONDS, SLOW_TIMES * middle)
    found = [
        Slow(file=file, seconds=total, longest=max(spent[file], key=lambda part: part[1]))
        for file, total in sums.items()
        if total >= least
    ]
    return sorted(found, key=lambda one: -one.seconds)
