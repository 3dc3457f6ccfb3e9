"""Classes: scenarios in the file, objects in the worker, verdicts and sentences.

Tests of `worker/scenarios.py`.
"""

from __future__ import annotations

import pytest

from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.feedback.checks import message
from autograder.protocol.answers import answer as received
from autograder.protocol.records import dump
from autograder.protocol.values import Opaque
from autograder.records import Outcome, Undefined, WorkerAnswer
from autograder.reports.why import _answer, _request
from autograder.worker.answering import dumped
from autograder.worker.scenarios import play
from tests.said import both
from tests.small_course import write
from tests.worker_driver import Worker

YAML = "assignments/doubling/assignment.yaml"
SCENARIO = """\
      - class: Stack
        steps:
          - {call: push, with: [1]}
          - {call: push, with: [[2, 3]]}
          - {get: size, gives: 2}
          - {call: pop, gives: [2, 3]}
          - {call: pop, gives: 1}
          - {call: pop, raises: IndexError, message: empty}
      - class: Stack
        hidden: true
        steps:
          - {new: [5]}
          - {new: [5], as: other}
          - {call: __eq__, other: other, gives: true}
          - {call: push, kwargs: {item: 6}, of: other}
          - {call: __eq__, other: other, gives: false}
          - {call: copy, as: copied}
          - {call: pop, of: copied, gives: 5}
          - {get: size, gives: 1}
          - {call: __len__, of: copied, gives: 0}
"""
STACK = """
class Stack:
    def __init__(self, *items): self.items = list(items)
    def push(self, item): self.items.append(item)
    def pop(self):
        if not self.items:
            raise IndexError("the stack is empty")
        return self.items.pop()
    size = property(lambda self: len(self.items))
    def __len__(self): return len(self.items)
    def __eq__(self, other): return self.items == other.items
    def copy(self): return Stack(*self.items)
"""


@pytest.fixture
def stacks(course):
    write(course / "reference/mistakes/doubling.py", "")
    text = (course / YAML).read_text()
    write(course / YAML, text[: text.index("      - call")] + SCENARIO)
    return course


def checks(course):
    return load_assignment(find_course(course), "doubling").questions[0].checks


def _stack():
    namespace = {}
    exec(STACK, namespace)
    return namespace["Stack"]


def judged(check, source):
    """Return how a check goes for code, its answer sent over the wire as a worker sends it."""
    namespace = {}
    exec(source, namespace)
    (request,) = check.requests
    return judge_answers(check, [received(dumped(play(namespace, request)))])


def test_a_worker_plays_a_scenario_and_keeps_the_objects(stacks, worker: Worker) -> None:
    check = checks(stacks)[1]
    worker.cell(STACK)
    for _ in range(2):  # each time with fresh objects
        played = worker.ask(check.requests[0])
        assert judge_answers(check, [played]).outcome is Outcome.PASSED
        assert played.answers[0].value == Opaque("Stack")


@pytest.mark.parametrize("number", [0, 1])
def test_a_right_class_passes(stacks, number):
    assert judged(checks(stacks)[number], STACK).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("number", "old", "new", "outcome"),
    [
        (0, "self.items.append(item)", "self.items.insert(0, item)", Outcome.FAILED),
        (0, "self.items.append(item)", "self.items += [item, item]", Outcome.FAILED),
        (0, "IndexError", "KeyError", Outcome.FAILED),
        (0, '"the stack is empty"', '"no"', Outcome.FAILED),
        (0, 'raise IndexError("the stack is empty")', "return None", Outcome.FAILED),
        (0, "return self.items.pop()", "self.items.pop()", Outcome.FAILED),
        (0, "size =", "length =", Outcome.RAISED),
        (0, "def push(self, item)", "def push(self)", Outcome.RAISED),
        (0, "class Stack", "class Pile", Outcome.FAILED),
        (0, "*items", "items", Outcome.RAISED),
        (1, "self.items == other.items", "True", Outcome.FAILED),
        (1, "self.items == other.items", "False", Outcome.FAILED),
        (1, "def __eq__", "def equals", Outcome.FAILED),
        (1, "return Stack(*self.items)", "return self", Outcome.FAILED),
        (1, "return Stack(*self.items)", "return 5", Outcome.RAISED),
        (1, "return Stack(*self.items)", "return None", Outcome.RAISED),
    ],
)
def test_a_wrong_class_does_not(stacks, number, old, new, outcome):
    assert old in STACK
    assert judged(checks(stacks)[number], STACK.replace(old, new)).outcome is outcome


def test_the_steps_up_to_the_first_wrong_one_are_told(stacks):
    wrong = STACK.replace("self.items.append(item)", "self.items.insert(0, item)")
    told = message(judged(checks(stacks)[0], wrong))
    assert [fact.text for fact in told.facts] == [
        "stack = Stack()\nstack.push(1)\nstack.push([2, 3])\nstack.size\nstack.pop()",
        "[2, 3]",
        "1",
    ]
    assert [both(said) for said in told.sentences] == [
        (
            "The last line does not give what it should.",
            "最後の行の結果が正しくありません。",
        )
    ]


def test_an_exception_that_does_not_come_is_told(stacks):
    wrong = STACK.replace('raise IndexError("the stack is empty")', "return None")
    told = message(judged(checks(stacks)[0], wrong))
    assert told.facts[0].text.endswith("stack.pop()\nstack.pop()\nstack.pop()")
    assert both(told.sentences[0]) == (
        "This should stop with `IndexError`, but it does not stop with an error.",
        "ここでは `IndexError` のエラーになるはずですが、エラーになりません。",
    )


def test_a_teacher_reads_all_steps_and_what_each_gave(stacks):
    check = checks(stacks)[0]
    played = received(dumped(play({"Stack": _stack()}, check.requests[0])))
    assert _answer(played, check.requests[0], "en").split("\n")[-2:] == [
        "1",
        "IndexError: the stack is empty",
    ]
    assert _request(check.requests[0]).split("\n")[:2] == ["stack = Stack()", "stack.push(1)"]


def test_of_a_hidden_scenario_no_step_is_told(stacks):
    wrong = STACK.replace("self.items == other.items", "True")
    told = message(judged(checks(stacks)[1], wrong))
    assert told.facts == ()
    assert [both(said) for said in told.sentences] == [
        (
            "Objects of `Stack` do not do everything they should.",
            "`Stack` のオブジェクトが、正しく動かないところがあります。",
        )
    ]


def test_a_class_that_is_missing_is_told_by_name(stacks):
    result = judged(checks(stacks)[0], "Stack = 3")
    assert result.finding.answer == Undefined(callable=False)
    assert message(result).facts == ()


def test_an_object_is_never_equal_to_plain_data(stacks):
    (request,) = checks(stacks)[1].requests
    always = "class Stack:\n    __eq__ = __ne__ = lambda *_: True\n    __hash__ = None\n"
    source = always + "    def __getattr__(self, name): return self if name != 'size' else self\n"
    source += "    def __call__(self, *a, **k): return self\n    def __init__(self, *items): pass"
    namespace: dict[str, object] = {}
    exec(source, namespace)
    answers = received(dumped(play(namespace, request)))
    assert judge_answers(checks(stacks)[1], [answers]).outcome is Outcome.FAILED


def test_an_answer_is_that_of_its_step(stacks, edit):
    """A list that later steps change is not changed for what was said of it."""
    edit(YAML, "{get: size, gives: 2}", "{get: items, gives: [1, [2, 3]]}")
    assert judged(checks(stacks)[0], STACK).outcome is Outcome.PASSED


def test_what_claims_steps_that_it_has_not_done_does_not_pass(stacks):
    check = checks(stacks)[0]
    played = received(dump(WorkerAnswer, play({"Stack": object}, check.requests[0])))
    assert judge_answers(check, [played]).outcome is Outcome.RAISED
    assert judge_answers(check, [type(played)(answers=())]).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{get: size, gives: 2}",
            "{gets: size, gives: 2}",
            "11: double, check 1, step 3: expected `new`, `call` or `get`; did you mean `get`?",
        ),
        (
            "{get: size, gives: 2}",
            "{get: size, call: size}",
            "11: double, check 1, step 3: only one of `call` and `get` can be given",
        ),
        (
            "{get: size, gives: 2}",
            "{get: size, with: [1]}",
            "11: double, check 1, step 3: only one of `get` and `with` can be given",
        ),
        (
            "{get: size, gives: 2}",
            "{get: size, gives: 2, raises: ValueError}",
            "11: double, check 1, step 3: only one of `gives` and `raises` can be given",
        ),
        (
            "{get: size, gives: 2}",
            "size",
            "11: double, check 1: expected a step: a mapping with `new`, `call` or `get` but got "
            "'size' (str)",
        ),
        (
            "{call: push, with: [1]}",
            "{call: push, with: 1}",
            "9: double, check 1, step 1: expected a list of arguments (those by name stand in "
            "`kwargs: {…}`) but got with=1 (int)",
        ),
        (
            "{call: pop, gives: 1}",
            "{call: pop, of: heap}",
            "13: no step before this one makes an object `heap`",
        ),
        (
            "{new: [5], as: other}",
            "{new: [5], as: other, raises: ValueError}",
            "20: no step before this one makes an object `other`",
        ),
        (
            "message: empty",
            "message: '(empty'",
            "14: `message` is not a regular expression: missing ), unterminated subpattern at "
            "position 0",
        ),
        (
            "        steps:\n          - {call: push, with: [1]}\n",
            "        step:\n          - {}\n",
            "7: double, check 1: `steps` is missing",
        ),
    ],
)
def test_a_wrong_form_gets_line_and_cure(stacks, edit, old, new, said):
    edit(YAML, old, new)
    with pytest.raises(AssignmentError) as refused:
        checks(stacks)
    assert f"{stacks / YAML}:{said}" in str(refused.value).split("\n"), str(refused.value)
