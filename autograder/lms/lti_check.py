"""A try of all that a push over LTI needs, without writing anything."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.classes.people import People
from autograder.closing import Closing
from autograder.lms.ags import ITEM, LINE_ITEMS, MEMBERS, RESULT, SCORE, Service
from autograder.lms.lti import accounts_of
from autograder.lms.matching import match
from autograder.records.lms import LtiTool
from autograder.texts import format_points


class LtiCheck(Closing):
    """Tells, line by line, what a platform lets this tool do, and whom it knows."""

    def __init__(self, tool: LtiTool, service: Service) -> None:
        self._tool, self._service = tool, service
        self.is_lacking = False

    def close(self) -> None:
        self._service.web.close()

    def lines(self, people: People) -> Iterator[str]:
        """Yield what is found; raises LmsError where the platform does not let us in."""
        items = list(self._service.listed(self._tool.line_items, LINE_ITEMS))
        yield f"token: granted by {self._tool.issuer}"
        yield from self._scopes()
        for item in items:
            whose = f" of {item['resourceId']}" if item.get("resourceId") else ""
            tag = f", {item['tag']}" if item.get("tag") else ""
            maximum = format_points(float(item["scoreMaximum"]))
            yield f"line item: {item['label']}{whose}{tag}, {maximum} points"
        if not items:
            yield "line items: none yet; the first push makes them"
        yield from self._people(people)

    def _scopes(self) -> Iterator[str]:
        wanted = (ITEM, RESULT, SCORE, *([MEMBERS] if self._tool.members else []))
        granted = self._service.scopes
        for scope in wanted if granted else ():
            if scope not in granted:
                self.is_lacking = True
                yield f"not allowed: {scope.rpartition('/')[2]}; allow it in the tool's settings"

    def _people(self, people: People) -> Iterator[str]:
        if self._tool.members is None:
            known = [student for student in people.students.values() if student.values("lti")]
            self.is_lacking |= len(known) < len(people.students)
            yield f"people: {len(known)} of {len(people.students)} have an `lti` in roster.csv"
            return
        accounts = list(accounts_of(self._service.members()))
        matched = match(people, accounts, {})
        missing = [id_ for id_ in people.students if id_ not in matched.accounts]
        self.is_lacking |= bool(missing)
        yield f"people: {len(accounts)} there, {len(matched.accounts)} of the roster among them"
        if missing:
            yield f"not there: {', '.join(missing)}"
