"""Moodle on loopback: what the captured answers show, as behaviour.

`RULES` are those of saving a grade, in order: the first that has something to say answers. Each
names where it was seen, by section of the notes on formats (measured on Moodle 4.5.5 and 5.1).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.lms.loopback import Reply, Request, Site, data

TOKEN, STUDENTS_TOKEN = "canary-7f3c9a-teacher", "canary-7f3c9a-student"


@dataclass
class Graded:
    grade: float = -1.0
    grader: int = -1
    changed: int = 1_795_303_748
    feedback: str = ""
    fillings: dict[int, float] = field(default_factory=dict)
    workflow: str = ""
    saved: int = 0  #: how often: each time the student is told


@dataclass(frozen=True, kw_only=True)
class Person:
    id: int
    name: str
    email: str
    number: int  #: as a participant of the assignment


@dataclass
class Submitted:
    """What somebody handed in: files by path."""

    id: int
    at: int
    files: dict[str, bytes]
    attempt: int = 0
    status: str = "submitted"
    group: int = 0
    online: str = ""


@dataclass
class Column:
    """A grade item beside that of the assignment."""

    name: str
    maximum: float
    points: dict[int, float] = field(default_factory=dict)
    is_locked: bool = False
    overridden: set[int] = field(default_factory=set)


@dataclass
class MoodleSite(Site):
    people: list[Person] = field(default_factory=list)
    course: int = 2
    id: int = 1  #: of the assignment
    cmid: int = 42
    name: str = "Units &amp; sums"
    maximum: float = 20
    blind: bool = False
    workflow: bool = False
    comments: bool = True
    method: str | None = None  #: guide or rubric
    criteria: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    grades: dict[int, Graded] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    overridden: dict[int, float] = field(default_factory=dict)
    lacking: set[str] = field(default_factory=set)  #: functions that the service does not have
    columns: dict[int, Column] = field(default_factory=dict)  #: further grade items, by number
    submitted: dict[int, Submitted] = field(default_factory=dict)
    home: str = ""  #: its address, as it stands in the addresses of files
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Reply:
        if request.path.startswith("/webservice/pluginfile.php/"):
            return self._file(request)
        if request.path != "/webservice/rest/server.php":
            return Reply(status=404, content=b"<html>Not found</html>")
        form = request.form
        with self.lock:
            return data(self._called(form["wsfunction"], form))

    def _called(self, function: str, form: Mapping[str, str]) -> object:
        if form["wstoken"] not in (TOKEN, STUDENTS_TOKEN):
            return refusal("invalidtoken", "Invalid token - token not found")
        if function in self.lacking:
            return refusal("accessexception", "Access control exception")
        is_student = form["wstoken"] == STUDENTS_TOKEN
        if is_student and function != "mod_assign_get_assignments":
            return refusal("nopermissions", "Sorry, but you do not currently have permissions")
        return FUNCTIONS[function](self, form)

    def enrolled(self, user: int) -> bool:
        return any(person.id == user for person in self.people)

    def _file(self, request: Request) -> Reply:
        if request.form.get("token") != TOKEN:
            return Reply(status=403, content=b"<html>no</html>")
        item, _, path = request.path.partition("/submission_files/")[2].partition("/")
        for submitted in self.submitted.values():
            if str(submitted.id) == item and path in submitted.files:
                return Reply(content=submitted.files[path])
        return Reply(status=404)


def refusal(code: str, message: str) -> dict[str, str]:
    return {"exception": "moodle_exception", "errorcode": code, "message": message}


# -- reading


def _assignments(site: MoodleSite, form: Mapping[str, str]) -> object:
    if form["courseids[0]"] != str(site.course):
        return {"courses": [], "warnings": [{"warningcode": "2"}]}
    config = {
        "plugin": "comments",
        "subtype": "assignfeedback",
        "name": "enabled",
        "value": str(int(site.comments)),
    }
    one = {
        "id": site.id, "cmid": site.cmid, "course": site.course, "name": site.name,
        "grade": site.maximum, "teamsubmission": 0, "blindmarking": int(site.blind),
        "revealidentities": 0, "markingworkflow": int(site.workflow), "configs": [config],
    }  # fmt: skip
    other = one | {"id": site.id + 6, "cmid": site.cmid + 1, "name": "Another"}
    return {"courses": [{"id": site.course, "assignments": [one, other]}], "warnings": []}


def _wrong_assignment(site: MoodleSite, form: Mapping[str, str], key: str) -> object:
    if form[key] != str(site.id):
        return refusal("invalidrecord", "Can't find data record in database table assign.")
    return None


def _participants(site: MoodleSite, form: Mapping[str, str]) -> object:
    if wrong := _wrong_assignment(site, form, "assignid"):
        return wrong
    if site.blind:
        return [
            {"id": p.id, "fullname": f"Participant {p.number}", "recordid": p.number}
            for p in site.people
        ]
    return [{"id": p.id, "fullname": p.name, "email": p.email, "recordid": -1} for p in site.people]


def _enrolled(site: MoodleSite, form: Mapping[str, str]) -> object:
    teacher = {"id": 3, "fullname": "Tess Teacher", "email": "teacher@example.invalid"}
    people = [{"id": p.id, "fullname": p.name, "email": p.email} for p in site.people]
    return [teacher, *people]


def _mappings(site: MoodleSite, form: Mapping[str, str]) -> object:
    pairs = [{"id": p.number, "userid": p.id} for p in site.people]
    return {"assignments": [{"assignmentid": site.id, "mappings": pairs}], "warnings": []}


def _grades(site: MoodleSite, form: Mapping[str, str]) -> object:
    grades = [
        {
            "id": 1000 + user, "userid": user, "attemptnumber": 0, "timecreated": g.changed,
            "timemodified": g.changed, "grader": g.grader, "grade": f"{g.grade:.5f}",
        }
        for user, g in site.grades.items()
    ]  # fmt: skip
    return {"assignments": [{"assignmentid": site.id, "grades": grades}], "warnings": []}


def _report(site: MoodleSite, form: Mapping[str, str]) -> object:
    return {"usergrades": [_line(site, person) for person in site.people], "warnings": []}


def _line(site: MoodleSite, person: Person) -> object:
    graded = site.grades.get(person.id, Graded())
    shown = graded.grade >= 0 and (not site.workflow or graded.workflow == "released")
    line = {
        "id": 7, "cmid": site.cmid, "itemnumber": 0, "locked": False,
        "gradeislocked": person.id in site.locked,
        "gradeisoverridden": person.id in site.overridden,
        "graderaw": site.overridden.get(person.id, graded.grade if shown else None),
        "feedback": _filtered(graded.feedback) if shown else "",
        "feedbackformat": 1,
    }  # fmt: skip
    more = [
        line
        | {
            "id": 100 + number, "itemnumber": number, "itemname": column.name,
            "grademax": column.maximum, "graderaw": column.points.get(person.id), "feedback": "",
            "locked": column.is_locked, "gradeislocked": column.is_locked,
            "gradeisoverridden": person.id in column.overridden,
        }
        for number, column in site.columns.items()
    ]  # fmt: skip
    return {"userid": person.id, "gradeitems": [{"cmid": 1, "itemnumber": 0}, line, *more]}


def _filtered(feedback: str) -> str:
    """Return feedback as a site with filters shows it: tidied, and with pictures for smileys."""
    return feedback.replace("<br>", "<br />").replace("points", '<img alt="points">')


def _definitions(site: MoodleSite, form: Mapping[str, str]) -> object:
    guide = [
        {"id": id_, "shortname": name, "maxscore": most, "sortorder": id_}
        for id_, (name, most) in site.criteria.items()
    ]
    definitions = [{"id": 11, "method": "guide", "guide": {"guide_criteria": guide}}]
    area = {
        "cmid": site.cmid,
        "activemethod": site.method,
        "definitions": definitions if site.method else [],
    }
    return {"areas": [area], "warnings": []}


def _instances(site: MoodleSite, form: Mapping[str, str]) -> object:
    found = [
        {
            "id": user, "itemid": 1000 + user, "timemodified": graded.changed, "status": 1,
            "guide": {
                "criteria": [{"criterionid": c, "score": s} for c, s in graded.fillings.items()]
            },
        }
        for user, graded in site.grades.items()
        if graded.fillings
    ]  # fmt: skip
    return {"instances": found, "warnings": []}


def _submissions(site: MoodleSite, form: Mapping[str, str]) -> object:
    return {
        "assignments": [
            {
                "assignmentid": site.id,
                "submissions": [_submission(site, user, s) for user, s in site.submitted.items()],
            }
        ],
        "warnings": [],
    }


def _submission(site: MoodleSite, user: int, submitted: Submitted) -> object:
    files = [
        {
            "filename": path.rpartition("/")[2],
            "filepath": f"/{path.rpartition('/')[0]}/".replace("//", "/"),
            "filesize": len(content),
            "fileurl": f"{site.home}/webservice/pluginfile.php/20/assignsubmission_file/"
            f"submission_files/{submitted.id}/{path}",
            "timemodified": submitted.at,
            "mimetype": "text/plain",
        }
        for path, content in submitted.files.items()
    ]
    return {
        "id": submitted.id, "userid": user, "attemptnumber": submitted.attempt,
        "timecreated": submitted.at, "timemodified": submitted.at, "status": submitted.status,
        "groupid": submitted.group,
        "plugins": [
            {"type": "onlinetext", "editorfields": [{"name": "onlinetext", "text": submitted.online}]},
            {"type": "file", "fileareas": [{"area": "submission_files", "files": files}]},
        ],
    }  # fmt: skip


# -- saving a grade

Rule = Callable[[MoodleSite, Mapping[str, str]], object]
PASS = object()  #: the rule has nothing to say


def _other_assignment(site: MoodleSite, form: Mapping[str, str]) -> object:
    return _wrong_assignment(site, form, "assignmentid") or PASS


def _missing_parameter(site: MoodleSite, form: Mapping[str, str]) -> object:
    needed = ("userid", "grade", "attemptnumber", "addattempt", "workflowstate", "applytoall")
    if any(name not in form for name in needed):
        return refusal("invalidparameter", "Invalid parameter value detected")
    return PASS


def _feedback_is_stored(site: MoodleSite, form: Mapping[str, str]) -> object:
    graded = site.grades.setdefault(int(form["userid"]), Graded())
    graded.feedback = form.get("plugindata[assignfeedbackcomments_editor][text]", graded.feedback)
    return PASS


def _out_of_range(site: MoodleSite, form: Mapping[str, str]) -> object:
    points = float(form["grade"])
    return None if not site.method and not 0 <= points <= site.maximum else PASS


def _guide_out_of_range(site: MoodleSite, form: Mapping[str, str]) -> object:
    if site.method != "guide":
        return PASS
    filled = _fillings(form)
    most = {id_: most for id_, (_, most) in site.criteria.items()}
    if set(filled) != set(most) or any(s > most[c] for c, s in filled.items()):
        return None
    return PASS


def _fillings(form: Mapping[str, str]) -> dict[int, float]:
    found = {}
    for number in range(50):
        place = f"advancedgradingdata[guide][criteria][{number}]"
        if f"{place}[criterionid]" in form:
            score = form[f"{place}[fillings][0][score]"]
            found[int(form[f"{place}[criterionid]"])] = float(score)
    return found


def _stored(site: MoodleSite, form: Mapping[str, str]) -> object:
    """Store, also for somebody who is not enrolled, and tell the student."""
    graded = site.grades[int(form["userid"])]
    fillings = _fillings(form) if site.method == "guide" else {}
    graded.grade = round(sum(fillings.values()) if fillings else float(form["grade"]), 5)
    graded.fillings = fillings
    graded.grader, graded.changed = 3, int(site.now().timestamp())
    graded.workflow = form["workflowstate"]
    graded.saved += 1
    return None


RULES: Mapping[str, tuple[str, Rule]] = {
    "another's id: an exception with status 200": ("1.5, err_cmid_for_id.json", _other_assignment),
    "all parameters are needed": ("1.5, err_missing_param.json", _missing_parameter),
    "feedback is stored whatever the grade": ("1.5 [M]", _feedback_is_stored),
    "out of range: null, nothing stored": ("1.5, err_too_big.json", _out_of_range),
    "guide out of range: the same": ("1.5, guide_too_big.json", _guide_out_of_range),
    "else stored, also who is not enrolled": ("1.5, err_not_enrolled.json", _stored),
}


def _save(site: MoodleSite, form: Mapping[str, str]) -> object:
    for _, rule in RULES.values():
        if (answered := rule(site, form)) is not PASS:
            return answered
    raise AssertionError("the last rule always answers")


# -- grade items beside that of the assignment


def _other_module(site: MoodleSite, form: Mapping[str, str]) -> object:
    if form["activityid"] != str(site.cmid) or form["component"] != "mod_assign":
        return refusal("invalidcoursemodule", "Invalid course module ID")
    return PASS


def _made(site: MoodleSite, form: Mapping[str, str]) -> object:
    number, name = int(form["itemnumber"]), form.get("itemdetails[itemname]")
    if name is None:
        return PASS if number in site.columns else 1
    if not re.fullmatch(r"[A-Za-z0-9_-]*", name):
        return refusal("invalidparameter", "Invalid parameter value detected")
    assert number != 0, "0 is the assignment's own: the next grade given there overwrites it"
    site.columns[number] = Column(name=name, maximum=float(form["itemdetails[grademax]"]))
    return PASS


def _locked(site: MoodleSite, form: Mapping[str, str]) -> object:
    return 4 if site.columns[int(form["itemnumber"])].is_locked else PASS


def _filled(site: MoodleSite, form: Mapping[str, str]) -> object:
    """Store what is within the range, and clamp the rest."""
    column = site.columns[int(form["itemnumber"])]
    for name, user in form.items():
        if found := re.fullmatch(r"grades\[(\d+)\]\[studentid\]", name):
            points = float(form[f"grades[{found[1]}][grade]"])
            column.points[int(user)] = min(max(points, 0.0), column.maximum)
    return 0


COLUMN_RULES: Mapping[str, tuple[str, Rule]] = {
    "another's id: an exception with status 200": (
        "1.5, update_grades_instance_id.json",
        _other_module,
    ),
    "a new number makes an item, of the name's letters": (
        "1.5, update_grades_itemnumber.json; lib/classes/grades_external.php [S]",
        _made,
    ),
    "a locked item: 4, nothing stored": ("lib/gradelib.php grade_update [S]", _locked),
    "else 0, clamped": ("1.5 [M]; grade_item::bounded_grade [S]", _filled),
}


def _update(site: MoodleSite, form: Mapping[str, str]) -> object:
    for _, rule in COLUMN_RULES.values():
        if (answered := rule(site, form)) is not PASS:
            return answered
    raise AssertionError("the last rule always answers")


def _groups(site: MoodleSite, form: Mapping[str, str]) -> object:
    return [{"id": 1, "name": "Red"}, {"id": 2, "name": "Blue"}]


FUNCTIONS: Mapping[str, Rule] = {
    "mod_assign_get_assignments": _assignments,
    "mod_assign_list_participants": _participants,
    "core_enrol_get_enrolled_users": _enrolled,
    "mod_assign_get_user_mappings": _mappings,
    "mod_assign_get_grades": _grades,
    "gradereport_user_get_grade_items": _report,
    "core_grading_get_definitions": _definitions,
    "core_grading_get_gradingform_instances": _instances,
    "mod_assign_get_submissions": _submissions,
    "core_group_get_course_groups": _groups,
    "mod_assign_save_grade": _save,
    "core_grades_update_grades": _update,
}
