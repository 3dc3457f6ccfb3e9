"""Grades: lateness, the bank of late days, adjustments, totals; each step adds up.

Tests of `gradebook/lateness.py`, `gradebook/grade.py`, `gradebook/counting.py`,
`gradebook/totals.py`, `records/people.py`, `records/dates.py` and `records/grades.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from autograder.gradebook.counting import Work, settled
from autograder.gradebook.grade import grade_of
from autograder.gradebook.lateness import (
    after,
    cents,
    deduction,
    is_closed,
    lateness,
    own_dates,
)
from autograder.gradebook.totals import Weighing, total_of
from autograder.records import Status
from autograder.records.dates import Amount, Bank, Dates, LatePolicy, Span, Step
from autograder.records.grades import Grade, GradeState, QuestionPoints, ResultPoints
from autograder.records.people import Adjustment, Attempt, Extension, Student

TOKYO, BERLIN = "Asia/Tokyo", "Europe/Berlin"
ITO = Student(id="s1", section="A")


def at(text: str, zone: str = TOKYO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


DUE = at("2026-05-01T23:59:59.999999")
DAILY = LatePolicy(per="day", deduct=Amount(value=10, per_cent=True))
HOURLY = LatePolicy(per="hour", deduct=Amount(value=1))


def dates(late: LatePolicy = DAILY, due: datetime | None = DUE, zone: str = TOKYO, **more) -> Dates:
    return Dates(
        assignment=more.pop("assignment", "units"), zone=zone, due_at=due, late=late, **more
    )


def result(*points: float | None, possible: float = 10) -> ResultPoints:
    questions = tuple(
        QuestionPoints(id=f"q{n}", points=p, possible=possible) for n, p in enumerate(points, 1)
    )
    return ResultPoints(
        file="s1", attempt="a", sha256="0", status=Status.GRADED, questions=questions
    )


def attempt(received: datetime | None, number: int = 1, **more) -> Attempt:
    owner = {"student": "s1"} | more
    return Attempt(id=f"a{number}", assignment="units", number=number, source="folder:s1",
                   received_at=received, **owner)  # fmt: skip


def grade(received, policy=DAILY, *adjustments, found=None, **more) -> Grade:
    return grade_of(
        ITO, found or result(10.0, 6.0), attempt(received), dates(policy), adjustments, **more
    )


def adjustment(kind, points=None, question=None, **more) -> Adjustment:
    return Adjustment(
        student="s1", assignment="units", kind=kind, points=points, question=question, **more
    )


def adds_up(grade: Grade) -> bool:
    if grade.points is None or grade.automatic is None or grade.subtotal is None:
        return True
    steps = grade.automatic + grade.by_question
    whole = grade.subtotal - grade.deduction + grade.adjusted + grade.limited
    return round(steps, 2) == grade.subtotal and round(whole, 2) == grade.points


# -- lateness


@pytest.mark.parametrize(
    ("received", "units"),
    [
        ("2026-05-01T23:59:59.900", 0),
        ("2026-05-01T23:59:59.999999", 0),
        ("2026-05-02T00:00:00", 1),
        ("2026-05-02T23:59:59.9", 1),
        ("2026-05-03T00:00:00", 2),
    ],
)
def test_the_last_minute_is_whole_and_midnight_is_late(received, units):
    assert lateness(dates(), at(received)).units == units


@pytest.mark.parametrize(
    ("due", "received", "days", "hours"),
    [
        # 29 March 2026: clocks go forward, the day has 23 hours
        ("2026-03-28T20:00:00", "2026-03-29T20:00:00", 1, 23),
        ("2026-03-28T20:00:00", "2026-03-29T20:00:01", 2, 24),
        # 25 October 2026: back, 25 hours
        ("2026-10-24T20:00:00", "2026-10-25T20:00:00", 1, 25),
        ("2026-10-24T20:00:00", "2026-10-25T20:00:01", 2, 26),
        # due at a time that the next day does not have
        ("2026-03-28T02:30:00", "2026-03-29T03:30:00", 1, 24),
    ],
)
def test_a_day_is_a_day_on_the_clock_and_an_hour_is_an_hour(due, received, days, hours):
    late = dates(DAILY, at(due, BERLIN), BERLIN)
    assert lateness(late, at(received, BERLIN)).units == days
    assert lateness(replace(late, late=HOURLY), at(received, BERLIN)).units == hours


def test_in_the_hour_that_comes_twice_the_second_one_is_later():
    due = at("2026-10-25T02:30:00", BERLIN)  # the first
    second = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)
    late = dates(HOURLY, due, BERLIN)
    assert lateness(late, second).units == 1
    assert lateness(late, second - timedelta(hours=1)).units == 0


def test_within_the_grace_it_is_in_time_and_after_it_all_counts():
    policy = replace(HOURLY, grace=Span(count=10, unit="minute"))
    assert lateness(dates(policy), DUE + timedelta(minutes=10)).seconds == 0
    assert lateness(dates(policy), DUE + timedelta(minutes=70)).units == 2


def test_free_time_never_counts():
    policy = replace(HOURLY, free=Span(count=2, unit="hour"))
    assert lateness(dates(policy), DUE + timedelta(hours=2)).units == 0
    assert lateness(dates(policy), DUE + timedelta(hours=2)).seconds == 7200
    assert lateness(dates(policy), DUE + timedelta(hours=3)).units == 1


def test_late_days_go_before_points():
    bank = Bank(days=4, each=2)
    late = lateness(dates(), DUE + timedelta(days=2, hours=1), bank, 4)
    assert (late.bank, late.units) == (2, 1)
    assert lateness(dates(), DUE + timedelta(hours=1), bank, 4).bank == 1
    assert lateness(dates(), DUE + timedelta(hours=1), bank, 0).bank == 0
    assert lateness(dates(bank=False), DUE + timedelta(hours=1), bank, 4).bank == 0


STEPS = LatePolicy(
    steps=(
        Step(until=Span(count=24, unit="hour"), deduct=Amount(value=10, per_cent=True)),
        Step(deduct=Amount(value=50, per_cent=True)),
    )
)


@pytest.mark.parametrize(("hours", "points"), [(0, 16), (1, 14), (24, 14), (25, 6), (999, 6)])
def test_steps(hours, points):
    assert grade(DUE + timedelta(hours=hours), STEPS).points == points


@pytest.mark.parametrize(
    ("policy", "points"),
    [
        (DAILY, 10.0),  # 3 days: 30 % of 20
        (replace(DAILY, of="earned"), 11.2),  # of 16
        (replace(DAILY, most=Amount(value=20, per_cent=True)), 12.0),
        (replace(DAILY, floor=Amount(value=60, per_cent=True)), 12.0),
        (replace(DAILY, deduct=Amount(value=2)), 10.0),
        (replace(DAILY, deduct=Amount(value=50)), 0.0),
    ],
)
def test_what_three_days_cost(policy, points):
    assert grade(DUE + timedelta(days=2, hours=1), policy).points == points


def test_the_floor_lifts_nobody():
    policy = replace(DAILY, floor=Amount(value=60, per_cent=True))
    assert grade(DUE + timedelta(days=9), policy, found=result(3.0, 1.0)).points == 4


def test_nobody_knows_when_so_it_is_in_time():
    assert grade(None).points == 16
    assert lateness(dates(due=None), DUE).units == 0


amounts = st.builds(Amount, value=st.floats(0, 60), per_cent=st.booleans())
spans = st.builds(Span, count=st.integers(0, 30), unit=st.sampled_from(["minute", "hour", "day"]))
policies = st.builds(
    LatePolicy,
    grace=st.none() | spans,
    free=st.none() | spans,
    per=st.sampled_from(["hour", "day"]),
    deduct=amounts,
    of=st.sampled_from(["possible", "earned"]),
    most=st.none() | amounts,
    floor=st.none() | amounts,
)
zones = st.sampled_from([TOKYO, BERLIN, "America/Sao_Paulo", "Australia/Lord_Howe"])
dues = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
banks = st.builds(Bank, days=st.integers(0, 9), each=st.none() | st.integers(0, 3))
delays = st.timedeltas(timedelta(days=-2), timedelta(days=40))


@given(policies, zones, dues, banks, delays, delays, st.floats(0, 20))
def test_later_never_costs_less_and_never_goes_below_the_floor(
    policy, zone, due, bank, first, second, points
):
    earlier, later = sorted((first, second))
    of = dates(policy, due, zone)
    lates = [lateness(of, due + delay, bank, bank.days) for delay in (earlier, later)]
    taken = [deduction(policy, late, points, 20) for late in lates]
    assert taken[0] <= taken[1]
    assert lates[0].bank <= lates[1].bank <= bank.days
    floor = min(points, policy.floor.of(20)) if policy.floor else 0
    assert points - taken[1] >= floor - 0.0051
    assert all(0 <= t <= cents(points) for t in taken)
    with_less = lateness(of, due + later, bank, max(bank.days - 1, 0))
    assert deduction(policy, with_less, points, 20) >= taken[1]


@given(zones, dues, st.integers(0, 40))
def test_a_later_day_is_the_same_time_on_the_clock(zone, due, days):
    local = due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    then = after(due, Span(count=days, unit="day"), zone).astimezone(ZoneInfo(zone))
    gap = abs(then.replace(tzinfo=None) - (local + timedelta(days=days)))
    assert gap in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))  # a time that is not


# -- extensions


def test_of_several_extensions_the_latest_holds_and_it_closes_later_too():
    own = own_dates(
        dates(closes_at=DUE + timedelta(days=7)),
        ITO,
        [
            Extension(student="s1", assignment="units", hours=24),
            Extension(section="A", hours=48),
            Extension(student="s2", hours=999),
            Extension(section="B", hours=999),
            Extension(assignment="other", hours=999),
        ],
    )
    assert own.due_at == DUE + timedelta(hours=48)
    assert own.closes_at == DUE + timedelta(days=9)
    assert not is_closed(own, DUE + timedelta(days=8))
    assert is_closed(own, DUE + timedelta(days=9, seconds=1))


# -- adjustments


@pytest.mark.parametrize(
    ("adjustments", "points"),
    [
        ([], 14.0),  # 16, one day late: 2 less
        ([adjustment("set", 9.0, "q2")], 17.0),
        ([adjustment("add", 2.0, "q2")], 16.0),
        ([adjustment("cap", 5.0, "q1")], 9.0),
        ([adjustment("at-least", 9.5, "q2")], 17.5),
        ([adjustment("at-least", 5.0, "q2")], 14.0),
        ([adjustment("waive-late")], 16.0),
        ([adjustment("add", 3.0)], 17.0),
        ([adjustment("add", 30.0)], 20.0),  # not more than is possible
        ([adjustment("add", -30.0)], 0.0),
        ([adjustment("bonus", 30.0)], 44.0),
        ([adjustment("set", 18.0)], 18.0),  # late or not
        ([adjustment("cap", 8.0)], 8.0),
        ([adjustment("at-least", 15.0)], 15.0),
        ([adjustment("at-least", 8.0)], 14.0),
        ([adjustment("set", 3.0), adjustment("add", 1.0)], 4.0),  # in the order of the file
        ([adjustment("bonus", 5.0, "q1")], 19.0),
    ],
)
def test_adjustments(adjustments, points):
    found = grade(DUE + timedelta(hours=1), DAILY, *adjustments)
    assert found.points == points
    assert found.automatic == 16
    assert adds_up(found)


def test_an_excused_question_leaves_points_and_possible():
    found = grade(DUE, DAILY, adjustment("excuse", question="q2"))
    assert (found.points, found.possible, found.automatic, found.by_question) == (10, 10, 16, -6)


def test_an_adjustment_holds_when_the_points_under_it_change_and_is_listed():
    made = adjustment("add", 2.0, "q2", seen=4.0)
    found = grade(DUE, DAILY, made)
    assert (found.points, found.changed) == (18, (made,))
    assert grade(DUE, DAILY, adjustment("add", 2.0, "q2", seen=6.0)).changed == ()
    assert grade(DUE, DAILY, adjustment("add", 2.0, seen=16.0)).changed == ()


@pytest.mark.parametrize(
    ("kind", "points", "question", "is_said"),
    [
        ("at-least", 16.0, None, False),
        ("at-least", 17.0, None, True),
        ("cap", 16.0, None, False),
        ("cap", 15.0, None, True),
        ("at-least", 6.0, "q2", False),
        ("at-least", 7.0, "q2", True),
        ("set", 16.0, None, True),
        ("add", 0.0, None, True),
        ("waive-late", None, None, True),
    ],
)
def test_a_bound_is_explained_only_where_it_changes_points(kind, points, question, is_said):
    made = adjustment(kind, points, question, comment="Your grade is not lowered by it.")
    found = grade(DUE, DAILY, made)
    assert found.comments == (("Your grade is not lowered by it.",) if is_said else ())


def test_a_bound_behind_another_adjustment():
    first, least = adjustment("add", -6.0, comment="a"), adjustment("at-least", 12.0, comment="b")
    assert grade(DUE, DAILY, first, least).comments == ("a", "b")
    assert grade(DUE, DAILY, least, first).comments == ("a",)
    open_ = grade(DUE, DAILY, least, found=result(10.0, None))
    assert (open_.points, open_.comments) == (None, ("b",))


def test_what_is_not_graded_is_no_zero():
    found = grade(DUE, found=result(10.0, None))
    assert (found.points, found.state, found.deduction) == (None, GradeState.NOT_GRADED, 0)
    assert grade(DUE, DAILY, adjustment("set", 5.0, "q2"), found=result(10.0, None)).points == 15
    assert grade(DUE, DAILY, adjustment("set", 12.0), found=result(10.0, None)).points == 12
    nothing = grade_of(ITO, None, attempt(DUE), dates())
    assert (nothing.points, nothing.state) == (None, GradeState.NOT_GRADED)


def test_questions_worth_nothing():
    found = grade(DUE, found=result(0.0, possible=0))
    assert (found.points, found.possible, found.state) == (0, 0, GradeState.FINAL)


halves = st.integers(-40, 40).map(lambda n: n / 3)
adjusted = st.builds(
    Adjustment,
    student=st.just("s1"),
    assignment=st.just("units"),
    kind=st.sampled_from(["add", "at-least", "set", "cap", "bonus", "excuse", "waive-late"]),
    question=st.sampled_from(["q1", "q2", None]),
    points=halves,
)


@given(
    policies,
    st.lists(st.integers(0, 30).map(lambda n: n / 3), min_size=1, max_size=4),
    st.lists(adjusted, max_size=4),
    delays,
    banks,
)
def test_the_steps_add_up(policy, points, adjustments, delay, bank):
    found = grade_of(
        ITO, result(*points), attempt(DUE + delay), dates(policy), adjustments, bank, bank.days
    )
    assert adds_up(found)
    assert found.points is not None
    bonus = sum(a.points or 0 for a in adjustments if a.kind == "bonus")
    assert 0 <= found.points <= found.possible + max(bonus, 0) + 0.01


# -- which attempt counts, and the bank


def work(*pairs, adjustments=(), of=None, student=ITO) -> Work:
    questions = (QuestionPoints(id="q1", points=None, possible=20),)
    return Work(
        student=student,
        dates=of or dates(),
        attempts=pairs,
        adjustments=adjustments,
        questions=questions,
    )


IN_TIME, LATE = attempt(DUE, 1), attempt(DUE + timedelta(days=1), 2)
THREE = ((IN_TIME, result(5.0, possible=20)), (LATE, result(9.0, possible=20)),
         (attempt(DUE + timedelta(days=3), 3), result(9.0, possible=20)))  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "number", "points"),
    [("last", 3, 3.0), ("last before due", 1, 5.0), ("best", 2, 7.0), ("by hand", None, None)],
)
def test_which_attempt_counts(counts, number, points):
    (found,) = settled([work(*THREE, of=dates(counts=counts))], Bank())
    assert (found.number, found.points) == (number, points)


def test_a_persons_attempt_and_their_groups_are_in_the_order_in_which_they_came():
    own = (attempt(DUE - timedelta(hours=1), 2), result(5.0, possible=20))
    group = (attempt(DUE, 1, student=None, group="Red"), result(9.0, possible=20))
    assert settled([work(own, group)], Bank())[0].points == 9
    assert settled([work(group, own)], Bank())[0].points == 9
    unknown = (attempt(None, 3), result(7.0, possible=20))
    assert settled([work(unknown, own, group)], Bank())[0].points == 7


def test_a_person_chooses():
    choice = adjustment("choose", 1)
    (found,) = settled([work(*THREE, adjustments=(choice,))], Bank())
    assert (found.number, found.points) == (1, 5)
    (found,) = settled([work(*THREE, adjustments=(adjustment("choose", 7),))], Bank())
    assert (found.state, found.points) == (GradeState.CHOICE_GONE, None)


def test_if_none_is_in_time_the_first_late_one():
    (found,) = settled([work(*THREE[1:], of=dates(counts="last before due"))], Bank())
    assert found.number == 2


def test_what_came_after_closing_does_not_count():
    closing = dates(closes_at=DUE + timedelta(days=2))
    (found,) = settled([work(*THREE, of=closing)], Bank())
    assert found.number == 2
    (found,) = settled([work(THREE[2], of=closing)], Bank())
    assert (found.state, found.points, found.possible) == (GradeState.CLOSED, 0, 20)


def test_nothing_handed_in_unless_a_person_gives_points():
    (found,) = settled([work()], Bank())
    assert (found.state, found.points, found.possible) == (GradeState.NOTHING, 0, 20)
    (found,) = settled([work(adjustments=(adjustment("add", 5.0),))], Bank())
    assert (found.state, found.points) == (GradeState.FINAL, 5)
    assert adds_up(found)


def test_excused():
    (found,) = settled([work(*THREE, adjustments=(adjustment("excuse"),))], Bank(days=9))
    assert (found.state, found.points, found.bank) == (GradeState.EXCUSED, None, 0)


def test_the_best_may_be_one_that_is_not_graded_yet():
    pairs = (THREE[0], (LATE, None))
    (found,) = settled([work(*pairs, of=dates(counts="best"))], Bank())
    assert found.state is GradeState.NOT_GRADED


def _late_work(name: str, due_days: int, late_days: int) -> Work:
    due = DUE + timedelta(days=due_days)
    pair = (attempt(due + timedelta(days=late_days)), result(20.0, possible=20))
    return work(pair, of=dates(due=due, assignment=name))


def test_late_days_are_spent_in_the_order_of_due_dates():
    works = [_late_work("z", 0, 2), _late_work("a", 7, 2)]
    for order in (works, works[::-1]):
        first, second = settled(order, Bank(days=3))
        assert (first.assignment, first.bank, first.points) == ("z", 2, 20)
        assert (second.assignment, second.bank, second.points) == ("a", 1, 18)


@given(banks, st.lists(st.integers(0, 5), max_size=5))
def test_no_more_late_days_are_spent_than_there_are(bank, lates):
    works = [_late_work(f"w{n}", 7 * n, late) for n, late in enumerate(lates)]
    grades = settled(works, bank)
    assert sum(g.bank for g in grades) <= bank.days
    assert all(g.bank + g.units == late for g, late in zip(grades, lates, strict=True))


# -- totals


def final(name: str, points: float | None, possible: float = 20, state=GradeState.FINAL) -> Grade:
    return Grade(
        assignment=name, student="s1", state=state, points=points, possible=possible, due_at=DUE
    )


def total(grades, **weighing) -> float | None:
    possible = {g.assignment: g.possible for g in grades}
    return total_of(grades, Weighing(**weighing), possible, DUE + timedelta(days=1)).per_cent


def test_without_weights_it_is_all_points_of_all_possible():
    assert total([final("a", 15.0), final("b", 10.0, 80)]) == 25


def test_weights():
    assert total([final("a", 15.0), final("b", 40.0, 80)], weights={"a": 0.4, "b": 0.6}) == 60


def test_a_bonus_only_helps():
    grades = [final("a", 10.0), final("b", 20.0)]
    assert total(grades, bonus=frozenset({"b"})) == 150
    assert total([final("a", 10.0), final("b", 0.0)], bonus=frozenset({"b"})) == 50


def test_the_lowest_is_dropped_but_never_the_only_one():
    assert total([final("a", 20.0), final("b", 0.0)], drop_lowest=1) == 100
    assert total([final("a", 10.0)], drop_lowest=3) == 50


@pytest.mark.parametrize("state", [GradeState.FINAL, GradeState.NOTHING])
def test_where_nothing_is_possible_nothing_counts_whatever_its_weight(state):
    grades = [final("a", 10.0), final("exercise", 0.0, 0.0, state)]
    assert total(grades) == 50
    assert total(grades, weights={"a": 1, "exercise": 3}) == 50
    assert total(grades, weights={"a": 1, "exercise": 3}, drop_lowest=1) == 50  # a is the only one
    assert total([final("exercise", 0.0, 0.0, state)], weights={"exercise": 3}) is None
    still_open = final("b", None, 0.0, GradeState.NOT_GRADED)
    assert total([*grades, still_open], weights={"a": 1, "exercise": 3, "b": 1}) is None


def test_the_lowest_is_not_spent_on_what_weighs_nothing_or_is_out_already():
    grades = [final("a", 20.0), final("b", 10.0), final("trial", 0.0)]
    assert total(grades, weights={"a": 1, "b": 1, "trial": 0}, drop_lowest=1) == 100
    excused = final("c", None, state=GradeState.EXCUSED)
    assert total([final("a", 20.0), final("b", 10.0), excused], drop_lowest=1) == 100
    assert total([final("a", 10.0), excused], drop_lowest=1) == 50
    bonus = frozenset({"extra"})
    grades = [final("a", 20.0), final("b", 10.0), final("extra", 0.0)]
    assert total(grades, drop_lowest=1, bonus=bonus) == 100


def test_excused_is_left_out_and_open_leaves_the_total_open():
    excused = final("b", None, state=GradeState.EXCUSED)
    assert total([final("a", 10.0), excused]) == 50
    assert total([final("a", 10.0), final("b", None, state=GradeState.NOT_GRADED)]) is None
    assert total([]) is None


def test_what_is_not_due_yet_is_left_out():
    nothing = final("b", 0.0, state=GradeState.NOTHING)
    later = replace(nothing, due_at=DUE + timedelta(days=9))
    assert total([final("a", 10.0), nothing]) == 25
    assert total([final("a", 10.0), later]) == 50
