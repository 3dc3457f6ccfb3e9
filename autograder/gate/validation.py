"""The author's gate: shows that checks fail what is wrong and pass what is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.course.equivalents import read_equivalents
from autograder.course.master import read_master
from autograder.course.submissions.find import find_submissions
from autograder.execution.places import Place
from autograder.gate.demonstration import planted
from autograder.gate.given_away import given_away
from autograder.gate.mutation import Mutant, mutants
from autograder.gate.shortcomings import (
    names_of,
    not_caught,
    not_explained,
    not_graded,
    not_repeated,
    not_whole,
    seen_where_there_are_none,
    shown_values,
    unfilled,
)
from autograder.gate.wrong_answers import Planted, planted_answers, unearned
from autograder.grading import grade_all
from autograder.handout import as_module
from autograder.records import (
    Assignment,
    Catches,
    Cell,
    Mistake,
    Outcome,
    ScenarioRequest,
    StepRequest,
    Submission,
    SubmissionResult,
    Survivor,
    Validation,
)

REPEATS = 3

Progress = Callable[[int], None]


def validate(
    assignment: Assignment, variants: Path, place: Place, progress: Progress
) -> Validation:
    """Put an assignment through the gate; `variants` is a folder of right submissions, or missing.

    `progress` is called with the number of submissions that have been graded since the last call.
    """
    grader = _Grader(assignment, place, progress)
    right = [_master(assignment), *_variants(assignment, variants)]
    first = grader.results(right)
    mistakes = [mistake for question in assignment.questions for mistake in question.mistakes]
    basic = tuple(_basic(assignment, grader, first))
    if first[0].points != assignment.possible:  # what follows would only say it again
        return Validation(
            assignment=assignment,
            shortcomings=(
                *basic,
                *not_repeated([first[:1], *_again(grader, right[:1])]),
                *not_graded(grader.known.values()),
            ),
            mistakes=len(mistakes),
            variants=len(right) - 1,
        )
    wrong = [_submission(m.id, planted(right[0].cells, [m])) for m in mistakes]
    caught = grader.results(wrong)
    repeated = _repeated(assignment, [*right, *wrong])
    rounds = [[*first, *caught], *_again(grader, repeated)]
    compared = set(_compared(first[0]))
    changed = _distinct(mutants(right[0].cells, _names(assignment), compared))
    planted_wrong, free = tuple(planted_answers(assignment)), tuple(unearned(assignment))
    survivors = (
        *_survivors(assignment, changed, grader),
        *_taken_for_right(assignment, planted_wrong),
    )
    return Validation(
        assignment=assignment,
        shortcomings=(
            *basic,
            *not_caught(mistakes, caught),
            *seen_where_there_are_none(mistakes, first),
            *not_repeated(rounds),
            *not_explained(survivors),
            *(f"{one}, and gets all points" for one in free if one.is_whole),
            *not_graded(grader.known.values()),
        ),
        mistakes=len(mistakes),
        variants=len(right) - 1,
        mutants=len(changed) + len(planted_wrong),
        survivors=survivors,
        catches=tuple(_catches(assignment, mistakes, caught)),
        unearned=tuple(str(one) for one in free if not one.is_whole),
    )


def before_handing_out(assignment: Assignment, place: Place) -> tuple[str, ...]:
    """Return what of the gate keeps an assignment from students: it takes two submissions."""
    grader = _Grader(assignment, place, lambda _: None)
    basic = _basic(assignment, grader, grader.results([_master(assignment)]))
    return (*basic, *not_graded(grader.known.values()))


def _basic(
    assignment: Assignment, grader: _Grader, right: Sequence[SubmissionResult]
) -> Iterator[str]:
    """Yield what is wrong with checks, with right submissions, and with the unfilled handout."""
    yield from shown_values(assignment)
    yield from given_away(assignment, right[0].observation)
    yield from not_whole(assignment, right)
    handout = read_master(assignment.folder, assignment.languages).handout(assignment.language)
    yield from unfilled(assignment, grader.results([_submission("handout", handout)])[0])


def _master(assignment: Assignment) -> Submission:
    solved = read_master(assignment.folder, assignment.languages).solved(assignment.language)
    return _submission("master", solved)


def _variants(assignment: Assignment, folder: Path) -> Iterable[Submission]:
    return find_submissions([folder], assignment.name).submissions if folder.is_dir() else ()


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
        found = {}
        for result in grade_all(self.assignment, new.values(), self.place):
            found[result.submission.sha256] = result
            self.progress(1)
        known |= {sha256: found[sha256] for sha256 in new}  # in one order, whichever came first
        return [replace(known[s.sha256], submission=s) for s in submissions]


def _repeated(assignment: Assignment, submissions: Sequence[Submission]) -> Sequence[Submission]:
    """Return what is graded again, to see whether points are the same: the master first of all.

    Training takes long, and all of it draws on the same seeds: there the master stands for all.
    """
    return submissions[:1] if "tensorflow" in assignment.imports else submissions


def _again(grader: _Grader, submissions: Sequence[Submission]) -> list[list[SubmissionResult]]:
    return [grader.results(submissions, afresh=True) for _ in range(REPEATS - 1)]


def _submission(name: str, cells: Sequence[Cell]) -> Submission:
    digest = hashlib.sha256(as_module(cells).encode("utf-8", "surrogatepass")).hexdigest()
    return Submission(name=name, path=Path(f"{name}.ipynb"), cells=tuple(cells), sha256=digest)


# ------------------------------------------------------------------ mutants and lone catchers


def _distinct(made: Iterable[Mutant]) -> list[Mutant]:
    return list({mutant.cells: mutant for mutant in made}.values())


_OF_EQUALITY = ("==", "!=", "__eq__", "__ne__")


def _compared(result: SubmissionResult) -> Iterator[str]:
    """Yield the classes whose objects have been compared with each other."""
    asked = result.observation.exchanges if result.observation else ()
    for request in (exchange.request for _, record in asked for exchange in record):
        if isinstance(request, ScenarioRequest):
            steps = request.steps
        elif isinstance(request, StepRequest):
            steps = (request.step,)
        else:
            continue
        if any(step.name in _OF_EQUALITY for step in steps):
            yield request.name


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
    return {name for question in assignment.questions for name in names_of(question.checks)}
