"""Canvas, by its REST API, with a teacher's token. Made from its documentation; never tried on one.

Grades of many people go in one call, which Canvas carries out by and by: a Progress says when. Each
call with a comment adds a comment, so one that is there already is not sent again, nor one of which
Canvas may not have come to an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from autograder.errors import LmsError
from autograder.lms.http import Answer, Unreachable, Web, WebError, origin
from autograder.lms.journal import digest
from autograder.lms.platform import NOTHING_THERE, Account, Refusal, Standing, Target, Write
from autograder.lms.secrets import Secret
from autograder.records.lms import CanvasCourse
from autograder.records.people import Key
from autograder.texts import one_line

TOKEN = "AUTOGRADER_CANVAS_TOKEN"
_NEXT = re.compile(r"<([^>]+)>[^,]*?;\s*rel=\"?next\"?", re.IGNORECASE)
_MORE = "include[]=submission_comments&include[]=rubric_assessment"
_LOW = 50.0  #: of what may be asked; Canvas starts to refuse at 0
_POLLS = 240  #: how often a Progress is asked for, at most
_OF_TOKEN = f"the token is wrong or has expired; make a new one, and set {TOKEN}"


class CanvasRefusal(LmsError):
    """An answer that is no success."""

    def __init__(self, answer: Answer) -> None:
        self.status = answer.status
        super().__init__(f"Canvas: {answer.where}: {_why(answer)}")


class Canvas:
    """One assignment of a Canvas course."""

    name = "canvas"
    batch = 50
    markup = False
    longest = 20_000
    lag = timedelta(minutes=10)

    def __init__(
        self,
        course: CanvasCourse,
        number: int,
        questions: Sequence[str],
        token: Secret,
        web: Web,
    ) -> None:
        self._questions, self._token, self._web = questions, token, web
        self._site = course.url.rstrip("/")
        self._course = f"{self._site}/api/v1/courses/{course.course}"
        self._number = number
        self._criteria: dict[str, str] = {}  #: Canvas' ids of our questions in the rubric
        self._standings: dict[str, Standing] = {}

    def now(self) -> datetime:
        return self._web.now()

    def close(self) -> None:
        self._web.close()

    def sources(self) -> Mapping[str, str]:
        return {}

    def read_target(self) -> Target:
        assignment = self.ask("GET", self._here).data()
        name = one_line(str(assignment["name"]))
        if not assignment.get("published", True):
            raise LmsError(f"Canvas: `{name}` is not published: publish it first")
        if assignment.get("grading_type", "points") != "points":
            raise LmsError(f"Canvas: `{name}` is not graded by points: change `Display Grade as`")
        maxima = self._rubric(assignment)
        accounts = tuple(self.accounts())
        self._standings = self._read()
        return Target(
            item=f"assignment/{self._number}",
            name=name,
            maximum=float(assignment.get("points_possible") or 0),
            accounts=accounts,
            standings=self._standings,
            questions=maxima,
            takes_more=True,
            excuses=True,
        )

    def write(self, writes: Sequence[Write]) -> Mapping[str, Refusal]:
        form: dict[str, str] = {}
        for write in writes:
            form |= self._form(write)
        refusal = self._update(form)
        return {write.account: refusal for write in writes} if refusal else {}

    def read_back(self, accounts: Sequence[str]) -> Mapping[str, Standing]:
        """Return what these have there, and of others what they had."""
        found = self._read_of(accounts)
        if any(account not in found for account in accounts):
            found = self._read()
        self._standings |= found
        return self._standings

    @property
    def _here(self) -> str:
        return f"{self._course}/assignments/{self._number}"

    def ask(
        self,
        method: str,
        url: str,
        *,
        form: Mapping[str, str] | None = None,
        repeatable: bool = True,
    ) -> Answer:
        """Return the answer; waits where Canvas has been asked too much. Raises LmsError."""
        headers = {"Authorization": f"Bearer {self._token.reveal()}"}
        for pause in (2.0, 10.0, 30.0, 0.0):
            answer = self._web.ask(method, url, headers=headers, form=form, repeatable=repeatable)
            if not _is_throttled(answer) or not pause:
                break
            self._web.pause(pause)
        if _left(answer) < _LOW:
            self._web.pause(1.0)
        if answer.status >= 300:
            raise CanvasRefusal(answer)
        return answer

    def listed(self, url: str) -> Iterator[Any]:
        """Yield what is listed, over all pages."""
        place: str | None = url
        while place:
            answer = self.ask("GET", place)
            yield from answer.data()
            after = _NEXT.search(answer.headers.get("link", ""))
            place = urljoin(place, after[1]) if after else None
            if place and origin(place) != origin(self._site):
                raise LmsError(f"Canvas names {one_line(place)}, which is on another host")

    def accounts(self) -> Iterator[Account]:
        """Yield the students of the course."""
        query = "enrollment_type[]=student&include[]=email&per_page=100"
        for person in self.listed(f"{self._course}/users?{query}"):
            yield Account(
                id=str(person["id"]), keys=_keys(person), name=one_line(str(person.get("name", "")))
            )

    def _rubric(self, assignment: Mapping[str, Any]) -> Mapping[str, float]:
        """Note which criterion is which question, and return their maxima."""
        criteria = {
            str(c["description"]).strip().casefold(): c for c in assignment.get("rubric") or ()
        }
        found = {id_: c for id_ in self._questions if (c := criteria.get(id_.casefold()))}
        self._criteria = {id_: str(c["id"]) for id_, c in found.items()}
        return {id_: float(c["points"]) for id_, c in found.items()}

    def submissions(self, include: str) -> Iterator[Any]:
        """Yield everybody's submission, with what else is asked for."""
        return self.listed(f"{self._here}/submissions?{include}&per_page=100")

    def file(self, url: str, most: int) -> bytes:
        """Return a file; the token goes to Canvas' own host alone. Raises WebError."""
        own = self._token if origin(url) == origin(self._site) else None
        return self._web.fetch(url, own, most)

    def _read(self) -> dict[str, Standing]:
        return self._standings_in(self.submissions(_MORE))

    def _read_of(self, accounts: Sequence[str]) -> dict[str, Standing]:
        """Return what some have there; Canvas lists them in one call, of one course's people."""
        query = "".join(f"student_ids[]={account}&" for account in accounts)
        query += f"assignment_ids[]={self._number}&{_MORE}&per_page=100"
        return self._standings_in(self.listed(f"{self._course}/students/submissions?{query}"))

    def _standings_in(self, found: Iterable[Any]) -> dict[str, Standing]:
        ids = {criterion: id_ for id_, criterion in self._criteria.items()}
        return {str(one["user_id"]): _standing(one, ids) for one in found}

    def _form(self, write: Write) -> dict[str, str]:
        place = f"grade_data[{write.account}]"
        if write.is_excused:
            return {f"{place}[excuse]": "true"}
        form = {f"{place}[posted_grade]": f"{write.points:.2f}"}
        for id_, points in write.questions.items():
            form[f"{place}[rubric_assessment][{self._criteria[id_]}][points]"] = f"{points:.2f}"
        there = self._standings.get(write.account, NOTHING_THERE)
        if write.feedback and digest(write.feedback) not in map(digest, there.feedback or ()):
            form[f"{place}[text_comment]"] = write.feedback
        return form

    def _update(self, form: Mapping[str, str]) -> Refusal | None:
        """Give grades; return why they were perhaps not given, and whether they may still be."""
        url = f"{self._here}/submissions/update_grades"
        try:
            progress = self.ask("POST", url, form=form, repeatable=False).data()
        except CanvasRefusal as error:
            if error.status >= 500:
                raise  # perhaps it was carried out, perhaps not
            return Refusal(why=str(error))
        except Unreachable as error:
            return Refusal(why=str(error), again=True)
        except WebError as error:
            return Refusal(why=str(error), may_come=True)
        try:
            return self._followed(progress)
        except WebError as error:
            return Refusal(why=str(error), may_come=True)

    def _followed(self, progress: Mapping[str, Any]) -> Refusal | None:
        """Wait until Canvas has carried out what it was given, and return why it has not."""
        url = f"{self._site}/api/v1/progress/{progress['id']}"
        for number in range(_POLLS):
            if progress["workflow_state"] == "completed":
                return None
            if progress["workflow_state"] == "failed":
                why = one_line(str(progress.get("message", "")))
                return Refusal(why=f"Canvas gave up: {why}", again=True)
            self._web.pause(min(0.1 * 2**number, 2.0))
            progress = self.ask("GET", url).data()
        return Refusal(why="Canvas has not finished yet", may_come=True)


def _standing(one: Mapping[str, Any], questions: Mapping[str, str]) -> Standing:
    score = one.get("score")
    assessed = one.get("rubric_assessment") or {}
    comments = one.get("submission_comments") or ()
    graded_at = one.get("graded_at")
    return Standing(
        points=None if score is None or one.get("excused") else float(score),
        is_excused=bool(one.get("excused")),
        questions={
            id_: float(assessed[criterion]["points"])
            for criterion, id_ in questions.items()
            if (assessed.get(criterion) or {}).get("points") is not None
        },
        feedback=tuple(str(comment["comment"]) for comment in comments) or None,
        changed_at=datetime.fromisoformat(graded_at) if graded_at else None,
        locked="is in a grading period that is closed" if _is_closed(one) else "",
    )


def _is_closed(one: Mapping[str, Any]) -> bool:
    return bool((one.get("assignment") or {}).get("in_closed_grading_period"))


def _keys(person: Mapping[str, Any]) -> tuple[Key, ...]:
    named = (
        *(("email", "email"), ("login", "login_id")),
        *(("sis", "sis_user_id"), ("canvas", "id")),
    )
    keys = ((kind, str(person.get(field) or "")) for kind, field in named)
    return tuple((kind, value) for kind, value in keys if value)


def _is_throttled(answer: Answer) -> bool:
    return answer.status == 403 and b"Rate Limit Exceeded" in answer.content


def _left(answer: Answer) -> float:
    """Return how much may still be asked now, by the header; much where there is none."""
    try:
        return float(answer.headers.get("x-rate-limit-remaining", ""))
    except ValueError:
        return float("inf")


def _why(answer: Answer) -> str:
    if answer.status == 401:
        return _OF_TOKEN
    if answer.status == 403:
        return "the token's owner may not do this; it takes a teacher of the course"
    if answer.status == 404:
        return "is not there; the numbers in class.yaml are those in the address of its page"
    return f"status {answer.status}"
