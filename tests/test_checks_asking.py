"""What a property asks with: objects, exceptions, random numbers that go on.

Tests of `checks/handles.py`, `worker/held.py`, `worker/scenarios.py`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.answers import WRONG_FORM
from autograder.checks.judging import check_submission
from autograder.checks.property import MOST_REQUESTS, PropertyCheck
from autograder.checks.replay import answers_that_hold, judge_exchanges
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.feedback.checks import message
from autograder.grading import grade_one
from autograder.protocol.answers import answer as received
from autograder.protocol.records import dump, load
from autograder.protocol.values import Held, Opaque, WireError, decode, encode
from autograder.records import (
    CallRequest,
    CourseFunction,
    DependsOn,
    Exchange,
    Limits,
    Outcome,
    Request,
    Step,
    StepRequest,
    Undefined,
    Violation,
    WorkerAnswer,
)
from autograder.reports.why import _request
from autograder.store.observations import observation_files, read_observation
from autograder.worker.answering import ANSWERS, ExecutedSubmission, dumped
from tests.said import both, sentences
from tests.small_course import write

STACK = """
import random
import numpy as np
class Stack:
    def __init__(self, *items, name=None): self.items, self.name = list(items), name
    def push(self, item): self.items.append(item)
    def pop(self):
        if not self.items:
            raise IndexError("the stack is empty")
        return self.items.pop()
    size = property(lambda self: len(self.items))
    def __len__(self): return len(self.items)
    def __eq__(self, other): return self.items == other.items
    def __lt__(self, other): return self.size < other.size
    def copy(self): return Stack(*self.items)
    def both(self): return [self, self]
class Die:
    def __init__(self, sides): self.sides = sides
    def roll(self): return random.randint(1, self.sides)
def total(stacks, start=0): return start + sum(stack.size for stack in stacks)
def largest(stacks): return max(stacks)
def roll(sides): return random.randint(1, sides)
def fresh(): return int(np.random.default_rng().integers(1000))
def needs_list(x): return random.random() + len(x + [1])
"""
WRONG = Violation(en="No.", ja="いいえ。")


def run(holds, source=STACK, **fields):
    """Return how a property goes for code, all of it sent as it is sent, and what was asked."""
    namespace = {}
    exec(source, namespace)
    submission = ExecutedSubmission(namespace, None, None)

    def ask(request):
        sent = load(Request, dump(Request, request))
        return received(dumped(ANSWERS[type(sent)](submission, sent)))

    check = PropertyCheck(
        id="stack/1", name="Stack", holds=CourseFunction(name="cases.holds", function=holds)
    )
    check = replace(check, **fields)
    record = tuple(check.exchanges(ask))
    kept = tuple(load(Exchange, dump(Exchange, exchange)) for exchange in record)
    result = judge_exchanges(check, {check.id: kept})
    assert judge_exchanges(check, {check.id: record}).outcome is result.outcome
    return result, record


def passes(holds, source=STACK):
    result, _ = run(holds, source)
    assert result.outcome is Outcome.PASSED, result.finding
    return True


def fault(holds, source=STACK):
    """Return what the author is told, without the place in this file, which must be there."""
    result, _ = run(holds, source)
    assert result.outcome is Outcome.NOT_GRADED, result
    told, here, line = result.finding.fault.message.rpartition(" (test_checks_asking.py:")
    assert here
    assert line.rstrip(")").isdigit()
    return told


# ------------------------------------------------------------------ objects


def test_objects_are_made_called_and_read():
    def holds(ask):
        stack = ask.new("Stack", 3, name="s")
        stack.call("push", item=[1, 2])
        got = stack.call("pop"), stack.get("size"), stack.get("name"), stack.call("__len__")
        return None if got == ([1, 2], 1, "s", 1) else WRONG

    assert passes(holds)


def test_two_objects_are_compared_as_the_submission_does():
    def holds(ask):
        one, other = ask.new("Stack", 1), ask.new("Stack", 1)
        compared = [one == other, one != other, one < other, one > other]
        other.call("push", 2)
        compared += [one == other, one != other, one < other, one > other]
        right = [True, False, False, False, False, True, True, False]
        return None if compared == right else WRONG

    assert passes(holds)
    for always in (True, False):
        wrong = STACK.replace("self.items == other.items", str(always))
        assert run(holds, wrong)[0].finding.violation == WRONG


def test_what_is_compared_is_not_asked_of_the_grader():
    """Equality that only the submission knows of decides, and what is no object is in no place."""
    _, record = run(lambda ask: ask.new("Stack") == ask.new("Stack") and None)
    assert [exchange.request.step for exchange in record[2:]] == [
        Step(does="compare", name="==", on="stack", arguments=(Held("stack2"),))
    ]
    assert [exchange.answer.value for exchange in record] == [
        Opaque("Stack"),
        Opaque("Stack"),
        True,
    ]


def test_what_a_method_returns_may_be_an_object():
    def holds(ask):
        stack = ask.new("Stack", 1)
        came, made = stack.call("copy"), stack.new("copy")
        stack.call("push", 2)
        same = made == ask.new("Stack", 1)
        return None if same and came.call("pop") == 1 and stack.get("size") == 2 else WRONG

    assert passes(holds)
    wrong = STACK.replace("return Stack(*self.items)", "return self")
    assert run(holds, wrong)[0].finding.violation == WRONG


@pytest.mark.parametrize("returned", ["None", "3", "[]", "'s'", "{}", "np.zeros(2)"])
def test_plain_data_in_place_of_an_object_is_the_answers_fault(returned):
    wrong = STACK.replace("return Stack(*self.items)", f"return {returned}")
    result, _ = run(lambda ask: ask.new("Stack").call("copy").call("pop") and None, wrong)
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)
    result, _ = run(lambda ask: None if ask.new("Stack").new("copy") == ask.new("Stack") else WRONG)
    assert result.outcome is Outcome.PASSED


LIAR = """
class Liar:
    def __init__(self, *_, **__): pass
    def __eq__(self, other): return True
    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __eq__
    __hash__ = None
    def __getattr__(self, name): return Liar()
    def __call__(self, *_, **__): return Liar()
    def __bool__(self): return True
    def __len__(self): return 1
Stack = Liar
def total(*_): return [Liar()]
"""


@pytest.mark.parametrize(
    "holds",
    [
        lambda ask: None if ask.new("Stack").get("size") == 0 else WRONG,
        lambda ask: None if 0 == ask.new("Stack").get("size") else WRONG,  # noqa: SIM300
        lambda ask: None if ask.new("Stack").get("size") == ask.new("Stack").get("size") else WRONG,
        lambda ask: None if ask.new("Stack").get("size") in [0, 1, None] else WRONG,
        lambda ask: None if np.array([0]) == ask.new("Stack").get("size") else WRONG,
        lambda ask: None if ask.new("Stack").get("size") < 3 else WRONG,
        lambda ask: None if ask.new("Stack").get("size") else WRONG,
        lambda ask: None if not ask.new("Stack").get("size") else WRONG,
        lambda ask: None if float(ask.new("Stack").get("size")) else WRONG,
        lambda ask: None if len(ask.new("Stack").get("items")) == 1 else WRONG,
        lambda ask: None if ask.new("Stack").get("name").upper() else WRONG,
        lambda ask: None if ask("total", 1) == ask("total", 2) else WRONG,
        lambda ask: None if ask("total", 1)[0] == ask("total", 2)[0] else WRONG,
    ],
)
def test_an_object_is_never_equal_to_plain_data(holds):
    assert run(holds, LIAR)[0].outcome is Outcome.FAILED


def test_of_two_that_are_made_the_liar_is_believed_so_both_ways_are_asked():
    def holds(ask):
        return None if ask.new("Stack") == ask.new("Stack", 1) else WRONG

    assert run(holds, LIAR)[0].outcome is Outcome.PASSED
    assert run(holds)[0].outcome is Outcome.FAILED


def test_objects_are_arguments_wherever_they_stand():
    def holds(ask):
        one, two = ask.new("Stack", 1), ask.new("Stack", 1, 2)
        one.call("push", two)
        came = one.call("pop")
        totals = [
            ask("total", [one, two]),
            ask("total", (one, came), start=3),
            ask("total", stacks=[one]),
            ask("total", np.array([one, two], object)),
        ]
        kept = ask.new("Stack", {"a": [one, two]}).call("pop")["a"]
        largest = ask.new("largest", [one, two])
        return None if totals == [3, 6, 1, 3] and len(kept) == 2 and largest == two else WRONG

    assert passes(holds)


@pytest.mark.parametrize(
    ("name", "called"), [("_", "object"), ("__copy__", "copy"), ("C" * 99, "c" + "C" * 39)]
)
def test_an_object_is_called_as_what_it_comes_of(name, called):
    source = f"def {name}(): return print\n"
    result, record = run(lambda ask: [ask.new(name), ask.new(name), None][2], source)
    assert result.outcome is Outcome.PASSED
    kept = [exchange.request.step.keeps for exchange in record]
    assert kept == [called, f"{called}2"]
    assert decode(encode(Held(kept[1]))) == Held(kept[1])


def test_an_object_inside_of_an_answer_cannot_be_passed_on():
    result, _ = run(lambda ask: ask("total", ask("total", 1)) and None, LIAR)
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)


def test_functions_of_objects_are_asked_again_with_lists_as_others_are():
    def holds(ask):
        stack = ask.new("Stack", np.array([1.0]))
        with ask.one_state():
            got = [ask("needs_list", np.array([1.0])), ask("needs_list", np.array([1.0]))]
        return None if got[0] != got[1] and stack.get("size") == 1 else WRONG

    assert passes(holds)


def test_each_property_has_objects_of_its_own():
    def holds(ask):
        stack = ask.new("Stack")
        stack.call("push", 1)
        return None if stack.get("size") == 1 else WRONG

    result, record = run(lambda ask: holds(ask) or holds(ask))
    assert result.outcome is Outcome.PASSED
    assert [exchange.request.step.on for exchange in record] == [
        *("", "stack", "stack"),
        *("", "stack2", "stack2"),
    ]


# ------------------------------------------------------------------ what the author does wrong

NEVER = (
    "cases.holds raised AskError: `stack` is an object of the submission, and never equal to plain "
    "data: compare what `stack.call(…)` or `stack.get(…)` gives, or two objects that `new` made"
)


@pytest.mark.parametrize(
    "compares",
    [
        lambda stack: stack == [],
        lambda stack: stack != [],
        lambda stack: stack == None,  # noqa: E711
        lambda stack: [] == stack,  # noqa: SIM300
        lambda stack: np.zeros(3) == stack,
        lambda stack: stack < 3,
        lambda stack: stack > 3,
        lambda stack: stack in [1, 2],
        lambda stack: [stack] == [1],
        lambda stack: stack == stack.call("copy"),
        lambda stack: stack.call("copy") == stack,
        lambda stack: stack != stack.call("copy"),
    ],
)
@pytest.mark.parametrize("source", [STACK, LIAR])
def test_an_author_who_compares_an_object_with_plain_data_is_told(compares, source):
    assert fault(lambda ask: compares(ask.new("Stack")) and None, source) == NEVER


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (
            lambda ask: ask.new("Stack").push(1),
            "`stack` is an object of the submission: write `stack.call('push', …)` for a method, "
            "`stack.get('push')` for an attribute",
        ),
        (
            lambda ask: len(ask.new("Stack")),
            "`stack` is an object of the submission: what Python does by itself is asked for as "
            "`stack.call('__len__', …)`",
        ),
        (
            lambda ask: ask.new("Stack") + ask.new("Stack"),
            "`stack` is an object of the submission: what Python does by itself is asked for as "
            "`stack.call('__add__', …)`",
        ),
        (
            lambda ask: f"{ask.new('Stack')!s}",
            "`stack` is an object of the submission: what Python does by itself is asked for as "
            "`stack.call('__str__', …)`",
        ),
        (
            lambda ask: "no" if ask.new("Stack") else None,
            "`stack` is an object of the submission: what Python does by itself is asked for as "
            "`stack.call('__bool__', …)`",
        ),
        (
            lambda ask: ask.new(3),
            'a name is text, as in `ask.new("Stack", …)`, and not int',
        ),
        (
            lambda ask: ask(print),
            'a name is text, as in `ask("f", …)`, and not builtin_function_or_method',
        ),
        (
            lambda ask: ask.new("Stack").get(0),
            'a name is text, as in `stack.get("name", …)`, and not int',
        ),
        (
            lambda ask: ask.new("Stack").call("both")[0].call("pop"),
            "an object (Stack) inside of a list or another answer cannot be asked: only one that "
            "is given by itself",
        ),
        (
            lambda ask: ask.raises(3).__enter__(),
            'an exception is named, as in `ask.raises("ValueError")`, and not int',
        ),
        (
            lambda ask: ask.raises("ValueError", message="(empty").__enter__(),
            "`message` is not a regular expression: missing ), unterminated subpattern at position "
            "0",
        ),
        (
            lambda ask: ask.raises("ValueError", message="(a+)+b").__enter__(),
            "`message` repeats what is itself repeated, as in (a+)+, which can take for ever; "
            "write it without one of the two",
        ),
    ],
)
def test_an_authors_slip_gets_place_and_cure(slip, told):
    assert fault(slip) == f"cases.holds raised AskError: {told}"


def test_nothing_asked_where_something_should_stop():
    def holds(ask):
        with ask.raises(ValueError):
            pass

    assert fault(holds) == (
        "cases.holds raised AskError: nothing is asked inside of `with ask.raises('ValueError')`"
    )


def test_a_call_without_a_name_is_the_authors():
    assert fault(lambda ask: ask.new("Stack") and ask.new()) == (
        "cases.holds raised AskError: `stack` is an object of the submission: what Python does by "
        "itself is asked for as `stack.call('__bool__', …)`"
    )
    assert fault(lambda ask: [ask("roll", 3), ask.new()]) == (
        "cases.holds raised TypeError: ask.new() missing 1 required positional argument: 'name'"
    )


def test_a_state_that_is_not_called_is_the_authors_slip():
    def holds(ask):
        ask("roll", 6)
        with ask.one_state:
            ask("roll", 6)

    assert fault(holds) == (
        "cases.holds raised TypeError: 'method' object does not support the context manager "
        "protocol"
    )


def test_a_property_that_asks_too_often_is_told():
    def holds(ask):
        for _ in range(MOST_REQUESTS + 1):
            ask("roll", 6)

    result, record = run(holds)
    assert len(record) == MOST_REQUESTS
    assert result.finding.fault.message == "cases.holds asks more than 1000 times"


# ------------------------------------------------------------------ exceptions


def pops(error, message=None):
    def holds(ask):
        stack = ask.new("Stack")
        with ask.raises(error, message):
            stack.call("pop")
        return None if stack.get("size") == 0 else WRONG

    return holds


@pytest.mark.parametrize("error", ["IndexError", IndexError, "LookupError", LookupError])
def test_what_should_stop_stops(error):
    assert passes(pops(error, "empty$"))


@pytest.mark.parametrize(
    ("holds", "source", "said"),
    [
        (
            pops("KeyError"),
            STACK,
            (
                "This should stop with `KeyError`, but it stops with another error.",
                "ここでは `KeyError` のエラーになるはずですが、別のエラーになります。",
            ),
        ),
        (
            pops("IndexError", "full"),
            STACK,
            (
                "The error is of the right type. Its message should match the pattern `full`.",
                "エラーの型は正しいです。"
                "エラーメッセージは、パターン `full` に合う必要があります。",
            ),
        ),
        (
            pops("IndexError"),
            STACK.replace('raise IndexError("the stack is empty")', "return None"),
            (
                "This should stop with `IndexError`, but it does not stop with an error.",
                "ここでは `IndexError` のエラーになるはずですが、エラーになりません。",
            ),
        ),
    ],
)
def test_what_should_stop_otherwise_is_told(holds, source, said):
    result, _ = run(holds, source)
    told = message(result)
    assert result.outcome is Outcome.FAILED
    assert both(told.sentences[0]) == said
    assert told.facts[0].text == "stack = Stack()\nstack.pop()"


def test_what_stops_elsewhere_ends_the_property():
    def holds(ask):
        stack = ask.new("Stack")
        with ask.raises("IndexError"):
            stack.call("pop")
        stack.call("pop")

    result, record = run(holds)
    assert (result.outcome, len(record)) == (Outcome.RAISED, 3)


def test_functions_may_be_expected_to_stop_too():
    def holds(ask):
        with ask.raises("ValueError"):
            ask("roll", 0)
        return

    assert passes(holds)


def test_a_class_that_is_missing_is_told_by_name():
    result, _ = run(pops("IndexError"), "Stack = 3")
    assert result.finding.answer == Undefined(callable=False)
    assert message(result).facts == ()


# ------------------------------------------------------------------ random numbers


def test_a_call_asked_twice_gives_the_same_but_in_one_state():
    def holds(ask):
        apart = [ask("roll", 1000) for _ in range(3)]
        with ask.one_state():
            together = [ask("roll", 1000) for _ in range(3)]
        with ask.one_state():
            again = [ask("roll", 1000) for _ in range(3)]
            generators = [ask("fresh") for _ in range(3)]
        is_anew = [ask("roll", 1000)]
        assert len(set(apart)) == 1
        assert len(set(together)) == 3
        assert len(set(generators)) == 3
        return None if together == again and apart[0] == together[0] == is_anew[0] else WRONG

    assert passes(holds)


def test_what_is_done_with_objects_goes_on():
    def holds(ask):
        die = ask.new("Die", 1000)
        rolls = [die.call("roll") for _ in range(3)]
        assert len(set(rolls)) == 3
        with ask.one_state():
            again = [ask.new("Die", 1000).call("roll"), die.call("roll"), die.call("roll")]
        other = ask("roll", 1000)
        return None if rolls == again and other == rolls[0] else WRONG

    assert passes(holds)


# ------------------------------------------------------------------ what is shown


def test_a_student_reads_all_that_was_done_up_to_the_last():
    def holds(ask):
        one, other = ask.new("Stack", 1), ask.new("Stack", name="b")
        came = one.call("copy")
        came.call("push", [other])
        ask("total", [one, other], start=2)
        one.get("size")
        return WRONG if one == other or one != other else None

    told = message(run(holds)[0])
    assert told.facts[0].text == (
        "stack = Stack(1)\nstack2 = Stack(name='b')\ncopy = stack.copy()\ncopy.push([stack2])\n"
        "total([stack, stack2], start=2)\nstack.size\nstack == stack2\nstack != stack2"
    )
    assert (sentences(told, "en"), sentences(told, "ja")) == (("No.",), ("いいえ。",))


def test_of_a_hidden_property_of_objects_no_step_is_told():
    result, _ = run(lambda ask: [ask.new("Stack"), WRONG][1], hidden=True, has_objects=True)
    told = message(result)
    assert told.facts == ()
    assert [both(said) for said in told.sentences] == [
        (
            "Objects of `Stack` do not do everything they should.",
            "`Stack` のオブジェクトが、正しく動かないところがあります。",
        )
    ]


def test_a_teacher_reads_each_step():
    _, record = run(lambda ask: ask.new("Stack", 1).call("push", 2))
    assert [_request(exchange.request) for exchange in record] == [
        "stack = Stack(1)",
        "stack.push(2)",
    ]


# ------------------------------------------------------------------ on the wire


def test_an_answer_names_no_object():
    assert decode(encode([Held("a")])) == [Held("a")]
    with pytest.raises(WireError, match="an object as an answer"):
        received({"Value": {"value": ["list", [["held", "a"]]]}})


def test_an_object_that_there_is_not_is_no_answer():
    submission = ExecutedSubmission({"f": print}, None, None)
    for request in (
        StepRequest(name="Stack", step=Step(does="call", name="pop", on="stack")),
        StepRequest(name="f", step=Step(does="call", name="f", arguments=(Held("stack"),))),
        CallRequest(name="f", arguments=(Held("stack"),)),
    ):
        submission.objects["other"] = 1
        assert ANSWERS[type(request)](submission, request) == Undefined()


def test_other_requests_are_known_apart():
    def one(ask):
        ask.new("Stack", 1)

    check = PropertyCheck(
        id="s/1", name="Stack", holds=CourseFunction(name="cases.holds", function=one)
    )
    for step, goes_on in (
        (Step(does="new", name="Stack", arguments=(2,), keeps="stack"), False),
        (Step(does="new", name="Stack", arguments=(1,), keeps="stack"), True),
        (Step(does="new", name="Stack", arguments=(1,), keeps="other"), False),
    ):
        request = StepRequest(name="Stack", step=step, goes_on=goes_on)
        answer = load(WorkerAnswer, {"Value": {"value": ["opaque", "Stack"]}})
        record = (Exchange(request=request, answer=answer),)
        told = judge_exchanges(check, {check.id: record}).finding.fault.message
        assert told == "cases.holds asks what was not recorded; run again"


# ------------------------------------------------------------------ in a sandbox, from a file

YAML = """\
      - holds: doubling.stacks
      - holds: doubling.stacks
        hidden: true
      - holds: doubling.dice
        hidden: true
"""
CASES = """\
from autograder.authoring import Violation

def stacks(ask):
    one, other = ask.new("Stack"), ask.new("Stack")
    with ask.raises("IndexError"):
        one.call("pop")
    one.call("push", 1)
    return Violation(en="Equal.", ja="等しい。") if one == other else None

def dice(ask):
    with ask.one_state():
        rolls = [ask("roll", 6) for _ in range(900)]
    return None if set(rolls) == set(range(1, 7)) else Violation(en="Sides.", ja="目。")
"""


@pytest.fixture
def stacks(course):
    write(course / "reference/mistakes/doubling.py", "")
    write(course / "reference/cases/doubling.py", CASES)
    path = course / "assignments/doubling/assignment.yaml"
    text = path.read_text()
    write(path, text[: text.index("      - call")] + YAML)
    return load_assignment(find_course(course), "doubling")


def test_what_a_property_asks_first_is_known(stacks):
    checks = stacks.questions[0].checks
    assert [(check.name, check.has_objects) for check in checks] == [
        ("Stack", True),
        ("Stack", True),
        ("roll", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "outcomes"),
    [
        ("", "", ["PASSED", "PASSED", "PASSED"]),
        ("self.items == other.items", "True", ["FAILED", "FAILED", "PASSED"]),
        ("IndexError", "KeyError", ["FAILED", "FAILED", "PASSED"]),
        ("self.items.append(item)", "os._exit(0)", ["KILLED", "SKIPPED", "SKIPPED"]),
        ("random.randint(1, sides)", "3", ["PASSED", "PASSED", "FAILED"]),
    ],
)
def test_visible_and_hidden_in_a_sandbox(stacks, tmp_path, sandbox, old, new, outcomes):
    assert old in STACK
    source = "import os\n" + STACK.replace(old, new)
    result = grade_one(stacks, read_submission(write(tmp_path / "s.py", source)), sandbox)
    (question,) = result.questions
    assert [scored.result.outcome.name for scored in question.checks] == outcomes
    recorded = as_read(tmp_path / "s.json", result.observation)
    assert [found.outcome.name for found in check_submission(stacks, recorded)] == outcomes
    assert answers_that_hold(stacks, recorded) == recorded


def as_read(path, observation):
    """Return an observation as it comes back from the output folder."""
    depends_on = DependsOn(base="", groups=())
    text, arrays, _ = observation_files(observation, Limits(), depends_on)
    assert arrays is None
    return read_observation(write(path, text)).observation
