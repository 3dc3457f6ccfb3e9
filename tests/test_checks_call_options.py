"""Calls: arguments by name, effects, parts, exceptions, NaN and None, word for word.

Tests of `checks/raising.py`, `checks/printing.py`, `checks/patterns.py`, `feedback/printed.py`.
"""

from __future__ import annotations

import math
from copy import deepcopy

import numpy as np
import pytest

from autograder.authoring import case
from autograder.checks.call import CallCheck
from autograder.checks.printing import Printing
from autograder.checks.property import PropertyCheck
from autograder.checks.raising import RaisesCheck
from autograder.checks.replay import judge_answers, judge_asked
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.feedback.checks import message
from autograder.records import CallRequest, Case, CourseFunction, Outcome, Raised, Value, Violation
from autograder.worker.calls import call
from tests.said import both, sentences
from tests.small_course import write

YAML = "assignments/doubling/assignment.yaml"


def stated(course, edit, options: str):
    """Return the first check of the small course, with these options."""
    lines = "\n        ".join(options.split("\n"))
    write(course / "reference/mistakes/doubling.py", "")
    edit(YAML, "with: [3]\n        gives: 6", lines)
    return load_assignment(find_course(course), "doubling").questions[0].checks[0]


def asked(check, source: str):
    """Return how a check goes for code, called as a worker calls it."""
    page: list[str] = []
    namespace = {"print": lambda *words: page.append(" ".join(map(str, words)) + "\n")}
    exec(source, namespace)
    answers = [call(namespace, deepcopy(r), lambda: "".join(page)) for r in check.requests]
    return judge_answers(check, answers)


# ------------------------------------------------------------------ by name


def test_arguments_are_passed_by_name(course, edit):
    check = stated(course, edit, "with: [3]\nkwargs: {times: 4, to: [1, 2]}\ngives: 12")
    (request,) = check.requests
    assert (request.arguments, request.keywords[0]) == ((3,), ("times", 4))
    assert isinstance(request.keywords[1][1], np.ndarray)
    assert asked(check, "def double(x, times=2, to=None): return x * times").outcome is (
        Outcome.PASSED
    )
    failed = asked(check, "def double(x, *, times=2, to=None): return x + times")
    assert failed.outcome is Outcome.FAILED
    assert message(failed).facts[0].text == "double(3, times=4, to=np.array([1, 2]))"


def test_a_case_may_pass_arguments_by_name(course, edit):
    edit("reference/cases/doubling.py", "(0.0,),", "case(x=1.5), (0.0,),")
    edit("reference/cases/doubling.py", "import", "from autograder.authoring import case\nimport")
    hidden = load_assignment(find_course(course), "doubling").questions[0].checks[1]
    assert hidden.requests[0].keywords == (("x", 1.5),)
    assert hidden.expected[0] == 3.0
    assert case(1, x=2) == Case(arguments=(1,), keywords=(("x", 2),))


def test_a_call_by_name_that_raises_is_made_again_with_lists():
    request = CallRequest(name="f", arguments=(), keywords=(("x", np.array([1, 2])),))
    answer = call({"f": lambda x: x.__iadd__([3, 4, 5])}, request)
    assert (answer.value, answer.with_lists) == ([1, 2, 3, 4, 5], True)


def test_a_property_asks_by_name():
    def doubles(ask):
        return None if ask("f", x=2) == 4 else Violation(en="No.")

    check = PropertyCheck(id="q/1", holds=CourseFunction(name="m.f", function=doubles), name="f")
    assert judge_asked(check, lambda r: call({"f": lambda x: 2 * x}, r)).outcome is Outcome.PASSED
    assert judge_asked(check, lambda r: call({"f": lambda x: x}, r)).outcome is Outcome.FAILED


# ------------------------------------------------------------------ exceptions

RAISES = RaisesCheck(id="q/1", name="f", cases=(Case(arguments=(0,)),), raises="ValueError")


@pytest.mark.parametrize(
    ("source", "raises", "passes"),
    [
        ("def f(x): raise ValueError", "ValueError", True),
        ("def f(x): return int('x')", "ValueError", True),
        ("def f(x): return 1 / x", "ValueError", False),
        ("def f(x): return 1 / x", "ArithmeticError", True),
        ("def f(x): return x", "ValueError", False),
        ("def f(x): return ValueError('x')", "ValueError", False),
        ("def f(x): raise Exception", "ValueError", False),
        ("class Empty(Exception): pass\ndef f(x): raise Empty", "Empty", True),
        (
            "class Empty(Exception): pass\nclass Other(Empty): pass\ndef f(x): raise Other",
            "Empty",
            True,
        ),
        ("class Empty(Exception): pass\ndef f(x): raise Exception('Empty')", "Empty", False),
        ("import json\ndef f(x): json.loads('{')", "json.JSONDecodeError", True),
        ("def f(x): exit()", "SystemExit", True),
        ("def f(): raise ValueError", "ValueError", False),
    ],
)
def test_an_exception_is_known_by_its_class_or_one_it_inherits_from(source, raises, passes):
    check = RaisesCheck(id="q/1", name="f", cases=RAISES.cases, raises=raises)
    assert (asked(check, source).outcome is Outcome.PASSED) is passes


@pytest.mark.parametrize(
    ("answer", "pattern", "en", "ja"),
    [
        (
            Value(value=1),
            None,
            "This should stop with `ValueError`, but it does not stop with an error.",
            "ここでは `ValueError` のエラーになるはずですが、エラーになりません。",
        ),
        (
            Raised(type="KeyError", message="0", kinds=("KeyError", "LookupError")),
            None,
            "This should stop with `ValueError`, but it stops with another error.",
            "ここでは `ValueError` のエラーになるはずですが、別のエラーになります。",
        ),
        (
            Raised(type="ValueError", message="no", kinds=("ValueError",)),
            "^empty",
            "The error is of the right type. Its message should match the pattern `^empty`.",
            "エラーの型は正しいです。エラーメッセージは、パターン `^empty` に合う必要があります。",
        ),
    ],
)
def test_a_wrong_exception_is_told(answer, pattern, en, ja):
    check = RaisesCheck(
        id="q/1", name="f", cases=RAISES.cases, raises="ValueError", message=pattern
    )
    result = judge_answers(check, [answer])
    assert result.outcome is Outcome.FAILED
    told = message(result)
    assert both(told.sentences[0]) == (en, ja)
    assert told.facts[0].text == "f(0)"
    assert (len(told.sentences) == 1) is isinstance(answer, Value)


def test_of_a_hidden_exception_no_input_is_told():
    check = RaisesCheck(
        id="q/1", hidden=True, name="f", cases=(Case(arguments=("secret",)),), raises="ValueError"
    )
    told = message(judge_answers(check, [Raised(type="KeyError", message="secret")]))
    assert told.facts == ()
    assert both(told.sentences[0]) == (
        "`f` does not stop with the right error where it should.",
        "`f` が、エラーになるはずのところで正しいエラーになりません。",
    )


def test_the_message_may_match_anywhere():
    check = RaisesCheck(
        id="q/1", name="f", cases=RAISES.cases, raises="ValueError", message="emp.y"
    )
    assert judge_answers(check, [Raised(type="ValueError", message="is empty")]).outcome is (
        Outcome.PASSED
    )


# ------------------------------------------------------------------ what a call prints


@pytest.mark.parametrize(
    ("got", "expected", "compare", "en", "ja"),
    [
        ("a\nb\n", "a\nb", "whole", None, None),
        ("a  \nb\n\n", "a\nb", "whole", None, None),
        (
            "a\nc\n",
            "a\nb",
            "whole",
            "Line 2 of what is printed is not as it should be.",
            "表示された内容の 2 行目が正しくありません。",
        ),
        (
            "a\nb\nc",
            "a\nb",
            "whole",
            "Nothing more should be printed after line 2.",
            "2 行目のあとには、何も表示しないでください。",
        ),
        (
            "a\n",
            "a\nb",
            "whole",
            "Something is missing after line 1 of what is printed.",
            "表示された内容の 1 行目のあとに、足りないものがあります。",
        ),
        ("", "a", "whole", "Nothing is printed.", "何も表示されていません。"),
        ("a", "", "whole", "Nothing should be printed.", "何も表示しないでください。"),
        ("x\na  b\ny\nc", "a b\nc", "among", None, None),
        (
            "c\na",
            "a\nc",
            "among",
            "This line is not printed, or not in its place: `c`",
            "この行が表示されていないか、順番が違います: `c`",
        ),
        ("The mean is 3.50, n=2", "mean: 3.5 of 2", "numbers", None, None),
        (
            "3.5",
            "3.5 2",
            "numbers",
            "How many numbers are printed: 1; how many there should be: 2.",
            "表示された数は 1 個です。2 個でなければなりません。",
        ),
        (
            "3.5 1e3",
            "3.5 2",
            "numbers",
            "Number 2 of those that are printed is not right.",
            "表示された数のうち、2 番目が正しくありません。",
        ),
    ],
)
def test_printed_text_is_compared(got, expected, compare, en, ja):
    said = Printing(compare=compare).differs(got, expected)
    assert both(said) == (en and (en, ja))


def test_a_call_is_judged_by_what_it_prints(course, edit):
    check = stated(course, edit, "with: [3]\nprints: |\n  1 3\n  2 6\n  3 9")
    right = "def double(x):\n    for n in 1, 2, 3: print(n, n * x)"
    assert asked(check, right).outcome is Outcome.PASSED
    wrong = asked(check, right.replace("1, 2, 3", "1, 3, 3"))
    told = message(wrong)
    assert [fact.text for fact in told.facts] == ["double(3)", "1 3\n2 6\n3 9", "1 3\n3 9\n3 9"]
    assert [fact.text[a:b] for fact in told.facts for a, b in fact.marks] == ["2 6", "3 9"]
    assert asked(check, "def double(x): return '1 3'").outcome is Outcome.FAILED


def test_a_reference_may_say_what_is_printed_and_changed(course, edit):
    edit("reference/doubling.py", "return 2 * x", "print(x)\n    x *= 2")
    edit(
        "reference/cases/doubling.py", "(0.0,), (-2.5,), (np.array([1.0, -4.0]),)", "(np.ones(2),)"
    )
    edit(YAML, "hidden: true", "prints: true\n        after: true\n        hidden: true")
    check = load_assignment(find_course(course), "doubling").questions[0].checks[1]
    assert check.printed == ("[1. 1.]\n",)
    assert asked(check, "def double(x):\n    print(x)\n    x *= 2").outcome is Outcome.PASSED
    assert asked(check, "def double(x):\n    print(x)\n    x = x * 2").outcome is Outcome.FAILED
    assert asked(check, "def double(x):\n    x *= 2").outcome is Outcome.FAILED


# ------------------------------------------------------------------ what a call changes


def test_arguments_are_judged_as_the_call_leaves_them(course, edit):
    check = stated(course, edit, "with: [[3, 1, 2]]\nafter: [[1, 2, 3]]")
    assert asked(check, "def double(x): x.sort()").outcome is Outcome.PASSED
    failed = asked(check, "def double(x): return sorted(x)")
    assert both(message(failed).sentences[0]) == (
        "After the call, argument 1 is not as it should be.",
        "呼び出したあとの 1 番目の引数が正しくありません。",
    )
    assert [fact.text for fact in message(failed).facts] == [
        "double(np.array([3, 1, 2]))",
        "[1, 2, 3]",
        "[3, 1, 2]",
    ]


def test_an_argument_that_is_passed_by_name_is_told_by_name(course, edit):
    options = "with: [1]\nkwargs: {cache: {n: 0}}\narguments: lists\nafter: {cache: {n: 1}}"
    check = stated(course, edit, options)
    assert asked(check, "def double(x, cache): cache['n'] += 1").outcome is Outcome.PASSED
    failed = asked(check, "def double(x, cache): cache = {'n': 1}")
    assert both(message(failed).sentences[0]) == (
        "After the call the argument `cache` is not as it should be.",
        "呼び出したあとの引数 `cache` が正しくありません。",
    )


def test_lists_are_passed_as_lists_where_that_is_said(course, edit):
    check = stated(course, edit, "with: [[1, 2]]\narguments: lists\nafter: [[1, 2, 3]]")
    assert asked(check, "def double(x): x.append(3)").outcome is Outcome.PASSED


# ------------------------------------------------------------------ parts, iterators, None, NaN


@pytest.mark.parametrize(
    ("part", "source", "outcome"),
    [
        ("0", "def double(x): return 6, object()", Outcome.PASSED),
        ("1", "def double(x): return 6, 7", Outcome.FAILED),
        ("2", "def double(x): return 6, 7", Outcome.RAISED),
        ("out", "def double(x): return {'out': 6, 'cache': 1}", Outcome.PASSED),
        ("out", "def double(x): return {'cache': 1}", Outcome.RAISED),
        ("0", "def double(x): return 6", Outcome.RAISED),
    ],
)
def test_a_part_of_the_answer_may_be_all_that_counts(course, edit, part, source, outcome):
    check = stated(course, edit, f"with: [3]\npart: {part}\ngives: 6")
    result = asked(check, source)
    assert result.outcome is outcome
    if outcome is not Outcome.PASSED:
        index = part if part.isdigit() else repr(part)
        assert message(result).facts[0].text == f"double(3)[{index}]"


def test_the_same_part_of_a_references_answer_counts(course, edit):
    edit("reference/doubling.py", "return 2 * x", "return 2 * x, 'cache'")
    edit("reference/mistakes/doubling.py", "return x * x", "return x * x, 'cache'")
    edit(YAML, "hidden: true", "part: 0\n        hidden: true")
    edit(YAML, "gives: 6", "part: 0\n        gives: 6")
    question = load_assignment(find_course(course), "doubling").questions[0]
    assert question.checks[1].expected[1] == -5.0
    assert dict(question.mistakes[0].answers)["double/1"] == (9,)


@pytest.mark.parametrize(
    ("takes", "source", "outcome"),
    [
        ("3", "def double(n):\n    while True:\n        yield n\n        n += 1", Outcome.PASSED),
        ("3", "def double(n): return iter([3, 4, 5, 6])", Outcome.PASSED),
        ("3", "def double(n): yield 3", Outcome.FAILED),
        ("3", "def double(n):\n    yield 3\n    1 / 0", Outcome.RAISED),
        ("3", "def double(n): return 3", Outcome.RAISED),
        ("all", "def double(n): return range(3, 6)", Outcome.PASSED),
        ("all", "def double(n): return range(3, 7)", Outcome.FAILED),
        ("all", "def double(n):\n    while True: yield n", Outcome.FAILED),
    ],
)
def test_an_iterator_is_gone_through(course, edit, takes, source, outcome):
    check = stated(course, edit, f"with: [3]\ntakes: {takes}\ngives: [3, 4, 5]")
    assert asked(check, source).outcome is outcome


def test_none_is_an_answer_where_it_is_written(course, edit):
    check = stated(course, edit, "with: [3]\ngives: null")
    assert asked(check, "def double(x): pass").outcome is Outcome.PASSED
    assert asked(check, "def double(x): return 0").outcome is Outcome.FAILED


def test_none_is_an_answer_where_a_reference_gives_others_too(course, edit):
    edit("reference/doubling.py", "return 2 * x", "return 2 * x if np.ndim(x) else None")
    edit("reference/doubling.py", "def", "import numpy as np\n\ndef")
    check = load_assignment(find_course(course), "doubling").questions[0].checks[1]
    right = "import numpy as np\ndef double(x): return 2 * x if np.ndim(x) else None"
    assert asked(check, right).outcome is Outcome.PASSED
    assert asked(check, "def double(x): return 2 * x").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("got", "outcome"),
    [
        ([2, math.nan], Outcome.PASSED),
        (np.array([2, math.nan]), Outcome.PASSED),
        ([2, 0], Outcome.FAILED),
        ([math.nan, math.nan], Outcome.FAILED),
        ([2, None], Outcome.FAILED),
    ],
)
def test_nan_is_right_where_it_is_written(course, edit, got, outcome):
    check = stated(course, edit, "with: [3]\ngives: [2, .nan]")
    assert judge_answers(check, [Value(value=got)]).outcome is outcome


def test_nan_of_a_reference_is_right_where_that_is_said(course, edit):
    edit("reference/doubling.py", "return 2 * x", "return x * float('nan')")
    edit(YAML, "hidden: true", "nan: equal\n        hidden: true")
    check = load_assignment(find_course(course), "doubling").questions[0].checks[1]
    assert asked(check, "def double(x): return x * float('nan')").outcome is Outcome.PASSED
    assert asked(check, "def double(x): return x").outcome is Outcome.FAILED


# ------------------------------------------------------------------ known mistakes


def test_a_mistake_is_known_by_what_it_prints(course, edit):
    edit("reference/mistakes/doubling.py", "return x * x", "print(x * x)")
    edit(YAML, "gives: 6", "prints: '6'")
    question = load_assignment(find_course(course), "doubling").questions[0]
    ((_, (wrong,)), *_rest) = question.mistakes[0].answers
    assert (wrong.value, wrong.printed) == (None, "9\n")


def test_where_an_error_is_asked_for_a_mistake_need_not_declare_another(course, edit):
    edit("reference/mistakes/doubling.py", "return x * x", "return x * x if x.__bool__ else x")
    edit(YAML, "with: [3]\n        gives: 6", "with: [three]\n        raises: ValueError")
    (mistake,) = load_assignment(find_course(course), "doubling").questions[0].mistakes
    (wrong,) = dict(mistake.answers)["double/1"]
    assert (type(wrong), wrong.type) == (Raised, "AttributeError")


# ------------------------------------------------------------------ in the file


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "with: {x: 3}\ngives: 6",
            "8: double, check 1: expected a list of arguments (those by name stand in "
            "`kwargs: {…}`) but got with={'x': 3} (dict)",
        ),
        (
            "kwargs: [3]\ngives: 6",
            "8: double, check 1: expected a mapping of names to arguments but got kwargs=[3] "
            "(list)",
        ),
        (
            "kwargs: {2x: 3}\ngives: 6",
            "8: double, check 1, kwargs: expected a name that Python code can define but got `2x`",
        ),
        (
            "kwargs: {x: 3}\ncases: doubling.numbers\ngives: 6",
            "7: double, check 1: only one of `kwargs` and `cases` can be given",
        ),
        (
            "gives: 6",
            "7: double, check 1: expected `with`, `kwargs` or `cases`",
        ),
        (
            "with: [3]\nraises: Value Error",
            "9: double, check 1: expected the name of an exception such as ValueError but got "
            "raises='Value Error' (str)",
        ),
        (
            "with: [3]\nraises: ValueError\ngives: 6",
            "7: double, check 1: only one of `raises` and `gives` can be given",
        ),
        (
            "with: [3]\ngives: 6\nmessage: empty",
            "7: double, check 1: expected `raises`, because of `message`",
        ),
        (
            "with: [3]\nraises: ValueError\nmessage: '(a'",
            "10: `message` is not a regular expression: missing ), unterminated subpattern at "
            "position 0",
        ),
        (
            "with: [3]\nraises: ValueError\nmessage: '(a+)+'",
            "10: `message` repeats what is itself repeated, as in (a+)+, which can take for ever; "
            "write it without one of the two",
        ),
        (
            "with: [3]\nprints: true",
            "9: `prints: true` needs `agrees_with`, which shows what is right",
        ),
        (
            "with: [3]\nprints: 6",
            "9: double, check 1: expected text, or true with `agrees_with` but got prints=6 (int)",
        ),
        (
            "with: [3]\nprints: a\ncompare: some",
            "10: double, check 1: expected whole, among or numbers but got compare='some' (str)",
        ),
        (
            "with: [3]\ngives: 6\ncompare: whole",
            "7: double, check 1: expected `prints`, because of `compare`",
        ),
        (
            "cases: doubling.numbers\nprints: a",
            "9: `prints` fits one case, but there are 3",
        ),
        (
            "with: [3]\nafter: [1, 2]",
            "9: `after` tells of argument 1, which the call does not have",
        ),
        (
            "with: [3]\nafter: {cache: 1}",
            "9: `after` tells of an argument 'cache', which the call does not have",
        ),
        (
            "with: [3]\nafter: false",
            "9: double, check 1: expected a list, a mapping such as {0: [1, 2]}, or true with "
            "`agrees_with` but got after=False (bool)",
        ),
        (
            "with: [3]\ngives: 6\npart: [0]",
            "10: double, check 1: expected an index such as 0, or a key but got part=[0] (list)",
        ),
        (
            "with: [3]\ngives: 6\ntakes: 0",
            "10: double, check 1: expected a whole number from 1, or all but got takes=0 (int)",
        ),
        (
            "with: [3]\ngives: 6\ntakes: some",
            "10: double, check 1: expected a whole number from 1, or all but got takes='some' "
            "(str)",
        ),
        (
            "with: [3]\ngives: 6\nnan: equal",
            "7: double, check 1: expected `agrees_with`, because of `nan`",
        ),
        (
            "with: [3]\ngives: 6\narguments: tuples",
            "10: double, check 1: expected arrays or lists but got arguments='tuples' (str)",
        ),
    ],
)
def test_a_wrong_form_gets_line_and_cure(course, edit, options, said):
    with pytest.raises(AssignmentError) as refused:
        stated(course, edit, options)
    assert f"{course / YAML}:{said}" in str(refused.value).split("\n")


def test_what_is_printed_is_among_the_cells_unless_a_call_prints_it(course, edit):
    edit(YAML, "      - call: double\n        with: [3]\n        gives: 6", "      - prints: '6'")
    check = load_assignment(find_course(course), "doubling").questions[0].checks[0]
    assert type(check).__name__ == "PrintedCheck"


def test_one_call_of_many_options_is_one_check(course, edit):
    check = stated(course, edit, "with: [3]\ngives: 6\nprints: hello\nafter: [3]")
    assert isinstance(check, CallCheck)
    told = asked(check, "def double(x):\n    print('hallo')\n    return 6")
    assert sentences(message(told), "en") == ("Line 1 of what is printed is not as it should be.",)
