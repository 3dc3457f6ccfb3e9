"""Any platform that speaks LTI 1.3: a line item for the whole, and one for each question.

Only final grades are sent: anything but `FullyGraded` takes a grade away on Moodle. The comment is
sent each time, since leaving it out deletes it. A score is refused unless its time is later than
the last one's: by what the journal, the platform and its clock say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.errors import LmsError
from autograder.lms.ags import (
    LINE_ITEM,
    LINE_ITEMS,
    RESULT,
    RESULTS,
    SCORE,
    SCORES,
    Service,
    beside,
)
from autograder.lms.flight import each
from autograder.lms.http import Answer, WebError
from autograder.lms.platform import (
    NOTHING_THERE,
    TOLERANCE,
    Account,
    Refusal,
    Standing,
    Target,
    Write,
)
from autograder.records.lms import LtiTool
from autograder.records.people import Key
from autograder.texts import one_line

WHOLE = "grade"  #: the tag of the line item that holds the grade
_QUESTION = "q:"  #: before a question's id, in the tag of its line item: no id holds a colon


class Lti:
    """One assignment of a course on an LTI platform."""

    name = "lti"
    batch = 250
    markup = False
    longest = 20_000
    lag = timedelta(0)

    def __init__(
        self,
        tool: LtiTool,
        service: Service,
        assignment: str,
        title: str,
        possible: float,
        questions: Mapping[str, float],
        ids: Iterable[str] = (),
    ) -> None:
        """Make it; `questions` are what each is worth, `ids` who is there if unlisted."""
        self._tool, self._service = tool, service
        self._assignment, self._title, self._ids = assignment, title, tuple(ids)
        self._questions = {_QUESTION + id_: id_ for id_ in questions if tool.questions}
        self._maxima = {WHOLE: possible} | {t: questions[i] for t, i in self._questions.items()}
        self._items: dict[str, Mapping[str, Any]] = {}
        self._standings: dict[str, Standing] = {}
        self._comments: dict[tuple[str, str], str] = {}

    def now(self) -> datetime:
        return self._service.web.now()

    def close(self) -> None:
        self._service.web.close()

    def sources(self) -> Mapping[str, str]:
        return {}

    def read_target(self) -> Target:
        self._items = self._find_items()
        _require_scopes(self._service.scopes)
        self._standings = self._read()
        whole = self._items.get(WHOLE)
        return Target(
            item=f"ags/{self._assignment}",
            name=one_line(str(whole["label"])) if whole else self._title,
            maximum=self._maximum(WHOLE),
            accounts=tuple(self._accounts()),
            standings=self._standings,
            questions={id_: self._maximum(tag) for tag, id_ in self._questions.items()},
        )

    def write(self, writes: Sequence[Write]) -> Mapping[str, Refusal]:
        for tag in self._maxima:
            if tag not in self._items:
                self._items[tag] = self._make_item(tag)
        refused = each(self._write, writes)
        return {w.account: r for w, r in zip(writes, refused, strict=True) if r}

    def read_back(self, accounts: Sequence[str]) -> Mapping[str, Standing]:
        self._standings = self._read()
        return self._standings

    def _find_items(self) -> dict[str, Mapping[str, Any]]:
        """Return the line items of the assignment, by tag; LmsError if a tag has several."""
        found: dict[str, Mapping[str, Any]] = {}
        for item in self._service.listed(self._tool.line_items, LINE_ITEMS):
            tag = self._tag(item)
            if item.get("resourceId") != self._assignment or tag not in self._maxima:
                continue
            if tag in found:
                raise LmsError(self._several(found[tag], item))
            found[tag] = item
        return found

    def _tag(self, item: Mapping[str, Any]) -> str:
        """Return the tag of a line item; those of questions were once their ids."""
        tag = str(item.get("tag") or "")
        return tag if tag in self._maxima else _QUESTION + tag

    def _several(self, *items: Mapping[str, Any]) -> str:
        tags = " and ".join(dict.fromkeys(f"`{one_line(str(item['tag']))}`" for item in items))
        labels = " and ".join(f"`{one_line(item['label'])}`" for item in items)
        return (
            f"there are two line items of `{self._assignment}` with the tag {tags}, {labels}: "
            "delete one of them there"
        )

    def _make_item(self, tag: str) -> Mapping[str, Any]:
        label = self._title if tag == WHOLE else f"{self._title}: {self._questions[tag]}"
        maximum = self._maxima[tag]
        body = {
            "label": label,
            "scoreMaximum": int(maximum) if maximum == int(maximum) else maximum,
            "resourceId": self._assignment,
            "tag": tag,
        }
        answer = self._service.ask(
            "POST", self._tool.line_items, accept=LINE_ITEM, body=body, media=LINE_ITEM
        )
        if answer.status not in (200, 201):
            raise LmsError(
                f"{answer.where} makes no line item `{one_line(label)}` ({answer.status}): "
                "may the tool add columns to the gradebook?"
            )
        return dict(answer.data())

    def _maximum(self, tag: str) -> float:
        item = self._items.get(tag)
        return float(item["scoreMaximum"]) if item else self._maxima[tag]

    def _accounts(self) -> Iterator[Account]:
        if self._tool.members is None:
            for id_ in self._ids:
                yield Account(id=id_, keys=(("lti", id_),))
            return
        yield from accounts_of(self._service.members())

    def _read(self) -> dict[str, Standing]:
        by_tag = {tag: self._results(item) for tag, item in self._items.items()}
        self._comments = {
            (tag, account): str(result.get("comment") or "")
            for tag, results in by_tag.items()
            for account, result in results.items()
        }
        accounts = {account for results in by_tag.values() for account in results}
        return {account: self._standing(account, by_tag) for account in accounts}

    def _results(self, item: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        found = self._service.listed(beside(item["id"], "results"), RESULTS)
        return {str(result["userId"]): result for result in found}

    def _standing(
        self, account: str, by_tag: Mapping[str, Mapping[str, Mapping[str, Any]]]
    ) -> Standing:
        own = {tag: results[account] for tag, results in by_tag.items() if account in results}
        points = {tag: self._points(tag, result) for tag, result in own.items()}
        whole = own.get(WHOLE, {})
        comment = str(whole.get("comment") or "")
        moments = [m for result in own.values() if (m := _moment(result.get("timestamp")))]
        return Standing(
            points=points.get(WHOLE),
            questions={
                id_: p for tag, id_ in self._questions.items() if (p := points.get(tag)) is not None
            },
            feedback=(comment,) if comment else None,
            changed_at=max(moments, default=None),
        )

    def _points(self, tag: str, result: Mapping[str, Any]) -> float | None:
        if result.get("resultScore") is None:
            return None
        theirs = float(result.get("resultMaximum") or 1)
        return float(result["resultScore"]) * self._maximum(tag) / theirs

    def _write(self, write: Write) -> Refusal | None:
        """Send points of questions that differ, then the grade."""
        there = self._standings.get(write.account, NOTHING_THERE)
        scores = [
            (tag, points, self._comments.get((tag, write.account), ""))
            for id_, points in write.questions.items()
            for tag in (_QUESTION + id_,)
            if abs(there.questions.get(id_, -1.0) - points) > TOLERANCE
        ]
        whole = () if write.is_told else ((WHOLE, write.points, write.feedback),)
        for tag, points, comment in (*scores, *whole):
            if refusal := self._send(tag, write, points, comment):
                return refusal
        return None

    def _send(self, tag: str, write: Write, points: float, comment: str) -> Refusal | None:
        moment = (write.sent_at or self.now()).astimezone(UTC)
        score = {
            "userId": write.account,
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
            "timestamp": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z",
            "scoreGiven": points,
            "scoreMaximum": self._maximum(tag),
            "comment": comment,
        }
        url = beside(self._items[tag]["id"], "scores")
        try:
            answer = self._service.ask("POST", url, body=score, media=SCORES)
        except WebError as error:
            return Refusal(why=str(error), again=True)
        return _refusal(answer)


def _refusal(answer: Answer) -> Refusal | None:
    """Return why a score was refused; a time too early may be behind 400 and 409 alike."""
    if answer.status < 300:
        return None
    if answer.status == 403:
        raise LmsError(f"{answer.where} does not let this tool write scores")
    why = f"{answer.where} answered with status {answer.status}"
    return Refusal(why=why, again=answer.status in (400, 409, 429, 500, 502, 503, 504))


def _require_scopes(granted: Sequence[str]) -> None:
    """Raise LmsError if the platform has said that something is not allowed."""
    missing = [scope for scope in (SCORE, RESULT) if scope not in granted]
    if granted and missing:
        names = ", ".join(scope.rpartition("/")[2] for scope in missing)
        raise LmsError(
            f"the platform does not let this tool use: {names}; allow it in its settings"
        )


def accounts_of(members: Iterable[Mapping[str, Any]]) -> Iterator[Account]:
    """Yield the accounts of learners who are members now."""
    for member in members:
        if member.get("status", "Active") == "Active" and _is_learner(member["roles"]):
            name = one_line(str(member.get("name", "")))
            yield Account(id=str(member["user_id"]), keys=_keys(member), name=name)


def _is_learner(roles: Iterable[str]) -> bool:
    return any(role.replace("#", "/").rpartition("/")[2] == "Learner" for role in roles)


def _keys(member: Mapping[str, Any]) -> tuple[Key, ...]:
    named = (
        *(("email", "email"), ("sis", "lis_person_sourcedid")),
        *(("login", "ext_user_username"), ("lti", "user_id")),
    )
    keys = ((kind, str(member.get(field) or "")) for kind, field in named)
    return tuple((kind, value) for kind, value in keys if value)


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
