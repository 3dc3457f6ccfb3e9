"""Canvas on loopback, made from its documentation and its source: nobody has measured one.

`RULES` are those of giving one person a grade by `update_grades`, in order.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from tests.lms.loopback import Reply, Request, Site, data

TOKEN, STUDENTS_TOKEN = "canary-9e44c1-canvas", "canary-9e44c1-student"


@dataclass
class Submission:
    score: float | None = None
    excused: bool = False
    comments: list[str] = field(default_factory=list)
    assessed: dict[str, float] = field(default_factory=dict)
    attempt: int = 0
    submitted_at: str | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class CanvasSite(Site):
    users: list[dict[str, Any]] = field(default_factory=list)
    maximum: float = 20
    rubric: list[dict[str, Any]] = field(default_factory=list)
    submissions: dict[str, Submission] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    throttle: int = 0  #: how many answers are refused
    fails: bool = False
    work: int = 2  #: how often a Progress is asked for until it is completed
    polls: int = 0  #: that are left
    is_slow: bool = False  #: what is ordered is carried out later, when a test says so
    jobs: list[Request] = field(default_factory=list)  #: of `update_grades`, not yet carried out
    home: str = ""
    page: int = 2
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Reply:
        with self.lock:
            if request.path in self.files:
                return Reply(content=self.files[request.path])
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            if token not in (TOKEN, STUDENTS_TOKEN):
                return data({"errors": [{"message": "Invalid access token."}]}, 401)
            if token == STUDENTS_TOKEN and "/submissions" in request.path:
                message = "user not authorized to perform that action"
                return data({"status": "unauthorized", "errors": [{"message": message}]}, 403)
            if self.throttle:
                self.throttle -= 1
                return Reply(status=403, content=b"403 Forbidden (Rate Limit Exceeded)")
            return self._served(request)

    def _served(self, request: Request) -> Reply:
        here = "/api/v1/courses/2/assignments/42"
        if request.path == here:
            return data(
                {"id": 42, "name": "Units", "points_possible": self.maximum, "rubric": self.rubric}
            )
        if request.path == "/api/v1/courses/2/users":
            return self._paged(request, self.users)
        if request.path == f"{here}/submissions":
            return self._paged(request, [_shown(u, s) for u, s in self.submissions.items()])
        if request.path == "/api/v1/courses/2/students/submissions":
            return self._paged(request, self._of_some(request.several))
        if request.path == f"{here}/submissions/update_grades":
            return self._update(request)
        if request.path == "/api/v1/progress/7":
            self.polls -= 1
            state = "running" if self.polls > 0 else "failed" if self.fails else "completed"
            return data({"id": 7, "workflow_state": state, "message": "it broke"})
        return data({"errors": [{"message": "The specified resource does not exist."}]}, 404)

    def _of_some(self, asked: Mapping[str, list[str]]) -> list[Any]:
        assert asked["assignment_ids[]"] == ["42"]
        wanted = asked["student_ids[]"]
        return [_shown(u, s) for u, s in self.submissions.items() if u in wanted]

    def _paged(self, request: Request, found: list[Any]) -> Reply:
        start = int(request.query.get("page", "1")) * self.page - self.page
        reply = data(found[start : start + self.page], x_rate_limit_remaining="600.0")
        if start + self.page >= len(found):
            return reply
        query = [(name, v) for name, values in request.several.items() for v in values]
        others = urlencode([pair for pair in query if pair[0] != "page"])
        url = f"{self.home}{request.path}?{others}&page={start // self.page + 2}"
        return Reply(content=reply.content, headers={"Link": f'<{url}>; rel="next"'})

    def _update(self, request: Request) -> Reply:
        if self.is_slow:
            self.jobs.append(request)
        else:
            self._carry_out(request)
        self.polls = self.work
        return data({"id": 7, "workflow_state": "queued"})

    def carry_out(self) -> None:
        """Do all that is late."""
        while self.jobs:
            self._carry_out(self.jobs.pop(0))

    def _carry_out(self, request: Request) -> None:
        given: dict[str, dict[str, str]] = {}
        for name, value in request.form.items():
            found = re.fullmatch(r"grade_data\[(\w+)\](.*)", name)
            assert found is not None
            given.setdefault(found[1], {})[found[2]] = value
        for user, fields in given.items():
            for _, rule in RULES.values():
                rule(self, self.submissions.setdefault(user, Submission()), fields)


def _shown(user: str, submission: Submission) -> dict[str, Any]:
    return {
        "id": 900 + int(user), "user_id": int(user), "score": submission.score,
        "excused": submission.excused,
        "attempt": submission.attempt, "submitted_at": submission.submitted_at,
        "attachments": submission.attachments,
        "submission_comments": [{"comment": comment} for comment in submission.comments],
        "rubric_assessment": {c: {"points": p} for c, p in submission.assessed.items()},
        "graded_at": None if submission.score is None else datetime.now(UTC).isoformat(),
    }  # fmt: skip


Rule = Callable[[CanvasSite, Submission, Mapping[str, str]], None]


def _grade(site: CanvasSite, submission: Submission, fields: Mapping[str, str]) -> None:
    if "[posted_grade]" in fields and not site.fails:
        submission.score, submission.excused = float(fields["[posted_grade]"]), False


def _excuse(site: CanvasSite, submission: Submission, fields: Mapping[str, str]) -> None:
    if fields.get("[excuse]") == "true" and not site.fails:
        submission.score, submission.excused = None, True


def _rubric(site: CanvasSite, submission: Submission, fields: Mapping[str, str]) -> None:
    for name, value in fields.items():
        if found := re.fullmatch(r"\[rubric_assessment\]\[(\w+)\]\[points\]", name):
            submission.assessed[found[1]] = float(value)


def _comment(site: CanvasSite, submission: Submission, fields: Mapping[str, str]) -> None:
    if "[text_comment]" in fields:
        submission.comments.append(fields["[text_comment]"])


RULES: Mapping[str, tuple[str, Rule]] = {
    "points, also over the maximum": ("2.3 [S] submissions_api_controller.rb", _grade),
    "who is excused has no score, until a grade is posted": (
        "2.3; submission.rb process_bulk_update [S]",
        _excuse,
    ),
    "a rubric's points beside, not instead": ("2.3 [K]", _rubric),
    "each call with a comment adds one": ("2.3 [S]", _comment),
}
