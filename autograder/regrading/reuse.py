"""Results of which judging anew would find nothing new but points, made without doing so.

After a small change that is most of a class: all whose answers to the questions concerned passed
before and pass now, and all of whom only the worth of questions changes. Whatever cannot be told
from the record is judged as a whole; both ways give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from autograder import __version__
from autograder.checks.replay import judge_exchanges
from autograder.feedback.readers import CodeReader
from autograder.feedback.readings import NotKept
from autograder.frozen import dataclass
from autograder.records import (
    Assignment,
    Check,
    CheckResult,
    Exchange,
    Language,
    Outcome,
    Question,
    Submission,
)
from autograder.records.stored_results import AssignmentDigest
from autograder.records.submissions import Status
from autograder.regrading.anew import Telling, judged_anew
from autograder.regrading.former import Former
from autograder.reports.feedback_markdown import result_markdown
from autograder.scoring import score_question
from autograder.shared_fields import SharedFields
from autograder.store.documents import Document
from autograder.store.folder import file_names
from autograder.store.observations import read_observation, recorded_exchanges
from autograder.store.results import result_of

_NEVER_RUN = (Status.UNREADABLE.value, Status.NEEDS_REVIEW.value)


@dataclass(frozen=True, kw_only=True)
class Reused:
    """A result that was made without judging."""

    fields: Document
    feedback: str | None  #: None where it stays as it is


@dataclass(frozen=True, kw_only=True)
class Reuse:
    """What it takes to see whether a result can be reused."""

    former: Former
    assignment: Assignment
    digest: AssignmentDigest
    language: Language
    concerned: frozenset[str]  #: ids of questions that are judged otherwise, their worth aside
    worth: frozenset[str]  #: ids of questions of which points or shares change
    telling: Telling = field(default_factory=Telling)

    def of(self, file: str, result: Document) -> Reused | None:
        """Return what judging anew would find of a submission; None if it has to be judged."""
        if self._has_nothing_to_judge(result):
            return Reused(fields={**result, "assignment_digest": vars(self.digest)}, feedback=None)
        if not self._is_simple(result) or not self._passes(file, result):
            return None
        return self._with(result, {})

    def partly(
        self, file: str, result: Document, submission: Submission, reader: CodeReader
    ) -> Reused | None:
        """Return the same where only the questions concerned are judged; None if all have to be.

        None also for a submission without cells that tells too little without them.
        """
        if not self._is_simple(result):
            return None
        stored = read_observation(self.former.folder / "observations" / f"{file}.json")
        if stored is None or stored.sha256 != result["observation"]:
            return None
        try:
            anew = judged_anew(
                self.assignment,
                self.concerned,
                result,
                submission,
                stored.observation,
                reader,
                self.telling,
            )
        except NotKept:
            return None
        return None if anew is None else self._with(result, anew)

    def _with(self, result: Document, anew: Mapping[str, Document]) -> Reused | None:
        """Return a result with questions that were judged anew; None if it has to be judged."""
        questions = [anew.get(q["id"]) or self._question(q) for q in result["questions"]]
        if None in questions:
            return None
        now = {**result, "questions": questions, "assignment_digest": vars(self.digest)}
        now["points"] = round(sum(q["points"] for q in questions if q), 4)
        now["possible"] = self.assignment.possible
        moved = now != {**result, "assignment_digest": now["assignment_digest"]}
        feedback = result_markdown(result_of(now), self.language) if moved else None
        return Reused(fields=now, feedback=feedback)

    def _has_nothing_to_judge(self, result: Document) -> bool:
        """Whether it is of a file that could not be read, of which only points would be new."""
        return (
            result["status"] in _NEVER_RUN
            and result["autograder"] == __version__
            and not self.worth
        )

    def _is_simple(self, result: Document) -> bool:
        return (
            result["status"] == Status.GRADED.value
            and result["autograder"] == __version__
            and bool(result["observation"])
        )

    def _passes(self, file: str, result: Document) -> bool:
        """Whether all answers to the questions concerned passed, and do so now."""
        concerned = [q for q in result["questions"] if q["id"] in self.concerned]
        if not concerned:
            return True
        if any(c["outcome"] != Outcome.PASSED.value for q in concerned for c in q["checks"]):
            return False
        checks = [check for q in concerned for check in self._today(q["id"]).checks]
        path = self.former.folder / "observations" / f"{file}.json"
        known = recorded_exchanges(path, result["observation"], [check.id for check in checks])
        return known is not None and all(_plainly_passes(check, known) for check in checks)

    def _today(self, question: str) -> Question:
        return next(q for q in self.assignment.questions if q.id == question)

    def _question(self, question: Document) -> Document | None:
        """Return a question's fields with what they are worth now; None if that is not plain."""
        if question["id"] not in self.worth:
            return question
        if isinstance(question, SharedFields):
            return question.once(self.digest, lambda: self._worth_now(question))
        return self._worth_now(question)

    def _worth_now(self, question: Document) -> Document | None:
        today = self._today(question["id"])
        outcomes = [Outcome(check["outcome"]) for check in question["checks"]]
        partly = (
            check["points"] and outcome is not Outcome.PASSED
            for check, outcome in zip(question["checks"], outcomes, strict=True)
        )
        if any(partly) or not all(check["possible"] for check in question["checks"]):
            return None
        results = [
            CheckResult(check=check, outcome=outcome)
            for check, outcome in zip(today.checks, outcomes, strict=True)
        ]
        scored = score_question(today, results)
        if scored.points is None:
            return None
        checks = [
            {**check, "points": round(now.points or 0.0, 4), "possible": round(now.possible, 4)}
            for check, now in zip(question["checks"], scored.checks, strict=True)
        ]
        return SharedFields(
            question
            | {
                "points": round(scored.points, 4),
                "possible": today.points,
                "checks": checks,
            }
        )


def _plainly_passes(check: Check, exchanges: Mapping[str, tuple[Exchange, ...]]) -> bool:
    """Whether a check passes, and there is nothing to be said of it."""
    found = judge_exchanges(check, exchanges)
    return found.outcome is Outcome.PASSED and found.finding is None


def reusable(former: Former, assignment: Assignment, language: Language) -> Reuse | None:
    """Return how results can be reused; None where all have to be judged."""
    changes = former.changes or ()
    if former.changes is None or former.damaged or any(c.question is None for c in changes):
        return None
    if any(c.structural or (c.check and c.check != c.former) for c in changes):
        return None
    others = former.results.keys() - former.as_asked
    if any(former.results[name]["status"] not in _NEVER_RUN for name in others):
        return None
    if file_names(former.files) != former.files:
        return None
    worth = frozenset(c.question for c in changes if c.question and c.is_worth)
    judged = frozenset(c.question for c in changes if c.question and not c.is_worth)
    plain = {
        q.id
        for q in assignment.questions
        if q.points > 0
        and all(c.share > 0 and c.requests is not None and not c.looks_at_cells for c in q.checks)
    }
    if not worth | judged <= plain:
        return None
    return Reuse(
        former=former,
        assignment=assignment,
        digest=former.digest,
        language=language,
        concerned=judged,
        worth=worth,
    )
