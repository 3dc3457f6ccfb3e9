"""Moodle, by its web services, with a teacher's token.

Errors come with status 200; a write answers `null` also where it stored nothing, and stores for
people who are not enrolled: so all is checked before, and read back after. Each write sends the
student a notification: what is there already is not sent.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.errors import LmsError
from autograder.frozen import dataclass
from autograder.lms.flight import each
from autograder.lms.http import Web, WebError
from autograder.lms.moodle_gradebook import (
    WHOLE,
    Column,
    Lines,
    column_form,
    columns_of,
    lines_of,
    lock_in,
    points_in,
)
from autograder.lms.platform import (
    NOTHING_THERE,
    TOLERANCE,
    Account,
    Refusal,
    Standing,
    Target,
    Write,
)
from autograder.lms.secrets import Secret
from autograder.records.lms import MoodleCourse
from autograder.records.people import Key
from autograder.texts import format_points, one_line

TOKEN = "AUTOGRADER_MOODLE_TOKEN"
_ITEM_IS_LOCKED = 4  #: an answer of core_grades_update_grades
_SIMPLE = {"", "null", "none"}  #: how grading without a guide or rubric is called
_OF_TOKEN = {
    "invalidtoken": f"the token is wrong or has expired; make a new one, and set {TOKEN}",
    "accessexception": "the token's service does not have this function; ask who runs the site",
    "nopermissions": "the token's owner may not do this; it takes a teacher of the course",
    "requireloginerror": "the token's owner is not in this course",
    "servicenotavailable": "web services are switched off; ask who runs the site",
}


class MoodleError(LmsError):
    """An error that Moodle answers."""

    def __init__(self, function: str, code: str, message: str) -> None:
        self.code = code
        why = _OF_TOKEN.get(code) or one_line(html.unescape(message))
        super().__init__(f"Moodle: {function}: {why}")


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A marking guide: criteria with points."""

    definition: int
    criteria: Mapping[str, int]  #: by our questions
    maxima: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """What is known of an assignment there."""

    id: int
    cmid: int
    name: str
    maximum: float
    blind: bool
    workflow: bool
    comments: bool  #: feedback comments are enabled
    guide: Guide | None = None
    remarks: tuple[str, ...] = ()


class Moodle:
    """One assignment of a Moodle course."""

    name = "moodle"
    batch = 250
    markup = True
    longest = 60_000
    lag = timedelta(0)

    def __init__(
        self,
        course: MoodleCourse,
        assignment: str,
        number: int,
        questions: Mapping[str, float],
        token: Secret,
        web: Web,
    ) -> None:
        """Make it; `questions` are what each is worth here."""
        self._course, self._ours, self._number = course, assignment, number
        self._questions, self._token, self._web = questions, token, web
        self._assignment: Assignment | None = None
        self._columns: dict[str, Column] = {}
        self._there: Mapping[str, Standing] = {}

    @property
    def course(self) -> int:
        return self._course.course

    @property
    def site(self) -> str:
        return self._course.url.rstrip("/")

    def file(self, url: str, most: int) -> bytes:
        """Return a file that Moodle keeps; raises WebError."""
        return self._web.post_for_file(url, {"token": self._token.reveal()}, most)

    def now(self) -> datetime:
        return self._web.now()

    def close(self) -> None:
        self._web.close()

    def call(
        self, function: str, parameters: Mapping[str, object], *, repeatable: bool = True
    ) -> Any:
        """Return what a function answers; raises MoodleError, WebError."""
        form = {key: str(value) for key, value in parameters.items()}
        answer = self._web.ask(
            "POST",
            f"{self.site}/webservice/rest/server.php",
            form={
                "wstoken": self._token.reveal(),
                "wsfunction": function,
                "moodlewsrestformat": "json",
                **form,
            },
            repeatable=repeatable,
        )
        data = answer.data()
        if isinstance(data, dict) and "exception" in data:
            message = self._token.hidden_in(str(data.get("message", "")))
            raise MoodleError(function, str(data.get("errorcode", "")), message)
        if answer.status != 200:
            raise WebError(f"{answer.where} answered with status {answer.status}")
        return data

    def read_target(self) -> Target:
        assignment = self._assignment = self._with_guide(self._find())
        accounts = tuple(self.accounts(assignment))
        lines = self._lines(assignment)
        self._columns, why = self._columns_of(assignment, lines)
        self._there = self._standings(assignment, lines or {})
        columns = {id_: column.maximum for id_, column in self._columns.items()}
        return Target(
            item=f"assign/{assignment.id}",
            name=assignment.name,
            maximum=assignment.maximum,
            accounts=accounts,
            standings=self._there,
            questions=assignment.guide.maxima if assignment.guide else columns,
            sums=assignment.guide is not None,
            remarks=(*assignment.remarks, *why),
        )

    def sources(self) -> Mapping[str, str]:
        """Return each account's number as a participant, under which its work is downloaded."""
        assignment = self.assignment()
        found = self.call("mod_assign_get_user_mappings", {"assignmentids[0]": assignment.id})
        return {
            str(pair["userid"]): f"moodle:{pair['id']}"
            for one in found["assignments"]
            for pair in one["mappings"]
        }

    def write(self, writes: Sequence[Write]) -> Mapping[str, Refusal]:
        """Give points of questions, in a call a question; then grades to whom that was given."""
        refused: dict[str, Refusal] = {}
        for id_ in self._columns:
            rest = [write for write in writes if write.account not in refused]
            refused |= self._fill(id_, rest)
        guided = self.assignment().guide is not None  # a guide's points come with the grade
        rest = [w for w in writes if w.account not in refused and (guided or not w.is_told)]
        answers = each(self._write, rest)
        return refused | {w.account: r for w, r in zip(rest, answers, strict=True) if r}

    def read_back(self, accounts: Sequence[str]) -> Mapping[str, Standing]:
        assignment = self.assignment()
        self._there = self._standings(assignment, self._lines(assignment) or {})
        return self._there

    def assignment(self) -> Assignment:
        """Return the assignment, looked up once; raises LmsError."""
        if self._assignment is None:
            self._assignment = self._find()
        return self._assignment

    def _find(self) -> Assignment:
        """Return the assignment whose page has the number; LmsError if there is none."""
        course = self._course.course
        found = self.call("mod_assign_get_assignments", {"courseids[0]": course})
        there = [a for one in found["courses"] if one["id"] == course for a in one["assignments"]]
        if not found["courses"]:
            raise LmsError(f"Moodle: the token's owner is in no course {course}; see class.yaml")
        one = next((a for a in there if a["cmid"] == self._number), None)
        if one is None:
            raise LmsError(f"Moodle: {self._none_of(there)}")
        if one["grade"] <= 0:
            kind = "a scale" if one["grade"] < 0 else "no grade at all"
            raise LmsError(f"Moodle: `{_plain(one['name'])}` has {kind}; set its type to Point")
        return _assignment(one)

    def _none_of(self, there: Sequence[Mapping[str, Any]]) -> str:
        number = self._number
        names = ", ".join(f"{a['cmid']} `{_plain(a['name'])}`" for a in there) or "none"
        by_id = next((a for a in there if a["id"] == number), None)
        near = ""
        if number == self._course.course:
            near = "; that is the number of the course"
        elif by_id:
            near = f"; did you mean {by_id['cmid']}, `{_plain(by_id['name'])}`?"
        return (
            f"course {self._course.course} has no assignment {number}{near}; the number is that in "
            f"the address of the assignment's page (…/mod/assign/view.php?id=…): {names}"
        )

    def accounts(self, assignment: Assignment) -> Iterator[Account]:
        """Yield everybody who can hand in there."""
        parameters = {"assignid": assignment.id, "groupid": 0, "filter": ""}
        people = self.call("mod_assign_list_participants", parameters)
        known = self._enrolled() if assignment.blind else {}
        for person in people:
            number = person.get("recordid", -1)
            yield Account(
                id=str(person["id"]),
                keys=_keys({**person, **known.get(person["id"], {})}),
                name=_plain(person.get("fullname", "")),
                source=f"moodle:{number}" if number and number > 0 else "",
            )

    def _enrolled(self) -> Mapping[int, Mapping[str, Any]]:
        """Return everybody of the course: a blind assignment does not say who its people are."""
        found = self.call("core_enrol_get_enrolled_users", {"courseid": self._course.course})
        return {person["id"]: person for person in found}

    def _with_guide(self, assignment: Assignment) -> Assignment:
        parameters = {"cmids[0]": assignment.cmid, "areaname": "submissions"}
        try:
            areas = self.call("core_grading_get_definitions", parameters)["areas"]
        except MoodleError as error:
            if error.code != "accessexception":
                raise
            remark = (
                "the token cannot see whether there is a marking guide "
                "(core_grading_get_definitions): points of questions are not sent"
            )
            return replace(assignment, remarks=(*assignment.remarks, remark))
        method = str(areas[0].get("activemethod") or "") if areas else ""
        if method in _SIMPLE:
            return assignment
        if method != "guide":
            raise LmsError(
                f"Moodle: `{assignment.name}` is graded with a {one_line(method)}, which takes its "
                "own levels alone; use a marking guide, or simple direct grading"
            )
        return self._guided(assignment, areas[0])

    def _guided(self, assignment: Assignment, area: Mapping[str, Any]) -> Assignment:
        definition = next(d for d in area["definitions"] if d["method"] == "guide")
        criteria = {_plain(c["shortname"]): c for c in definition["guide"]["guide_criteria"]}
        folded = {name.strip().casefold(): c for name, c in criteria.items()}
        found = {id_: c for id_ in self._questions if (c := folded.get(id_.casefold()))}
        if len(found) != len(criteria) or len(found) != len(self._questions):
            raise LmsError(
                f"Moodle: the criteria of `{assignment.name}` are {_listed(criteria)}, and the "
                f"questions {_listed(self._questions)}: name each criterion as a question's id"
            )
        whole = sum(float(c["maxscore"]) for c in criteria.values())
        if abs(whole - assignment.maximum) > TOLERANCE:
            raise LmsError(
                f"Moodle: the criteria of `{assignment.name}` add up to {format_points(whole)} "
                f"points, its maximum is {format_points(assignment.maximum)}: make them the same"
            )
        return replace(
            assignment,
            guide=Guide(
                definition=definition["id"],
                criteria={id_: c["id"] for id_, c in found.items()},
                maxima={id_: float(c["maxscore"]) for id_, c in found.items()},
            ),
        )

    def _standings(
        self, assignment: Assignment, lines: Mapping[str, Lines]
    ) -> Mapping[str, Standing]:
        found = self.call("mod_assign_get_grades", {"assignmentids[0]": assignment.id})
        own = [one for one in found["assignments"] if one["assignmentid"] == assignment.id]
        grades = {str(grade["userid"]): grade for one in own for grade in one["grades"]}
        filled = self._fillings(assignment.guide) if assignment.guide else {}
        return {
            account: _standing(grades.get(account), filled, lines.get(account, {}), self._columns)
            for account in {**lines, **grades}
        }

    def _lines(self, assignment: Assignment) -> Mapping[str, Lines] | None:
        """Return everybody's lines of the gradebook; None where the token cannot see it."""
        try:
            found = self.call(
                "gradereport_user_get_grade_items", {"courseid": self._course.course, "userid": 0}
            )
        except MoodleError as error:
            if error.code != "accessexception":
                raise
            return None
        return lines_of(found, assignment.cmid)

    def _columns_of(
        self, assignment: Assignment, lines: Mapping[str, Lines] | None
    ) -> tuple[dict[str, Column], Sequence[str]]:
        """Return the columns of questions, and what there is to say about them."""
        if not self._course.questions or assignment.guide:
            return {}, ()
        if lines is None:
            remark = "the token cannot see the gradebook (gradereport_user_get_grade_items)"
            return {}, (f"{remark}: points of questions are not sent",)
        is_early = assignment.workflow and self._course.workflow != "released"
        if is_early or assignment.blind:
            return {}, ("points of questions are not sent before grades are released",)
        columns = columns_of(self._questions, lines.values())
        if all(column.is_there for column in columns.values()):
            return columns, ()
        return columns, (
            "the gradebook gets a column for each question; they count in the course's total "
            "until you give them the weight 0 (Grades > Gradebook setup)",
        )

    def _fill(self, id_: str, writes: Sequence[Write]) -> Mapping[str, Refusal]:
        """Give points of a question where they differ; return who was perhaps not given theirs."""
        points = {w.account: w.questions[id_] for w in writes if self._differs(id_, w)}
        if not points:
            return {}
        column, cmid = self._columns[id_], self.assignment().cmid
        form = column_form(self._course.course, cmid, f"{self._ours}-{id_}", column, points)
        try:
            answer = self.call("core_grades_update_grades", form)
        except MoodleError as error:
            if error.code in ("accessexception", "nopermissions"):
                raise LmsError(f"{error}; or say `questions: false` in class.yaml") from None
            if error.code in _OF_TOKEN:
                raise
            return dict.fromkeys(points, Refusal(why=f"`{id_}`: {error}"))
        except WebError as error:
            return dict.fromkeys(points, Refusal(why=f"`{id_}`: {error}", again=True))
        self._columns[id_] = replace(column, is_there=True)
        if answer == _ITEM_IS_LOCKED:
            return dict.fromkeys(points, Refusal(why=f"`{id_}` is locked in the gradebook"))
        return {}

    def _differs(self, id_: str, write: Write) -> bool:
        there = self._there.get(write.account, NOTHING_THERE).questions.get(id_)
        given = write.questions.get(id_)
        return given is not None and (there is None or abs(there - given) > TOLERANCE)

    def _fillings(self, guide: Guide) -> Mapping[int, Mapping[str, float]]:
        """Return the points of questions, by the ids of grades."""
        ids = {criterion: id_ for id_, criterion in guide.criteria.items()}
        parameters = {"definitionid": guide.definition, "since": 0}
        found = self.call("core_grading_get_gradingform_instances", parameters)
        return {
            instance["itemid"]: {
                ids[c["criterionid"]]: float(c["score"])
                for c in instance["guide"]["criteria"]
                if c["criterionid"] in ids and c.get("score") is not None
            }
            for instance in sorted(found["instances"], key=lambda one: one["timemodified"])
            if "guide" in instance
        }

    def _write(self, write: Write) -> Refusal | None:
        try:
            self.call("mod_assign_save_grade", self._form(write, self.assignment()))
        except MoodleError as error:
            if error.code in _OF_TOKEN:
                raise
            return Refusal(why=str(error))
        except WebError as error:
            return Refusal(why=str(error), again=True)
        return None

    def _form(self, write: Write, assignment: Assignment) -> dict[str, object]:
        form: dict[str, object] = {
            "assignmentid": assignment.id,
            "userid": write.account,
            "grade": f"{write.points:.5f}",
            "attemptnumber": -1,
            "addattempt": 0,
            "workflowstate": self._course.workflow if assignment.workflow else "",
            "applytoall": 0,  # of a team each has a grade of their own
        }
        if assignment.comments:
            form["plugindata[assignfeedbackcomments_editor][text]"] = write.feedback
            form["plugindata[assignfeedbackcomments_editor][format]"] = 1
        if assignment.guide:
            form |= _filled(assignment.guide, write.questions)
        return form


def _filled(guide: Guide, points: Mapping[str, float]) -> dict[str, object]:
    form: dict[str, object] = {}
    for number, (id_, criterion) in enumerate(guide.criteria.items()):
        place = f"advancedgradingdata[guide][criteria][{number}]"
        form[f"{place}[criterionid]"] = criterion
        form[f"{place}[fillings][0][criterionid]"] = criterion
        form[f"{place}[fillings][0][score]"] = f"{points.get(id_, 0):.5f}"
        form[f"{place}[fillings][0][remark]"] = ""
        form[f"{place}[fillings][0][remarkformat]"] = 1
    return form


def _assignment(one: Mapping[str, Any]) -> Assignment:
    enabled = {
        (config["subtype"], config["plugin"])
        for config in one.get("configs", ())
        if config["name"] == "enabled" and config["value"] == "1"
    }
    has_comments = ("assignfeedback", "comments") in enabled
    remark = "feedback comments are switched off in its settings: no feedback is sent"
    return Assignment(
        id=one["id"],
        cmid=one["cmid"],
        name=_plain(one["name"]),
        maximum=float(one["grade"]),
        blind=bool(one.get("blindmarking")) and not one.get("revealidentities"),
        workflow=bool(one.get("markingworkflow")),
        comments=has_comments,
        remarks=() if has_comments else (remark,),
    )


def _standing(
    grade: Mapping[str, Any] | None,
    filled: Mapping[int, Mapping[str, float]],
    lines: Lines,
    columns: Mapping[str, Column],
) -> Standing:
    points = float(grade["grade"]) if grade else -1.0
    changed = datetime.fromtimestamp(grade["timemodified"], UTC) if grade else None
    is_graded = points >= 0
    feedback = lines.get(WHOLE, {}).get("feedback")
    guided = filled.get(grade["id"], {}) if grade and is_graded else {}
    return Standing(
        points=points if is_graded else None,
        questions={**guided, **points_in(columns, lines)},
        feedback=(feedback,) if feedback else None,
        changed_at=changed if is_graded else None,
        locked=lock_in(columns, lines),
    )


def _keys(person: Mapping[str, Any]) -> tuple[Key, ...]:
    named = (("email", "email"), ("login", "username"), ("sis", "idnumber"), ("moodle", "id"))
    keys = ((kind, str(person.get(field_) or "")) for kind, field_ in named)
    return tuple((kind, value) for kind, value in keys if value)


def _plain(text: str) -> str:
    return one_line(html.unescape(text))


def _listed(names: Sequence[str] | Mapping[str, object]) -> str:
    return ", ".join(f"`{name}`" for name in names)
