"""Functions of a course's own as arguments: their text travels, and nothing else of the course.

Tests of `checks/own_functions.py`, `protocol/building_functions.py`, `gate/given_away.py`.
"""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from autograder.checks.own_functions import with_texts
from autograder.checks.property import PropertyCheck
from autograder.checks.replay import judge_answers, judge_asked
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.execution.places import Threads
from autograder.feedback.checks import instructor_message, message
from autograder.gate.given_away import given_away
from autograder.gate.validation import before_handing_out
from autograder.grading import grade_all
from autograder.handout.dump import dump, visible_part
from autograder.handout.load import load
from autograder.protocol.answers import answer
from autograder.protocol.building_functions import function_of, with_functions
from autograder.protocol.errors import WireError
from autograder.protocol.functions import square
from autograder.protocol.records import RECORDS
from autograder.protocol.values import FunctionText, Opaque, decode, encode
from autograder.records import (
    CallRequest,
    Cell,
    Exchange,
    Observation,
    Outcome,
    Submission,
    Value,
)
from autograder.store.fingerprint import asked_groups
from autograder.worker.calls import call
from tests.small_course import write

YAML = "assignments/doubling/assignment.yaml"
ADD_TEN = FunctionText("add_ten", "def add_ten(x):\n    return x + 10")


@pytest.fixture
def applied(course, edit):
    """Return the question of a course that asks for `apply_twice(f, x)`, with these cases."""
    edit(YAML, "with: [3]\n        gives: 6", "cases: doubling.shown\n        agrees_with: A")
    edit(YAML, "agrees_with: A", "agrees_with: doubling.apply_twice")
    edit(YAML, "agrees_with: doubling.double", "agrees_with: doubling.apply_twice")
    (course / YAML).write_text((course / YAML).read_text().replace(": double\n", ": apply_twice\n"))
    write(course / "reference/doubling.py", "def apply_twice(f, x):\n    return f(f(x))\n")
    write(
        course / "reference/mistakes/doubling.py",
        "from autograder.authoring import mistake\n\n"
        "@mistake('double', en='You call it once.', ja='一回だけ呼び出しています。')\n"
        "def apply_once(f, x):\n    return f(x)\n",
    )

    def question(cases: str):
        write(course / "reference/cases/doubling.py", cases)
        return load_assignment(find_course(course), "doubling").questions[0]

    return question


CASES = '''\
import math

def add_ten(x: "Number") -> float:
    # a secret of its author's
    return x + 10

def tower(n, above=2):
    """A function that calls itself, and has a name of its own inside."""
    import math
    def inner(m):
        return math.prod([m, above])
    return inner(n) if n > 5 else tower(n + 1)

def shown():
    return [(add_ten, 1)]

def numbers():
    return [(add_ten, -3), (tower, 0)]
'''


def in_worker(source: str, request: CallRequest):
    """Return the answer to a request as it arrives in a worker, for code that runs there."""
    namespace: dict[str, object] = {}
    exec(source, namespace)
    sent = RECORDS.load(CallRequest, json.loads(json.dumps(RECORDS.dump(CallRequest, request))))
    return call(namespace, with_functions_in(sent))


def with_functions_in(request: CallRequest) -> CallRequest:
    return CallRequest(name=request.name, arguments=with_functions(deepcopy(request.arguments)))


# ------------------------------------------------------------------ what travels


def test_its_own_text_travels_without_comments_and_types(applied):
    visible, hidden = applied(CASES).checks
    assert visible.requests[0].arguments == (ADD_TEN, 1)
    assert visible.expected == (21,)
    assert hidden.expected == (17, 24)
    tower = hidden.requests[1].arguments[0]
    assert tower.name == "tower"
    assert tower.text.startswith('def tower(n, above=2):\n    """A function that calls itself')


def test_a_submission_is_given_the_function(applied):
    visible, hidden = applied(CASES).checks
    for check in (visible, hidden):
        right = [in_worker("def apply_twice(f, x): return f(f(x))", r) for r in check.requests]
        assert judge_answers(check, right).outcome is Outcome.PASSED
        wrong = [in_worker("def apply_twice(f, x): return f(x)", r) for r in check.requests]
        assert judge_answers(check, wrong).outcome is Outcome.FAILED


def test_each_call_gets_a_fresh_function(applied):
    counts = """\
def count(x):
    count.calls = getattr(count, "calls", 0) + 1
    return x + count.calls

def shown():
    return [(count, 1), (count, 1)]

numbers = shown
"""
    visible = applied(counts).checks[0]
    assert visible.expected == (4, 4)
    source = "def apply_twice(f, x): return f(f(x))"
    assert [in_worker(source, r).value for r in visible.requests] == [4, 4]


def test_functions_within_lists_and_dictionaries_travel_and_those_of_the_list_go_by_name():
    function = function_of(ADD_TEN)
    assert function(1) == 11
    assert function.__module__ == "__main__"
    value = ([ADD_TEN], {"f": ADD_TEN}, square)
    made = with_functions(decode(encode(value)))
    assert (made[0][0](1), made[1]["f"](2), made[2]) == (11, 12, square)
    assert with_texts(square) is square


@pytest.mark.process
def test_a_function_of_a_property_travels_too(course, edit, applied):
    property_ = (
        CASES + "\ndef twice(ask):\n    from autograder.authoring import Violation\n"
        "    return None if ask('apply_twice', add_ten, 1) == 21 else Violation(en='No.')\n"
    )
    edit(YAML, "agrees_with: doubling.apply_twice\n        cases: doubling.numbers", "holds: A")
    edit(YAML, "- call: apply_twice\n        holds: A", "- holds: doubling.twice")
    check = applied(property_).checks[1]
    assert isinstance(check, PropertyCheck)
    asked: list[CallRequest] = []

    def ask(request):
        asked.append(request)
        return in_worker("def apply_twice(f, x): return f(f(x))", request)

    assert judge_asked(check, ask).outcome is Outcome.PASSED
    assert asked[0].arguments == (ADD_TEN, 1)


def test_what_is_asked_counts_the_text(course, applied):
    applied(CASES)
    before = asked_groups(load_assignment(find_course(course), "doubling"))
    applied(CASES.replace("a secret of", "another remark of"))
    assert asked_groups(load_assignment(find_course(course), "doubling")) == before
    applied(CASES.replace("x + 10", "10 + x"))
    after = asked_groups(load_assignment(find_course(course), "doubling"))
    assert all(a.requests != b.requests for a, b in zip(before, after, strict=True))


def test_what_a_call_leaves_of_a_function_does_not_count(course, edit, applied):
    edit(YAML, "hidden: true", "after: true\n        hidden: true")
    hidden = applied(CASES).checks[1]
    assert hidden.after == (((1, -3),), ((1, 0),))


# ------------------------------------------------------------------ nothing comes back as one


def test_a_submission_cannot_send_a_function():
    node = {"Value": {"value": ["list", [["def", "f", "def f(): return 1"]]]}}
    with pytest.raises(WireError, match="not a function that travels"):
        answer(node)
    returned = call({"f": lambda g: g}, CallRequest(name="f", arguments=(function_of(ADD_TEN),)))
    assert decode(encode(returned.value)) == Opaque("function")


def test_a_name_that_is_none_is_refused():
    with pytest.raises(WireError):
        decode(["def", "f(", "def f(): return 1"])


# ------------------------------------------------------------------ what is told


def test_feedback_on_a_visible_check_can_be_pasted(applied):
    visible = applied(CASES).checks[0]
    told = message(judge_answers(visible, [Value(value=11)]))
    shown = told.facts[0].text
    assert shown == "def add_ten(x):\n    return x + 10\n\napply_twice(add_ten, 1)"
    exec(shown, {"apply_twice": lambda f, x: f(f(x))})


def test_of_a_hidden_one_no_text_is_told(applied):
    hidden = applied(CASES).checks[1]
    result = judge_answers(hidden, [Value(value=0), Value(value=0)])
    assert "add_ten" not in str(message(result))
    assert "def add_ten(x):" in instructor_message(result).facts[0].text


# ------------------------------------------------------------------ what leads outside

OUTSIDE = """\
import math
from reference.doubling import apply_twice

OFFSET = 10

def add_offset(x):

    return x + OFFSET

def root(x):
    return math.sqrt(x)

def by_course(x):
    from reference import doubling
    return doubling.apply_twice(abs, x)

def by_grader(x):
    import autograder.authoring
    return x

def with_closure(n):
    def add(x):
        return x + n
    return add

def with_default(x, n=OFFSET):
    return x + n

def decorate(f):
    return f

@decorate
def decorated(x):
    return x

def plain(x):
    return x

def shown():
    return [(plain, 1)]

def numbers():
    return [({argument}, 1)]
"""

ONLY = "but only its own text is passed to submissions"


@pytest.mark.parametrize(
    ("argument", "line", "said"),
    [
        ("add_offset", 8, f"`add_offset` uses `OFFSET`, {ONLY}; write what it needs inside of it"),
        ("root", 11, f"`root` uses `math`, {ONLY}; import that inside of it"),
        (
            "by_course",
            14,
            "`by_course` imports `reference`, which submissions do not have; write what it needs "
            "inside of it",
        ),
        (
            "by_grader",
            18,
            "`by_grader` imports `autograder.authoring`, which submissions do not have; write "
            "what it needs inside of it",
        ),
        ("with_closure(2)", 23, f"`add` uses `n`, {ONLY}; write what it needs inside of it"),
        (
            "with_default",
            26,
            f"`with_default` uses `OFFSET`, {ONLY}; write what it needs inside of it",
        ),
        (
            "decorated",
            32,
            f"`decorated` uses `decorate`, {ONLY}; write what it needs inside of it",
        ),
        (
            "lambda x: x",
            43,
            "`<lambda>` is passed to submissions, but has no name to be told by; write it with "
            "`def`",
        ),
        ("[plain, {'f': root}]", 11, f"`root` uses `math`, {ONLY}; import that inside of it"),
    ],
)
def test_what_leads_outside_is_refused(course, applied, argument, line, said):
    with pytest.raises(AssignmentError) as refused:
        applied(OUTSIDE.replace("{argument}", argument))
    assert str(refused.value) == f"{course / 'reference/cases/doubling.py'}:{line}: {said}"


def test_a_function_of_the_reference_is_refused(course, applied):
    with pytest.raises(AssignmentError) as refused:
        applied(OUTSIDE.replace("{argument}", "apply_twice"))
    assert str(refused.value) == (
        f"{course / 'reference/doubling.py'}:1: `apply_twice` is passed to submissions, but is "
        "none of reference/cases/; write one there"
    )


def test_a_function_without_a_text_is_refused(course, applied):
    with pytest.raises(AssignmentError) as refused:
        applied(OUTSIDE.replace("{argument}", "abs"))
    assert str(refused.value) == (
        f"{course / YAML}:12: case 1 of doubling.numbers cannot be sent to a worker: it holds a "
        "function that has no text; call it in a `def` of reference/cases/"
    )


@pytest.mark.process
def test_in_a_property_it_is_a_fault_of_the_course(course, edit, applied):
    edit(YAML, "agrees_with: doubling.apply_twice\n        cases: doubling.numbers", "holds: A")
    edit(YAML, "- call: apply_twice\n        holds: A", "- holds: doubling.twice")
    check = applied(OUTSIDE + "\ndef twice(ask):\n    ask('apply_twice', root, 1)\n").checks[1]
    result = judge_asked(check, lambda request: Value(value=1))
    assert result.outcome is Outcome.NOT_GRADED
    assert f"`root` uses `math`, {ONLY}" in result.finding.fault.message


# ------------------------------------------------------------------ an answer that is given away


TEN = """\
  ten:
    title: Ten more
    points: 1
    checks:
      - call: add_ten
        with: [1]
        gives: 11
      - call: add_ten
        agrees_with: doubling.add_ten
        cases: doubling.ints
        hidden: true
"""
REFERENCE = """\
def apply_twice(f, x):
    return f(f(x))

def add_ten(x):
    return 10 + x
"""
MASTER = """\
# %%
def apply_twice(f, x):
    # BEGIN SOLUTION
    return f(f(x))
    # END SOLUTION

def add_ten(x):
    # BEGIN SOLUTION
    return x + 10
    # END SOLUTION
"""
GIVEN_AWAY = (
    "`add_ten`, which double/1 passes to submissions, answers ten/2, and they can read it; pass "
    "another one"
)


def asked_for_ten(course, applied):
    """Let the course ask for a function that it passes to another one."""
    (course / YAML).write_text((course / YAML).read_text() + TEN)
    write(course / "reference/mistakes/doubling.py", "")
    write(course / "reference/doubling.py", REFERENCE)
    applied(CASES + "\ndef ints():\n    return [(1,), (-2,)]\n")


def test_a_function_that_answers_a_question_is_named(course, applied):
    asked_for_ten(course, applied)
    assignment = load_assignment(find_course(course), "doubling")
    assert list(given_away(assignment, observation(assignment))) == [GIVEN_AWAY]
    write(course / "reference/doubling.py", REFERENCE.replace("10 + x", "10 + abs(x)"))
    other = load_assignment(find_course(course), "doubling")
    assert list(given_away(other, observation(other))) == []
    assert list(given_away(other, None)) == []


@pytest.mark.process
def test_the_gate_lets_none_of_them_through(course, applied, sandbox):
    write(course / "assignments/doubling/master.py", MASTER)
    applied(CASES)
    gate = Threads(sandbox, 1)
    assert before_handing_out(load_assignment(find_course(course), "doubling"), gate) == ()
    asked_for_ten(course, applied)
    found = before_handing_out(load_assignment(find_course(course), "doubling"), gate)
    assert found == (GIVEN_AWAY,)


def observation(assignment) -> Observation:
    """Return what is asked of a submission, by whatever it is answered."""
    exchanges = tuple(
        (check.id, tuple(Exchange(request=r, answer=Value(value=0)) for r in check.requests))
        for question in assignment.questions
        for check in question.checks
    )
    return Observation(
        submission="a",
        sha256="",
        assignment="doubling",
        tier="none",
        versions=(),
        runs=(),
        exchanges=exchanges,
    )


# ------------------------------------------------------------------ handed out, and graded


def test_a_handout_carries_the_texts_of_visible_checks_alone(course, applied):
    applied(CASES.replace("def shown():\n    return [(add_ten", "def shown():\n    return [(tower"))
    assignment = load_assignment(find_course(course), "doubling")
    document = json.loads(json.dumps(dump(visible_part(assignment, "en"))))
    assert "def tower" in str(document)
    assert "add_ten" not in str(document)
    loaded = load(document, course, assignment.kinds).assignment
    assert loaded.questions[0].checks[0].requests == assignment.questions[0].checks[0].requests


@pytest.mark.process
def test_a_property_in_a_handout_finds_the_text(course, edit, applied):
    edit(YAML, "cases: doubling.shown\n        agrees_with: doubling.apply_twice", "holds: A")
    edit(YAML, "- call: apply_twice\n        holds: A", "- holds: doubling.twice")
    property_ = "\ndef twice(ask):\n    assert ask('apply_twice', add_ten, 1) == 21\n"
    applied(CASES + property_)
    assignment = load_assignment(find_course(course), "doubling")
    document = json.loads(json.dumps(dump(visible_part(assignment, "en"))))
    (check,) = load(document, course, assignment.kinds).assignment.questions[0].checks
    source = "def apply_twice(f, x): return f(f(x))"
    assert judge_asked(check, lambda r: in_worker(source, r)).outcome is Outcome.PASSED


READING = """\
import sys

def apply_twice(f, x):
    for name in ("reference", "reference.doubling"):
        assert name not in sys.modules
    assert set(f.__globals__) <= {"__name__", "__builtins__", f.__name__}
    return f(f(x))
"""


@pytest.mark.process
def test_a_submission_has_the_function_and_nothing_around_it(course, applied, sandbox):
    applied(CASES)
    assignment = load_assignment(find_course(course), "doubling")
    cells = (Cell(kind="code", source=READING),)
    submission = Submission(name="a", path=course / "a.py", cells=cells, sha256="a")
    (result,) = grade_all(assignment, [submission], Threads(sandbox, 1))
    assert result.points == 10
