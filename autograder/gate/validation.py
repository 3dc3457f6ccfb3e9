"""The author's gate: shows that checks fail what is wrong and pass what is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.checks.recognising import is_recognised
from autograder.course.equivalents import read_equivalents
from autograder.course.master import read_master
from autograder.course.submissions.find import find_submissions
from autograder.execution.places import Place
from autograder.feedback import message
from autograder.feedback.show.text import as_text
from autograder.gate.demonstration import planted
from autograder.gate.mutation import Mutant, mutants
from autograder.gate.wrong_answers import Planted, planted_answers, unearned
from autograder.grading import grade_all
from autograder.handout import as_module
from autograder.records import (
    Assignment,
    Catches,
    Cell,
    Check,
    Mistake,
    Outcome,
    QuestionResult,
    Submission,
    SubmissionResult,
    Survivor,
    Validation,
)
from autograder.texts import format_points

REPEATS = 3

Progress = Callable[[int], None]


def validate(
    assignment: Assignment, variants: Path, place: Place, progress: Progress
) -> Validation:
    """Put an assignment through the gate; `variants` is a folder of right submissions, or missing.

    `progress` is called with the number of submissions that have been graded since the last call.
    """
    grader = _Grader(assignment, place, progress)
    master = read_master(assignment.folder, assignment.languages)
    solved, handout = (make(assignment.language) for make in (master.solved, master.handout))
    mistakes = [mistake for question in assignment.questions for mistake in question.mistakes]
    wrong = [_submission(m.id, planted(solved, [m])) for m in mistakes]
    right = (
        list(find_submissions([variants], assignment.name).submissions) if variants.is_dir() else []
    )
    whole = [_submission("master", solved), *right]
    first = grader.results([*whole, *wrong])
    repeated = _repeated(assignment, [*whole, *wrong])
    rounds = [first, *(grader.results(repeated, afresh=True) for _ in range(REPEATS - 1))]
    changed = _distinct(mutants(solved, _names(assignment)))
    planted_wrong, free = tuple(planted_answers(assignment)), tuple(unearned(assignment))
    survivors = (
        *_survivors(assignment, changed, grader),
        *_taken_for_right(assignment, planted_wrong),
    )
    return Validation(
        assignment=assignment,
        shortcomings=(
            *_not_whole(assignment, first[: len(whole)]),
            *_unfilled(assignment, grader.results([_submission("handout", handout)])[0]),
            *_not_caught(mistakes, first[len(whole) :]),
            *_seen_where_there_are_none(mistakes, first[: len(whole)]),
            *_not_repeated(rounds),
            *_not_explained(survivors),
            *(f"{one}, and gets all points" for one in free if one.is_whole),
            *_not_graded(grader.known.values()),
        ),
        mistakes=len(mistakes),
        variants=len(right),
        mutants=len(changed) + len(planted_wrong),
        survivors=survivors,
        catches=tuple(_catches(assignment, mistakes, first[len(whole) :])),
        unearned=tuple(str(one) for one in free if not one.is_whole),
    )


class _Grader:
    """Grades submissions of one assignment, and what is the same only once."""

    def __init__(self, assignment: Assignment, place: Place, progress: Progress) -> None:
        self.assignment = assignment
        self.place = place
        self.progress = progress
        self.known: dict[str, SubmissionResult] = {}  #: by the source's hash

    def results(
        self, submissions: Sequence[Submission], *, afresh: bool = False
    ) -> list[SubmissionResult]:
        known = {} if afresh else self.known
        new = {s.sha256: s for s in submissions if s.sha256 not in known}
        for result in grade_all(self.assignment, new.values(), self.place):
            known[result.submission.sha256] = result
            self.progress(1)
        return [replace(known[s.sha256], submission=s) for s in submissions]


def _repeated(assignment: Assignment, submissions: Sequence[Submission]) -> Sequence[Submission]:
    """Return what is graded again, to see whether points are the same: the master first of all.

    Training takes long, and all of it draws on the same seeds: there the master stands for all.
    """
    return submissions[:1] if "tensorflow" in assignment.imports else submissions


def _submission(name: str, cells: Sequence[Cell]) -> Submission:
    digest = hashlib.sha256(as_module(cells).encode("utf-8", "surrogatepass")).hexdigest()
    return Submission(name=name, path=Path(f"{name}.ipynb"), cells=tuple(cells), sha256=digest)


# ------------------------------------------------------------------ what the gate demands


def _not_whole(assignment: Assignment, results: Iterable[SubmissionResult]) -> Iterator[str]:
    for result in results:
        if result.points == assignment.possible:
            continue
        lost = [q.question.id for q in result.questions if q.points != q.question.points]
        yield (
            f"{result.submission.name} is right but gets {format_points(result.points) or 'no'} of "
            f"{format_points(assignment.possible)} points; it loses them on {', '.join(lost)}"
        )


def _unfilled(assignment: Assignment, result: SubmissionResult) -> Iterator[str]:
    for question in result.questions:
        if question.points:
            points = format_points(question.points)
            yield f"the unfilled handout gets {points} points on {question.question.id}"
        elif not any(name in _told(question) for name in _names_of(question.question.checks)):
            yield f"nothing says what the unfilled handout lacks for {question.question.id}"


def _told(result: QuestionResult) -> str:
    return "\n".join(as_text(message(scored.result), "en") for scored in result.checks)


def _not_caught(mistakes: Sequence[Mistake], results: Sequence[SubmissionResult]) -> Iterator[str]:
    for mistake, result in zip(mistakes, results, strict=True):
        lost = {q.question.id for q in result.questions if q.points != q.question.points}
        if mistake.question not in lost:
            yield f"{mistake.id} loses no points on {mistake.question}"
        elif mistake.id not in _named(result, mistake.question):
            yield f"{mistake.id} is caught, but its explanation is not given"
        for other in sorted(lost - {mistake.question, *mistake.follows}):
            yield f"{mistake.id} also loses points on {other}, which FOLLOWS does not list"


def _seen_where_there_are_none(
    mistakes: Sequence[Mistake], right: Iterable[SubmissionResult]
) -> Iterator[str]:
    for result in right:
        checks = {q.question.id: q.question.checks for q in result.questions}
        for mistake in mistakes:
            if (
                mistake.recognise
                and result.observation
                and is_recognised(mistake.recognise, checks[mistake.question], result.observation)
            ):
                yield f"{mistake.id} is seen in {result.submission.name}, which is right"


def _named(result: SubmissionResult, question: str) -> set[str]:
    checks = (s for q in result.questions if q.question.id == question for s in q.checks)
    return {scored.result.mistake.id for scored in checks if scored.result.mistake}


def _not_repeated(rounds: Sequence[Sequence[SubmissionResult]]) -> Iterator[str]:
    for same in zip(*rounds, strict=False):  # the first of them holds the others too
        if len({tuple(q.points for q in result.questions) for result in same}) > 1:
            yield f"{same[0].submission.name} does not get the same points each time"


def _not_explained(survivors: Iterable[Survivor]) -> Iterator[str]:
    for survivor in survivors:
        if survivor.because is None:
            yield f"no check notices `{survivor.now}` in place of `{survivor.was}`"


def _not_graded(results: Iterable[SubmissionResult]) -> Iterator[str]:
    """Name each fault of ours once; what it kept from being graded neither passed nor failed."""
    named: dict[str, list[str]] = {}
    for result in results:
        for scored in (s for q in result.questions for s in q.checks):
            if scored.result.outcome is Outcome.NOT_GRADED and (found := scored.result.finding):
                fault = found.fault.message if found.fault else "no reason was given"
                named.setdefault(fault, []).append(result.submission.name)
    for fault, names in named.items():
        others = f" and {len(set(names)) - 1} more" if len(set(names)) > 1 else ""
        yield f"{names[0]}{others} could not be graded: {fault}"


# ------------------------------------------------------------------ mutants and lone catchers


def _distinct(made: Iterable[Mutant]) -> list[Mutant]:
    return list({mutant.cells: mutant for mutant in made}.values())


def _survivors(
    assignment: Assignment, changed: Sequence[Mutant], grader: _Grader
) -> Iterator[Survivor]:
    explained = read_equivalents(assignment.folder)
    submissions = [_submission(f"mutant-{n}", m.cells) for n, m in enumerate(changed, 1)]
    for mutant, result in zip(changed, grader.results(submissions), strict=True):
        if result.points == assignment.possible:
            because = explained.get((mutant.was, mutant.now))
            yield Survivor(was=mutant.was, now=mutant.now, because=because)


def _taken_for_right(assignment: Assignment, made: Iterable[Planted]) -> Iterator[Survivor]:
    explained = read_equivalents(assignment.folder)
    for planted_one in made:
        if planted_one.passes:
            was = f"the right answers to {planted_one.check}"
            because = explained.get((was, planted_one.now))
            yield Survivor(was=was, now=planted_one.now, because=because)


def _catches(
    assignment: Assignment, mistakes: Sequence[Mistake], results: Sequence[SubmissionResult]
) -> Iterator[Catches]:
    for question in assignment.questions:
        catchers = [
            _catchers(result, question.id)
            for mistake, result in zip(mistakes, results, strict=True)
            if mistake.question == question.id
        ]
        twins: dict[frozenset[int], str] = {}
        for check in question.checks:
            caught = frozenset(n for n, by in enumerate(catchers) if check.id in by)
            alone = sum(by == {check.id} for by in catchers)
            first = twins.setdefault(caught, check.id) if check.hidden else check.id
            same_as = first if first != check.id else None
            yield Catches(check=check.id, mistakes=len(caught), alone=alone, same_as=same_as)


def _catchers(result: SubmissionResult, question: str) -> set[str]:
    checks = (s.result for q in result.questions if q.question.id == question for s in q.checks)
    spared = (Outcome.PASSED, Outcome.NOT_GRADED)
    return {found.check.id for found in checks if found.outcome not in spared}


def _names(assignment: Assignment) -> set[str]:
    return {name for question in assignment.questions for name in _names_of(question.checks)}


def _names_of(checks: Iterable[Check]) -> set[str]:
    return {name for check in checks for name in check.names}
