"""What a push would do: grades × roster × what is there now. Nothing here writes or asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import Enum

from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.gradebook.lateness import cents
from autograder.lms.due import Due
from autograder.lms.journal import Journal, Last, digest
from autograder.lms.matching import Matched
from autograder.lms.platform import TOLERANCE, Account, Standing, Target, Write
from autograder.records.grades import GradeState
from autograder.texts import format_points


class Kind(Enum):
    """Of a line of the plan."""

    NEW = "new"
    CHANGED = "changed"
    EQUAL = "equal"
    LOWER = "lower"
    BY_HAND = "changed there by hand"
    NOT_ENROLLED = "not enrolled"
    UNMATCHED = "unmatched"
    NOT_GRADED = "not graded"
    NOTHING = "nothing to give"
    ABOVE = "above maximum"
    LOCKED = "locked"
    ON_ITS_WAY = "on its way"


SENT = (Kind.NEW, Kind.CHANGED)
SERVED = (*SENT, Kind.EQUAL, Kind.NOTHING)
_NOTHING_TO_GIVE = (GradeState.EXCUSED, GradeState.NOTHING)


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What a person has said out loud."""

    lower: bool = False
    overwrite: bool = False
    scale: bool = False


CAUTIOUS = Allowed()


@dataclass(frozen=True, kw_only=True)
class Line:
    """What happens to one person, and why."""

    kind: Kind
    student: str = ""  #: empty for an account that is nobody's
    account: str = ""
    write: Write | None = None  #: also where it is held back; None where it is there
    there: float | None = None
    why: str = ""

    @property
    def is_sent(self) -> bool:
        return self.kind in SENT


@dataclass(frozen=True, kw_only=True)
class Planning:
    """All that a plan is made of."""

    target: Target
    matched: Matched
    possible: float  #: of the assignment here
    questions: Mapping[str, float]  #: what each is worth here
    journal: Journal
    worded: Callable[[Due], str]  #: feedback, as the LMS takes it
    coming: Mapping[str, str] = field(default_factory=dict)  #: what may still come, by account
    allowed: Allowed = CAUTIOUS


def plan(planning: Planning, dues: Iterable[Due], *, whole: bool = True) -> tuple[Line, ...]:
    """Return a line for each person, and, of a whole class, for each account of nobody.

    Raises UsageError if the maxima differ and nobody said that points are to be converted.
    """
    require_maximum(planning)
    lines = [_line(planning, due) for due in dues]
    return (*lines, *(_of_nobody(planning.matched) if whole else ()))


def require_maximum(planning: Planning) -> None:
    target = planning.target
    pairs = [(target.name, target.maximum, planning.possible)]
    if not target.sums:
        pairs += [(id_, most, planning.questions[id_]) for id_, most in target.questions.items()]
    for name, theirs, ours in pairs:
        if abs(theirs - ours) > 0.005 and not planning.allowed.scale:
            raise UsageError(
                f"the maximum of `{name}` is {format_points(theirs)} points there, and "
                f"{format_points(ours)} here; set it to {format_points(ours)} there, or let "
                "--scale convert"
            )


def _of_nobody(matched: Matched) -> Iterator[Line]:
    for account, why in matched.unmatched.items():
        yield Line(kind=Kind.UNMATCHED, account=account, why=why)


def _line(planning: Planning, due: Due) -> Line:
    account = planning.matched.accounts.get(due.student.id)
    line = Line(kind=Kind.NOT_GRADED, student=due.student.id, why=due.state.value)
    if account is None:
        is_open = due.points is None and due.state in _NOTHING_TO_GIVE
        kind = Kind.NOTHING if is_open else Kind.NOT_ENROLLED
        return replace(line, kind=kind, why=f"is not in `{planning.target.name}` there")
    line = replace(line, account=account.id)
    if due.state is GradeState.EXCUSED and planning.target.excuses:
        write = Write(account=account.id, student=due.student.id, is_excused=True)
        return _with_write(planning, write, replace(line, why=""))
    if due.points is None:
        kind = Kind.NOTHING if due.state in _NOTHING_TO_GIVE else Kind.NOT_GRADED
        return replace(line, kind=kind)
    return _with_write(planning, _write(planning, due, account), replace(line, why=""))


def _with_write(planning: Planning, write: Write, line: Line) -> Line:
    """Return what happens to what somebody is to be given."""
    target = planning.target
    there = target.standing(line.account)
    last = planning.journal.last(target.item, line.account)
    most = format_points(target.maximum)
    changes = _changes(write, there, last)
    is_told = last is not None and not _changes(replace(write, questions={}), there, last)
    write = replace(write, is_told=is_told)
    line = replace(line, write=write, there=there.points)
    if write.points > target.maximum + TOLERANCE and not target.takes_more:
        why = f"{format_points(write.points)} of {most} points; raise the maximum there"
        return replace(line, kind=Kind.ABOVE, why=why)
    if not changes:
        return replace(line, kind=Kind.EQUAL, write=None)  # nobody needs its feedback any more
    if line.account in planning.coming:
        return replace(line, kind=Kind.ON_ITS_WAY, why=planning.coming[line.account])
    if there.locked:
        return replace(line, kind=Kind.LOCKED, why=there.locked)
    if (by_hand := _by_hand(there, last)) and not planning.allowed.overwrite:
        return replace(line, kind=Kind.BY_HAND, why=f"{by_hand}; --overwrite replaces it")
    if _is_lower(write, there) and not planning.allowed.lower:
        return replace(line, kind=Kind.LOWER, why="--allow-lower lowers it")
    kind = Kind.CHANGED if there.is_excused or there.points is not None else Kind.NEW
    return replace(line, kind=kind, why=", ".join(filter(None, (*changes, by_hand))))


def _write(planning: Planning, due: Due, account: Account) -> Write:
    target = planning.target
    factor = target.maximum / planning.possible if planning.possible else 1.0
    whole = due.points or 0.0
    if due.possible and abs(due.possible - planning.possible) > 0.005:
        whole *= planning.possible / due.possible  # a question is excused
    points = cents(whole * factor)
    return Write(
        account=account.id,
        student=due.student.id,
        points=points,
        questions=_placed(planning, due.questions or {}, points),
        feedback=planning.worded(due),
    )


def _placed(planning: Planning, given: Mapping[str, float], points: float) -> Mapping[str, float]:
    """Return points for the questions that have a place there, as many as have room."""
    target = planning.target
    if target.sums:
        factor = target.maximum / planning.possible if planning.possible else 1.0
        return shares(points, {id_: p * factor for id_, p in given.items()}, target.questions)
    found = {}
    for id_ in (id_ for id_ in target.questions if id_ in given):
        most, ours = target.questions[id_], planning.questions[id_]
        part = cents(given[id_] * (most / ours if ours else 1.0))
        found[id_] = part if target.takes_more else min(part, most)
    return found


def shares(
    points: float, given: Mapping[str, float], maxima: Mapping[str, float]
) -> dict[str, float]:
    """Return points of questions that add up to those of the whole.

    What lateness or a decision has taken is taken from all questions in the same proportion; what
    was added goes where there is room.
    """
    own = {id_: min(given.get(id_, 0.0), most) for id_, most in maxima.items()}
    earned = sum(own.values())
    if points <= earned:
        parts = {id_: p * points / earned if earned else 0.0 for id_, p in own.items()}
    else:
        room = {id_: most - own[id_] for id_, most in maxima.items()}
        free = sum(room.values())
        more = min(points - earned, free)
        parts = {id_: p + (more * room[id_] / free if free else 0.0) for id_, p in own.items()}
    return _adding_up(parts, min(points, sum(maxima.values())))


def _adding_up(parts: Mapping[str, float], whole: float) -> dict[str, float]:
    """Return the parts in cents, of which the largest remainders make up the sum."""
    down = {id_: int(part * 100 + 1e-6) for id_, part in parts.items()}
    left = round(whole * 100) - sum(down.values())
    by_rest = sorted(parts, key=lambda id_: down[id_] - parts[id_] * 100)
    for id_ in by_rest[: max(left, 0)]:
        down[id_] += 1
    return {id_: count / 100 for id_, count in down.items()}


def _changes(write: Write, there: Standing, last: Last | None) -> Sequence[str]:
    """Return what of a write is not there yet, in words."""
    if write.is_excused or there.is_excused or there.points is None:
        now, then = _given(write), _given(there)
        return [] if now == then else [f"{then} → {now}" if then else now]
    found = []
    if abs(write.points - there.points) > TOLERANCE:
        found.append(f"{format_points(there.points)} → {format_points(write.points)} points")
    for id_, points in write.questions.items():
        old = there.questions.get(id_)
        if old is None or abs(old - points) > TOLERANCE:
            found.append(f"{id_} {format_points(old) or '–'} → {format_points(points)}")
    if last and last.intent.feedback != digest(write.feedback):
        found.append("feedback")
    return found


def _given(of: Write | Standing) -> str:
    """Return what somebody is or was given, in words; empty for nothing."""
    if of.is_excused:
        return "excused"
    return "" if of.points is None else f"{format_points(of.points)} points"


def _by_hand(there: Standing, last: Last | None) -> str:
    """Return what has changed there since we wrote, in words; empty if nothing has."""
    if last is None:
        if there.is_excused:
            return "is excused there, and nobody here has said so"
        if there.points is None:
            return ""
        return f"{format_points(there.points)} points are there that nobody here has sent"
    if last.intent.is_excused or there.is_excused:
        return _excused_by_hand(there, last)
    sent = last.outcome.points
    if there.points is None:
        return f"{format_points(sent)} points were sent and are not there any more"
    if sent is None or abs(there.points - sent) > TOLERANCE:
        return f"{format_points(sent)} points were sent, {format_points(there.points)} are there"
    shown = [digest(feedback) for feedback in there.feedback or ()]
    if shown and last.outcome.feedback and last.outcome.feedback not in shown:
        return "the feedback there is not what was sent"
    return ""


def _excused_by_hand(there: Standing, last: Last) -> str:
    if last.intent.is_excused and there.is_excused:
        return ""
    if there.is_excused:
        return f"{format_points(last.outcome.points)} points were sent, and it is excused there"
    return f"it was excused, and there is {_given(there) or 'nothing'}"


def _is_lower(write: Write, there: Standing) -> bool:
    if write.is_excused:
        return False  # is not counted, which is no lower grade
    return there.points is not None and write.points < there.points - TOLERANCE
