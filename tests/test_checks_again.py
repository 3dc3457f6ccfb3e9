"""Calls that go on: of the function that a call returns, and of the same once more, word for word.

Tests of `checks/again.py`.
"""

from __future__ import annotations

import json
from copy import deepcopy

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.raising import RaisesCheck
from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.feedback.checks import message
from autograder.gate.wrong_answers import planted_answers, unearned
from autograder.handout.dump import dump, visible_part
from autograder.handout.load import load
from autograder.protocol.answers import answer as arrived
from autograder.records import CallRequest, Case, Outcome, Value
from autograder.worker.answering import dumped
from autograder.worker.calls import call
from tests.said import both
from tests.small_course import write

YAML = "assignments/doubling/assignment.yaml"


def stated(course, edit, options: str):
    """Return the first check of the small course, with these options."""
    lines = "\n        ".join(options.split("\n"))
    write(course / "reference/mistakes/doubling.py", "")
    edit(YAML, "with: [3]\n        gives: 6", lines)
    return load_assignment(find_course(course), "doubling").questions[0].checks[0]


def asked(check, source: str):
    """Return how a check goes for code that a worker calls, with answers as they arrive."""
    namespace: dict[str, object] = {}
    exec(source, namespace)
    requests = deepcopy([*check.requests])
    return judge_answers(
        check, [arrived(dumped(call(namespace, r))) for r in map(deepcopy, requests)]
    )


def shown(result) -> list[str]:
    return [fact.text for fact in message(result).facts]


def said(result) -> list[tuple[str, str] | None]:
    return [both(sentence) for sentence in message(result).sentences]


# ------------------------------------------------------------------ the function that is returned

ADDER = "def double(n):\n    def add(x): return x + n\n    return add"


def test_the_function_that_is_returned_is_called(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[3]]\ngives: [5]")
    assert check.requests == (CallRequest(name="double", arguments=(2,), then=((3,),)),)
    assert asked(check, ADDER).outcome is Outcome.PASSED
    assert asked(check, "def double(n): return lambda x: x + n").outcome is Outcome.PASSED
    failed = asked(check, ADDER.replace("x + n", "x * n"))
    assert shown(failed) == ["double(2)(3)", "5", "6"]
    assert said(failed) == [
        ("The value is not the expected one.", "期待した値と違います。"),
    ]


def test_it_is_called_again_in_the_same_state(course, edit):
    check = stated(course, edit, "with: [0]\nthen: [[], [], []]\ngives: [0, 1, 2]")
    counts = (
        "def double(n):\n    n -= 1\n    def count():\n        nonlocal n\n        n += 1\n"
        "        return n\n    return count"
    )
    assert asked(check, counts).outcome is Outcome.PASSED
    failed = asked(check, "def double(n): return lambda: n")
    assert shown(failed) == ["f = double(0)\nf()\nf()", "1", "0"]


def test_answers_are_those_of_their_time(course, edit):
    check = stated(
        course, edit, "with: [[]]\narguments: lists\nthen: [[1], [2]]\ngives: [[1], [1, 2]]"
    )
    kept = (
        "def double(items):\n    def keep(x):\n        items.append(x)\n        return items\n"
        "    return keep"
    )
    assert asked(check, kept).outcome is Outcome.PASSED


def test_a_reference_may_return_a_function_in_every_case(course, edit):
    write(course / "reference/doubling.py", "def double(n):\n    return lambda x: x + n\n")
    edit(YAML, "hidden: true", "then: [[3], [[1, 2]]]\n        hidden: true")
    check = _second(course, edit)
    assert check.expected[1] == [0.5, pytest.approx(np.array([-1.5, -0.5]))]
    assert asked(check, ADDER).outcome is Outcome.PASSED
    failed = asked(check, ADDER.replace("x + n", "x"))
    assert failed.outcome is Outcome.FAILED
    assert said(failed) == [
        (
            "With inputs other than the example, some answers are wrong.",
            "例とは別の入力で確かめたところ、正しくない答えがありました。",
        )
    ]


def _second(course, edit):
    write(course / "reference/mistakes/doubling.py", "")
    return load_assignment(find_course(course), "doubling").questions[0].checks[1]


def test_zeros_of_a_reference_are_compared_call_by_call(course, edit):
    write(course / "reference/doubling.py", "def double(n):\n    return lambda x: x * n\n")
    edit("reference/cases/doubling.py", "(0.0,), (-2.5,), (np.array([1.0, -4.0]),)", "(0,), (0,)")
    edit(YAML, "hidden: true", "then: [[3], [4]]\n        hidden: true")
    check = _second(course, edit)
    assert asked(check, ADDER.replace("x + n", "x * n")).outcome is Outcome.PASSED
    assert asked(check, ADDER).outcome is Outcome.FAILED


def test_each_call_has_a_margin_of_its_own(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[0.001], [1000000]]\ngives: [0.002, 2000000]")
    assert asked(check, ADDER.replace("x + n", "x * n")).outcome is Outcome.PASSED
    assert asked(check, ADDER.replace("x + n", "x * n + 1e-4")).outcome is Outcome.FAILED


def test_with_arrays_that_raise_all_of_it_is_made_again_with_lists(course, edit):
    check = stated(course, edit, "with: [[1, 2]]\nthen: [[[3]]]\ngives: [[1, 2, 3]]")
    source = "def double(a):\n    def more(b):\n        return [*a, *b.copy().__iadd__([])]\n"
    result = asked(check, source + "    return more")
    assert result.outcome is Outcome.PASSED


def test_a_part_and_elements_are_those_of_each_answer(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[3], [4]]\npart: 0\ngives: [5, 6]")
    assert asked(check, ADDER.replace("x + n", "(x + n, None)")).outcome is Outcome.PASSED
    failed = asked(check, ADDER.replace("x + n", "(x, None)"))
    assert shown(failed)[0] == "double(2)(3)[0]"
    taken = stated_takes()
    assert asked(taken, "def double(n): return lambda x: iter([x, n, x, n])").outcome is (
        Outcome.PASSED
    )


def stated_takes():
    return CallCheck(
        id="q/1",
        name="double",
        cases=(Case(arguments=(2,)),),
        expected=([[3, 2]],),
        takes=2,
        then=((3,),),
    )


def test_what_all_calls_print_counts(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[], []]\nprints: |\n  a\n  b\n  b")
    page: list[str] = []
    source = "def double(n):\n    print('a')\n    def again(): print('b')\n    return again\n"
    namespace = {"print": lambda text: page.append(text + "\n")}
    exec(source, namespace)
    (request,) = check.requests
    answer = call(namespace, request, lambda: "".join(page))
    assert judge_answers(check, [answer]).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("source", "en", "ja"),
    [
        (
            "def double(n): return n",
            "`double` should return a function, but it returned a value of type int.",
            "`double` は関数を返す必要がありますが、型が int の値を返しています。",
        ),
        (
            "def double(n):\n    def add(x): return x + n",
            "`double` returned nothing (None); it should return a function. Does every path "
            "through it end in `return`?",
            "`double` は何も返していません (None)。関数を返す必要があります。`return` で"
            "関数を返しているか確かめてください。",
        ),
        (
            "def double(n):\n    def add(x): x + n\n    return add",
            "The function that `double` returns gives nothing (None). Does every path through it "
            "end in `return`?",
            "`double` が返す関数は、値を返していません (None)。その関数の中で、"
            "`return` で答えを返しているか確かめてください。",
        ),
    ],
)
def test_what_is_no_function_is_told(course, edit, source, en, ja):
    check = stated(course, edit, "with: [2]\nthen: [[3]]\ngives: [5]")
    failed = asked(check, source)
    assert said(failed) == [(en, ja)]
    assert shown(failed)[0] == "double(2)(3)"


def test_an_error_of_the_function_that_is_returned_is_told_as_any_other(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[3]]\ngives: [5]")
    failed = asked(check, "def double(n): return lambda x: x.y")
    assert failed.outcome is Outcome.RAISED
    assert said(failed)[0][0] == (
        "The code stops with `AttributeError`: `'int' object has no attribute 'y'`"
    )


def test_the_function_that_is_returned_may_have_to_raise(course, edit):
    check = stated(course, edit, "with: [0]\nthen: [[1]]\nraises: ZeroDivisionError")
    assert isinstance(check, RaisesCheck)
    assert asked(check, "def double(n): return lambda x: x / n").outcome is Outcome.PASSED
    failed = asked(check, "def double(n): return lambda x: 0")
    assert shown(failed) == ["double(0)(1)"]
    assert failed.outcome is Outcome.FAILED


def test_a_list_of_another_length_is_no_answer(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[3], [4]]\ngives: [5, 6]")
    for forged in ([5], [5, 6, 7], 5, None, "56"):
        assert judge_answers(check, [Value(value=forged)]).outcome is Outcome.FAILED
    assert judge_answers(check, [Value(value=[5, 6])]).outcome is Outcome.PASSED


def test_of_a_hidden_function_without_inputs_nothing_is_told(course, edit):
    check = stated(course, edit, "with: []\nthen: [[], []]\ngives: [1, 2]\nhidden: true")
    failed = asked(check, "def double(): return lambda: 1")
    assert said(failed) == [
        ("What `double` does is not right.", "`double` の動作が正しくありません。")
    ]
    assert shown(failed) == []


def test_of_many_calls_the_last_are_shown(course, edit):
    check = stated(
        course, edit, f"with: [0]\nthen: {[[n] for n in range(30)]}\ngives: {[*range(29), 0]}"
    )
    lines = shown(asked(check, ADDER))[0].split("\n")
    assert lines[:3] == ["f = double(0)", "…", "f(10)"]
    assert lines[-1] == "f(29)"


def test_wrong_functions_are_planted_in_its_place(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[3], [4]]\ngives: [0, 0]\nhidden: true")
    assignment = load_assignment(find_course(course), "doubling")
    assert check in assignment.questions[0].checks
    found = [str(one) for one in unearned(assignment)]
    assert "`return 0` passes double/1" in found
    assert not any("first argument" in one for one in found)
    edit(YAML, "gives: [0, 0]", "gives: [3, 4]")
    found = [str(one) for one in unearned(load_assignment(find_course(course), "doubling"))]
    assert "returning the first argument passes double/1" in found


# ------------------------------------------------------------------ the same call once more

SHARED = "def double(x, seen=[]):\n    seen.append(x)\n    return seen"
FRESH = "def double(x, seen=None): return [x]"


def test_the_same_call_has_to_be_right_each_time(course, edit):
    check = stated(course, edit, "with: [3]\ngives: [3]\ntimes: 2")
    assert [request.arguments for request in check.requests] == [(3,), (3,)]
    assert asked(check, FRESH).outcome is Outcome.PASSED
    failed = asked(check, SHARED)
    assert shown(failed) == ["double(3)\ndouble(3)", "[3]", "[3, 3]"]
    assert said(failed)[0] == (
        "This call was made 2 times in a row, and only the last time it is wrong. Is anything kept "
        "from one call to the next, in a default value such as `[]` or in a variable outside the "
        "function?",
        "この呼び出しを続けて 2 回行うと、最後の 1 回だけ正しくありません。`[]` のような"
        "引数の既定値や関数の外の変数に、前の呼び出しの値が残っていませんか。",
    )


def test_which_call_differs_is_told(course, edit):
    check = stated(course, edit, "with: [3]\ngives: [3]\ntimes: 3")
    late = "seen = []\ndef double(x):\n    seen.append(x)\n    return [x] * max(1, len(seen) - 1)"
    failed = asked(check, late)
    assert shown(failed)[0] == "double(3)\ndouble(3)\ndouble(3)"
    assert "made 3 times" in said(failed)[0][0]
    wrong = asked(check, "def double(x): return [x, x]")
    assert shown(wrong)[0] == "double(3)"
    assert not any("in a row" in en for en, _ in said(wrong))


def test_an_error_of_the_second_call_is_told_as_one(course, edit):
    check = stated(course, edit, "with: [3]\ngives: 3\ntimes: 2")
    source = "left = [3]\ndef double(x): return left.pop()"
    failed = asked(check, source)
    assert failed.outcome is Outcome.RAISED
    assert "made 2 times" in said(failed)[0][0]
    assert said(failed)[1][0] == "The code stops with `IndexError`: `pop from empty list`"


def test_of_a_hidden_one_only_that_it_is_called_again_is_told(course, edit):
    edit(YAML, "hidden: true", "times: 2\n        hidden: true")
    check = _second(course, edit)
    assert len(check.requests) == 6
    assert check.due == tuple(one for one in check.expected for _ in range(2))
    assert asked(check, "def double(x): return 2 * x").outcome is Outcome.PASSED
    failed = asked(
        check, "n = 0\ndef double(x):\n    global n\n    n += 1\n    return 2 * x + n // 6"
    )
    assert said(failed) == [
        (
            "When `double` is called several times in a row, some answers are wrong.",
            "`double` を続けて何回か呼び出したところ、正しくない答えがありました。",
        )
    ]


def test_what_a_call_changes_or_prints_is_judged_each_time(course, edit):
    check = stated(course, edit, "with: [[1]]\narguments: lists\nafter: [[1, 2]]\ntimes: 2")
    assert asked(check, "def double(x): x.append(2)").outcome is Outcome.PASSED
    failed = asked(check, "n = [2]\ndef double(x): x.append(n[0]); n[0] += 1")
    assert "in a row" in said(failed)[0][0]


def test_a_second_answer_that_is_off_is_planted(course, edit):
    stated(course, edit, "with: [3]\ngives: 6\ntimes: 2")
    planted = [*planted_answers(load_assignment(find_course(course), "doubling"))]
    assert [(p.check, p.now, p.passes) for p in planted][:3] == [
        ("double/1", "0", False),
        ("double/1", "10% more", False),
        ("double/1", "10% more when it is asked again", False),
    ]


def test_a_mistake_that_keeps_state_is_known_again_each_time_it_is_loaded(course, edit):
    edit(YAML, "gives: 6", "gives: [3]\n        times: 2")
    edit("reference/doubling.py", "2 * x", "[x]")
    edit("reference/mistakes/doubling.py", "(x):\n    return x * x", "(x, seen=[]):\n    " + _SHARE)
    for _time in range(2):
        (mistake,) = load_assignment(find_course(course), "doubling").questions[0].mistakes
        assert dict(mistake.answers)["double/1"] == ([3], [3, 3])


_SHARE = "seen.append(x)\n    return seen"


def test_a_handout_carries_both(course, edit):
    check = stated(course, edit, "with: [2]\nthen: [[3], [[4, 5]]]\ngives: [5, [6, 7]]\ntimes: 2")
    assignment = load_assignment(find_course(course), "doubling")
    document = json.loads(json.dumps(dump(visible_part(assignment, "en"))))
    (loaded,) = load(document, course, assignment.kinds).assignment.questions[0].checks
    assert asked(loaded, ADDER).outcome is Outcome.PASSED
    assert len(loaded.requests) == len(check.requests) == 2


# ------------------------------------------------------------------ in its wrong form

HERE = "double, check 1: expected"
LISTS = "a list of 1 to 100 lists of arguments such as [[3], [4]]"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("with: [3]\ngives: 6\nthen: 3", f"10: {HERE} {LISTS} but got then=3 (int)"),
        ("with: [3]\ngives: 6\nthen: []", f"10: {HERE} {LISTS} but got then=[] (list)"),
        (
            "with: [3]\ngives: [6]\nthen: [3]",
            "10: double, check 1, then: expected a list of arguments such as [3], [] for none "
            "but got 3 (int)",
        ),
        (
            "with: [3]\nthen: [[3]]\ngives: 6",
            "10: `gives` is a list of one answer for the call in `then`; it is no list",
        ),
        (
            "with: [3]\nthen: [[3], [4]]\ngives: [6]",
            "10: `gives` is a list of one answer for each of the 2 calls in `then`; it has 1",
        ),
        (
            "with: [3]\nthen: [[3], [4]]\nraises: ValueError",
            "9: `raises` fits one call in `then`, but there are 2",
        ),
        (
            "with: [3]\ngives: [6]\nthen: [[3]]\naccuracy: {full: 0.9}",
            "7: double, check 1: only one of `accuracy` and `then` can be given",
        ),
        (
            "with: [3]\ngives: 6\ntimes: 1",
            "10: double, check 1: expected a whole number from 2 to 10 but got times=1 (int)",
        ),
        (
            "with: [3]\ngives: 6\ntimes: 2.5",
            "10: double, check 1: expected a whole number from 2 to 10 but got times=2.5 (float)",
        ),
        (
            "with: [3]\nraises: ValueError\ntimes: 2",
            "7: double, check 1: only one of `raises` and `times` can be given",
        ),
        (
            "with: [3]\ngives: 6\ntimes: 2\naccuracy: {full: 0.9}",
            "7: double, check 1: only one of `accuracy` and `times` can be given",
        ),
        (
            "with: [3]\nthen: [[3], [4]]\ngives: [[6, 7], 6]\ntolerance: [0.1, 0.1, 0.1]",
            "11: `tolerance` is stated for part 2, which no expected answer has",
        ),
    ],
)
def test_a_wrong_form_gets_line_and_cure(course, edit, options, told):
    with pytest.raises(AssignmentError) as refused:
        stated(course, edit, options)
    assert f"{course / YAML}:{told}" in str(refused.value).split("\n")


def test_a_reference_that_returns_no_function_is_a_fault(course, edit):
    edit(YAML, "hidden: true", "then: [[3]]\n        hidden: true")
    check = _second(course, edit)
    assert "raised TypeError: 'float' object is not callable" in check.fault.message
