"""The process in which an author's functions meet answers: what it says, and what its end costs.

Tests of `authors/apart.py`, `authors/limits.py`, `authors/messages.py`, `authors/process.py` and
`authors/processes.py`.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

from autograder.authors.apart import in_processes
from autograder.authors.limits import MOST_SECONDS
from autograder.authors.messages import Found, Setting, to_text
from autograder.authors.processes import ENTRY, AuthorsProcesses
from autograder.checks.judging import check_question, judge
from autograder.checks.replay import judge_asked
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.protocol.reading_tables import with_tables
from autograder.protocol.values import Opaque
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Check,
    CheckResult,
    CourseFunction,
    Exchange,
    NotAsked,
    Observation,
    Outcome,
    Raised,
    Request,
    Stopped,
    Undefined,
    Value,
    ValueRequest,
)
from tests.processes import children, is_dead, wait_until
from tests.small_course import write, write_small_course

pytestmark = pytest.mark.process

YAML = """\
title: Doubling
imports: [numpy, pandas]
questions:
  double:
    title: Double
    points: 10
    checks:
      - call: double
        agrees_with: doubling.double
        cases: doubling.numbers
"""
PROPERTY = "      - holds: doubling.{}\n"
JUDGE = "      - judge: doubling.{}\n        reads: [x]\n"

CASES = """\
import os, signal, sys, time
from pathlib import Path

import numpy as np

from autograder.authoring import Violation

WRONG = Violation(en="It is not twice as much.", ja="二倍ではありません。", fraction=0.25)

def numbers():
    return [(1,)]

def twice(ask):
    for n in range(1, 4):
        if ask("double", n) != 2 * n:
            return WRONG

def twice_an_array(ask):
    return None if ask("double", np.array([1.0, 2.0])).sum() == 6 else WRONG

def twice_its_own(ask):
    first = ask("double", 1)
    return None if ask("double", first) == 2 * first else WRONG

def refuses(ask):
    with ask.raises("ValueError"):
        ask("double", "two")

def an_object(ask):
    stack = ask.new("double", 3)
    return None if stack.get("size") == 3 else WRONG

def a_table(ask):
    return None if list(ask("double", 1).columns) == ["a"] else WRONG

def slips(ask):
    ask("double", 1)
    return np.zeros(3)[5]

def slips_elsewhere(ask):
    ask("double", 1)
    raise OSError("a fault")

def needs_a_list(ask):
    return None if len(ask("double", 1)) == 1 else WRONG

def says_nothing(ask):
    ask("double", 1)
    return Violation(**{})

def says_a_number(ask):
    ask("double", 1)
    return 3

def never_ends(ask):
    while True:
        ask("double", 1)

def never_ends_by_itself(ask):
    ask("double", 1)
    while True: pass

def counts_in_c(ask):
    return None if sum(range(ask("double", 1))) else WRONG

def makes_it_as_large(ask):
    return None if [0] * ask("double", 1) else WRONG

def has_no_memory(ask):
    ask("double", 1)
    os._exit(77)

def waits(ask):
    ask("double", 1)
    time.sleep(1000)

def is_killed(ask):
    ask("double", 1)
    os.kill(os.getpid(), signal.SIGKILL)

def prints_and_reads(ask):
    print("hello")
    sys.stderr.write(sys.stdin.read())
    return None if ask("double", 1) == 2 else WRONG

def reads_a_file(ask):
    return None if Path("data.txt").read_text() == "here" and ask("double", 1) else WRONG

def is_two(x):
    return None if x == 2 else WRONG

def sums_it(x):
    return None if sum(range(x)) else WRONG

def adds(x):
    return None if x + 1 == 3 else WRONG

def kills(x):
    os.kill(os.getpid(), signal.SIGKILL)
"""
PROPERTIES = (
    *("twice", "twice_an_array", "twice_its_own", "refuses", "an_object", "a_table", "slips"),
    *("slips_elsewhere", "needs_a_list", "says_nothing", "says_a_number", "never_ends"),
    *("never_ends_by_itself", "counts_in_c", "makes_it_as_large", "has_no_memory", "waits"),
    *("is_killed", "prints_and_reads", "reads_a_file"),
)
JUDGES = ("is_two", "sums_it", "adds", "kills")

MISTAKES = """\
import os

from autograder.authoring import recognised

def _seen(function):
    return recognised("double", code="x = 3", en="Three.", ja="三です。")(function)

@_seen
def three(x):
    return x == 3

@_seen
def raises_an_error(x):
    return x.nothing

@_seen
def an_error(raised):
    return bool(raised) and raised[0].type == "NameError"

@_seen
def ends_all(x):
    if x == "end":
        os._exit(1)
    return False
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small_course(tmp_path_factory.mktemp("course"))
    checks = "".join([*map(PROPERTY.format, PROPERTIES), *map(JUDGE.format, JUDGES)])
    write(folder / "assignments/doubling/assignment.yaml", YAML + checks)
    write(folder / "assignments/doubling/files/data.txt", "here")
    write(folder / "reference/cases/doubling.py", CASES)
    write(folder / "reference/mistakes/doubling.py", MISTAKES)
    return folder


@pytest.fixture(scope="module")
def assignment(course: Path) -> Assignment:
    return load_assignment(find_course(course), "doubling")


@pytest.fixture(scope="module")
def setting(assignment: Assignment) -> Setting:
    apart = named(assignment, "twice").functions[0].apart
    assert isinstance(apart, AuthorsProcesses)
    return apart.setting


def named(assignment: Assignment, name: str) -> Check:
    """Return the check of a function of the course."""
    (question,) = assignment.questions
    (check,) = (c for c in question.checks if [f.name for f in c.functions] == [f"doubling.{name}"])
    return check


def here(check: Check) -> Check:
    """Return the check as it is judged in this very process."""
    held = {field.name: getattr(check, field.name) for field in fields(check)}
    functions = {
        name: replace(one, apart=None)
        for name, one in held.items()
        if isinstance(one, CourseFunction)
    }
    return replace(check, **functions)  # type: ignore[arg-type]


def with_limits(
    assignment: Assignment, setting: Setting, name: str, **limits: float | str
) -> Check:
    processes = AuthorsProcesses(setting, **limits)  # type: ignore[arg-type]
    return named(in_processes(assignment, processes), name)


def line(text: str) -> int:
    """Return the first line of the author's functions that holds a text."""
    return CASES.split(text)[0].count("\n") + 1


def fault(result: CheckResult) -> str:
    assert result.outcome is Outcome.NOT_GRADED
    assert result.finding is not None
    assert result.finding.fault is not None
    return result.finding.fault.message


# ------------------------------------------------------------------ what it says


def answered(request: Request, *, value: Callable[[object], object]) -> Answer:
    if isinstance(request, CallRequest):
        (argument,) = request.arguments
        return Value(value=value(argument))
    if isinstance(request, ValueRequest):
        return Value(value=value(1))
    return Value(value=Opaque("Stack") if request.step.does == "new" else 3)


def raising(argument: object) -> object:
    raise TypeError


ANSWERS: dict[str, Callable[[Request], Answer]] = {
    "right": lambda request: answered(request, value=lambda x: 2 * x),  # type: ignore[operator]
    "wrong": lambda request: answered(request, value=lambda x: 3),
    "a list": lambda request: answered(request, value=lambda x: [2]),
    "None": lambda request: answered(request, value=lambda x: None),
    "an object": lambda request: answered(request, value=lambda x: Opaque("Stack")),
    "a table": lambda request: answered(
        request, value=lambda x: with_tables(pd.DataFrame({"a": [1]}))
    ),
    "not a number": lambda request: answered(request, value=lambda x: float("nan")),
    "an error": lambda request: Raised(type="ValueError", message="x", kinds=("ValueError",)),
    "another error": lambda request: Raised(type="KeyError", message="x", kinds=("KeyError",)),
    "nothing": lambda request: Undefined(),
    "stopped": lambda request: Stopped(reason="cpu", limit=1.0),
}
HARMLESS = [*PROPERTIES[:12], "reads_a_file", "is_two", "adds"]


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", HARMLESS)
def test_it_judges_as_the_grader_would(assignment: Assignment, name: str, answers: str) -> None:
    check = named(assignment, name)
    assert check.functions[0].apart is not None
    apart = judge_asked(check, ANSWERS[answers])
    alone = judge_asked(here(check), ANSWERS[answers])
    assert apart.check is check
    assert (apart.outcome, apart.fraction) == (alone.outcome, alone.fraction)
    assert to_text(Found, apart.finding) == to_text(Found, alone.finding)


def test_of_these_some_are_right_and_some_are_not(assignment: Assignment) -> None:
    """What is compared above is no row of one outcome."""
    outcomes = {
        judge_asked(named(assignment, name), ask).outcome
        for name in HARMLESS
        for ask in ANSWERS.values()
    }
    assert outcomes >= {
        *(Outcome.PASSED, Outcome.FAILED, Outcome.RAISED, Outcome.TIMED_OUT, Outcome.NOT_GRADED)
    }


def test_where_an_author_slips_is_said(assignment: Assignment) -> None:
    result = judge_asked(named(assignment, "slips_elsewhere"), ANSWERS["right"])
    assert fault(result) == (
        "doubling.slips_elsewhere raised OSError: a fault "
        f"(reference/cases/doubling.py:{line('a fault')})"
    )


def test_what_an_author_prints_or_reads_disturbs_nothing(assignment: Assignment) -> None:
    check = named(assignment, "prints_and_reads")
    assert judge_asked(check, ANSWERS["right"]).outcome is Outcome.PASSED


def test_what_asking_raises_is_raised_on(assignment: Assignment) -> None:
    def ask(request: Request) -> Answer:
        raise OSError("no worker")

    check = named(assignment, "twice")
    with pytest.raises(OSError, match=r"^no worker$"):
        list(check.exchanges(ask))
    assert judge_asked(check, ANSWERS["right"]).outcome is Outcome.PASSED


def test_no_answer_is_asked_for_while_judging(assignment: Assignment) -> None:
    check = named(assignment, "twice")
    record = list(check.exchanges(ANSWERS["right"]))
    assert len(record) == 3
    assert fault(check.judge(record[:2], ())) == (
        "doubling.twice asks what was not recorded; run again"
    )


# ------------------------------------------------------------------ too much

HUGE: dict[str, Callable[[Request], Answer]] = {
    "10**12": lambda request: answered(request, value=lambda x: 10**12),
}


@pytest.mark.parametrize("name", ["counts_in_c", "sums_it"])
def test_a_call_that_cannot_be_interrupted_ends(
    assignment: Assignment, setting: Setting, name: str
) -> None:
    check = with_limits(assignment, setting, name, seconds=0.5)
    assert fault(judge_asked(check, HUGE["10**12"])) == (
        f"doubling.{name} has not ended after 0.5 s of computing; is something done as often as "
        "an answer says?"
    )
    assert judge_asked(check, ANSWERS["right"]).outcome is Outcome.PASSED


def test_what_it_asked_before_it_ended_is_known(assignment: Assignment, setting: Setting) -> None:
    check = with_limits(assignment, setting, "counts_in_c", seconds=0.5)
    (exchange,) = check.exchanges(HUGE["10**12"])
    assert exchange.answer == Value(value=10**12)


def test_memory_is_bounded(assignment: Assignment) -> None:
    """An answer of which nobody could make what the author makes is of a wrong form."""
    result = judge_asked(named(assignment, "makes_it_as_large"), HUGE["10**12"])
    assert result.outcome is Outcome.FAILED


ENDS = [
    (
        "has_no_memory",
        {},
        "needs more than 1024 MiB of memory; is something made as large as an answer says?",
    ),
    ("waits", {"wall": 5.0}, "has not ended after 5 s on the clock; does it wait for something?"),
    ("is_killed", {}, "was not run to its end: the process that runs it was ended; grade again"),
    ("kills", {}, "was not run to its end: the process that runs it was ended; grade again"),
]


@pytest.mark.parametrize(("name", "limits", "said"), ENDS, ids=[name for name, _, _ in ENDS])
def test_an_end_costs_the_check_and_nothing_else(
    assignment: Assignment, setting: Setting, name: str, limits: dict[str, float], said: str
) -> None:
    processes = AuthorsProcesses(setting, **limits)
    assert fault(
        judge_asked(named(in_processes(assignment, processes), name), ANSWERS["right"])
    ) == (f"doubling.{name} {said}")
    twice = named(in_processes(assignment, processes), "twice")
    assert judge_asked(twice, ANSWERS["right"]).outcome is Outcome.PASSED


def test_python_that_never_ends_is_told_with_its_line(
    assignment: Assignment, setting: Setting
) -> None:
    entry = f"from autograder.checks import authors_code; authors_code.JUDGING = 0.2; {ENTRY}"
    check = with_limits(assignment, setting, "never_ends_by_itself", entry=entry)
    assert fault(judge_asked(check, ANSWERS["right"])) == (
        "doubling.never_ends_by_itself has not ended after 0.2 s of computing "
        f"(doubling.py:{line('True: pass')}); is there an endless loop?"
    )


def test_python_is_interrupted_before_its_process_is_ended() -> None:
    from autograder.checks.authors_code import JUDGING

    assert JUDGING < MOST_SECONDS


def test_time_in_which_a_submission_answers_is_not_counted(
    assignment: Assignment, setting: Setting
) -> None:
    check = with_limits(assignment, setting, "twice", wall=5.0)
    begun = []

    def ask(request: Request) -> Answer:
        if not begun:
            begun.append(signal.sigtimedwait([], 7.0))
        return ANSWERS["right"](request)

    assert judge_asked(check, ask).outcome is Outcome.PASSED


# ------------------------------------------------------------------ mistakes that are recognised


def observed(assignment: Assignment, x: object, raised: Raised | None = None) -> Observation:
    from autograder.records import CellRun

    record = (Exchange(request=ValueRequest(name="x"), answer=Value(value=x)),)
    return Observation(
        submission="s",
        sha256="",
        assignment="doubling",
        tier="none",
        versions=(),
        runs=(CellRun(cell=1, outputs=(), raised=raised),),
        exchanges=((named(assignment, "is_two").id, record),),
    )


def seen(assignment: Assignment, observation: Observation) -> list[str]:
    from autograder.checks.recognising import recognised

    (question,) = assignment.questions
    return list(recognised(question.mistakes, question.checks, observation))


def test_mistakes_are_recognised_there(assignment: Assignment) -> None:
    (question,) = assignment.questions
    assert all(mistake.apart for mistake in question.mistakes)
    assert seen(assignment, observed(assignment, 3)) == ["three"]
    assert seen(assignment, observed(assignment, 4)) == []
    error = Raised(type="NameError", message="x")
    assert seen(assignment, observed(assignment, 3, error)) == ["three", "an_error"]


def test_what_ends_its_process_names_none(assignment: Assignment) -> None:
    assert seen(assignment, observed(assignment, "end")) == []
    assert seen(assignment, observed(assignment, 3)) == ["three"]


# ------------------------------------------------------------------ when it runs


def test_it_begins_when_it_is_needed_and_ends_with_the_assignment(course: Path) -> None:
    before = children()
    loaded = load_assignment(find_course(course), "doubling")
    assert children() <= before  # those of other tests may end
    judge_asked(named(loaded, "twice"), ANSWERS["right"])
    judge_asked(named(loaded, "is_two"), ANSWERS["right"])
    (pid,) = children() - before
    del loaded
    gc.collect()
    wait_until(lambda: is_dead(pid))


def test_it_ends_with_a_grader_that_is_killed(assignment: Assignment, setting: Setting) -> None:
    check = with_limits(assignment, setting, "twice")
    grader = os.fork()
    if not grader:
        judge_asked(check, ANSWERS["right"])
        signal.pause()
    wait_until(lambda: bool(children(grader)))
    (pid,) = children(grader)
    os.kill(grader, signal.SIGKILL)
    os.waitpid(grader, 0)
    wait_until(lambda: is_dead(pid))


def test_threads_have_one_each(assignment: Assignment) -> None:
    check = named(assignment, "twice")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: judge_asked(check, ANSWERS["right"]), range(20)))
    assert {result.outcome for result in results} == {Outcome.PASSED}


def test_a_course_that_was_edited_meanwhile_is_not_mixed_up(tmp_path: Path, course: Path) -> None:
    folder = write_small_course(tmp_path / "course")
    write(folder / "assignments/doubling/assignment.yaml", YAML + PROPERTY.format("twice"))
    path = write(folder / "reference/cases/doubling.py", CASES)
    check = named(load_assignment(find_course(folder), "doubling"), "twice")
    write(path, CASES + "\n")
    assert fault(judge_asked(check, ANSWERS["right"])) == (
        "doubling.twice has changed since the grader read it; grade again"
    )


def test_a_reference_that_it_refuses_as_well_is_the_authors_fault(assignment: Assignment) -> None:
    """`needs_a_list` refuses numbers, of which the reference's are some."""
    result = judge_asked(named(assignment, "needs_a_list"), ANSWERS["right"])
    assert fault(result) == (
        "doubling.needs_a_list raised TypeError: object of type 'int' has no len() "
        f"(reference/cases/doubling.py:{line('len(')})"
    )


def test_questions_are_judged_as_before(assignment: Assignment) -> None:
    """A known mistake is named, and what was never asked is not graded."""
    (question,) = assignment.questions
    observation = observed(assignment, 3)
    results = check_question(question, observation)
    by_name = {r.check.functions[0].name: r for r in results if r.check.functions}
    assert by_name["doubling.is_two"].mistake is not None
    assert by_name["doubling.is_two"].mistake.id == "three"
    assert by_name["doubling.twice"].outcome is Outcome.NOT_GRADED
    assert judge(named(assignment, "is_two"), observation).fraction == 0.25


def test_nobody_asks_a_property_that_was_not_asked(assignment: Assignment) -> None:
    check = named(assignment, "twice")
    stop = Stopped(reason="cpu", limit=1.0)
    result = judge_asked(check, lambda request: NotAsked(because=stop))
    assert result.outcome is Outcome.SKIPPED
