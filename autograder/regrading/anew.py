"""Questions of one result judged anew, and told anew, while the others stay as they are.

What is said of a question depends on the others in two ways: that a function which it calls is not
right yet, and how much has been worked out already in search of small changes. Questions that one
of these concerns are told anew as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from autograder.checks.judging import check_question
from autograder.feedback.checks import is_of_the_answer_alone
from autograder.feedback.compose import Outcomes, known_of, names_for, wrong_names
from autograder.feedback.names import Names
from autograder.feedback.questions import question_feedback
from autograder.feedback.readers import CodeReader
from autograder.feedback.readings import NotKept
from autograder.records import (
    Assignment,
    Observation,
    Outcome,
    Question,
    QuestionResult,
    Submission,
)
from autograder.reports.results import stored_question
from autograder.scoring import score_question
from autograder.shared_fields import SharedFields
from autograder.store.documents import Document
from autograder.store.results import question_fields


class Telling:
    """What is said of questions; of equal answers, if code shows the same of them, once a class."""

    def __init__(self) -> None:
        self._kept: dict[object, tuple[object, Document]] = {}

    def of(self, result: QuestionResult, names: Names, observation: Observation) -> Document:
        """Return the fields of a question; NotKept if it takes cells, and there are none."""
        results = [scored.result for scored in result.checks]
        if _is_searched(result) or not all(map(is_of_the_answer_alone, results)):
            if not names.sources:
                raise NotKept
            return _told(result, names, observation)
        key = (*map(id, results), *(s.points for s in result.checks), _facts(result, names))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            # The results live as long, so that no others have their identity.
            kept = self._kept[key] = results, _told(result, names, observation)
        return kept[1]


_MOST_KEPT = 1000


def _facts(result: QuestionResult, names: Names) -> object:
    """Return all that `question_feedback` looks at in the code where only answers are wrong."""
    failing = [s.result for s in result.checks if s.result.outcome is not Outcome.PASSED]
    own = frozenset(name for found in failing for name in found.check.names)
    if not own:
        return None
    calls = tuple(call for call in names.code.calls if call[0] in own)
    return (
        tuple(unwritten for unwritten in names.code.unwritten if unwritten[0] in own),
        tuple((name, other, other in names.wrong) for name, other in calls),
        tuple(shown for shown in names.code.shown if shown.name in own),
    )


def _told(result: QuestionResult, names: Names, observation: Observation) -> Document:
    known = known_of(result, names)
    feedback = question_feedback(result, names, known)
    return SharedFields(question_fields(stored_question(result, feedback, known, observation)))


def judged_anew(
    assignment: Assignment,
    concerned: frozenset[str],
    result: Document,
    submission: Submission,
    observation: Observation,
    reader: CodeReader,
    telling: Telling,
) -> Mapping[str, Document] | None:
    """Return the fields of the questions that are told otherwise now, by their ids.

    `concerned`: the ids of those that are judged otherwise. None if one of them is not graded.
    """
    before = {c["id"]: Outcome(c["outcome"]) for q in result["questions"] for c in q["checks"]}
    judged = {
        question.id: _judged(question, observation)
        for question in assignment.questions
        if question.id in concerned
    }
    now = before | {s.result.check.id: s.result.outcome for q in judged.values() for s in q.checks}
    if Outcome.NOT_GRADED in now.values():
        return None
    names = names_for(assignment, submission, observation, now, reader)
    moved = wrong_names(assignment, before) ^ wrong_names(assignment, now)
    wanted = concerned | {
        question.id
        for question in assignment.questions
        if moved and _calls_any(moved, _failing_names(question, now), names)
    }
    searched = {question["id"] for question in result["questions"] if _was_searched(question)}
    if searched & wanted or any(map(_is_searched, judged.values())):
        wanted |= searched  # in the same order as ever, from the first on
    return {
        question.id: telling.of(
            judged.get(question.id) or _judged(question, observation), names, observation
        )
        for question in assignment.questions
        if question.id in wanted
    }


def _judged(question: Question, observation: Observation) -> QuestionResult:
    return score_question(question, check_question(question, observation))


def _failing_names(question: Question, outcomes: Outcomes) -> frozenset[str]:
    """Return the names that checks ask for which did not pass."""
    failing = (check for check in question.checks if outcomes[check.id] is not Outcome.PASSED)
    return frozenset(name for check in failing for name in check.names)


def _calls_any(others: Set[str], own: Set[str], names: Names) -> bool:
    return bool(own) and any(name in own and other in others for name, other in names.code.calls)


_SEARCHED = (Outcome.FAILED, Outcome.RAISED)  #: outcomes for which a change is looked for


def _was_searched(question: Document) -> bool:
    """Whether a change of the code may have been looked for that puts the question right."""
    return any(
        Outcome(check["outcome"]) in _SEARCHED and not check["hidden"] and check["mistake"] is None
        for check in question["checks"]
    )


def _is_searched(question: QuestionResult) -> bool:
    """The same of a result of today."""
    return any(
        result.outcome in _SEARCHED and not result.check.hidden and result.mistake is None
        for result in (scored.result for scored in question.checks)
    )
