"""Calls: arrays first, then lists, and an answer as plain data."""

from __future__ import annotations

import numpy as np

from autograder.protocol.functions import square
from autograder.protocol.values import Foreign, Opaque
from autograder.records import CallRequest, Undefined, Unsendable, ValueRequest
from tests.worker_driver import Template, Worker, lines, printed


def test_an_answer_comes_back_as_plain_data(worker: Worker) -> None:
    worker.cell("import numpy as np\ndef f(x, y=1):\n    return {'sum': x + y, 'pair': (x, [y])}")
    assert worker.answer("f", 2) == {"sum": 3, "pair": (2, [1])}
    assert worker.answer("f", 2, 5) == {"sum": 7, "pair": (2, [5])}


def test_arrays_arrive_as_arrays(worker: Worker) -> None:
    worker.cell("def f(x): return (type(x).__name__, x.dtype.name, x * 2)")
    kind, dtype, doubled = worker.answer("f", np.array([[1, 2]], dtype=np.uint8))
    assert (kind, dtype) == ("ndarray", "uint8")
    assert doubled.tolist() == [[2, 4]]


def test_where_arrays_raise_lists_are_tried(worker: Worker) -> None:
    worker.cell(
        "seen = []\n"
        "def f(data, more):\n"
        "    seen.append(type(data).__name__)\n"
        "    if data == [1, 2]:\n"
        "        return [type(more[0]).__name__, data + more[0]]"
    )
    reply = worker.call("f", np.array([1, 2]), [np.array([3])])
    assert reply.with_lists is True
    assert reply.value == ["list", [1, 2, 3]]
    assert worker.value("seen") == ["ndarray", "list"]


def test_where_both_raise_the_first_exception_counts(worker: Worker) -> None:
    worker.cell("def f(x): raise ValueError(type(x).__name__)")
    assert worker.call("f", np.zeros(2)).message == "ndarray"


def test_without_arrays_there_is_no_second_try(worker: Worker) -> None:
    worker.cell("count = 0\ndef f(x):\n    global count\n    count += 1\n    1 / 0")
    assert worker.call("f", [1]).type == "ZeroDivisionError"
    assert worker.value("count") == 1


def test_each_try_gets_fresh_arguments(worker: Worker) -> None:
    worker.cell("def f(x, n):\n    n.append(1)\n    x[0] = 9\n    return x == [9, 2] and (x, n)")
    reply = worker.call("f", np.array([1, 2]), [])
    assert reply.value == ([9, 2], [1])


def test_functions_travel_by_name(worker: Worker) -> None:
    worker.cell("def f(x, activation): return activation(x)")
    assert worker.answer("f", np.array([2.0, 3.0]), square).tolist() == [4.0, 9.0]


def test_a_name_that_is_missing_or_no_function(worker: Worker) -> None:
    worker.cell(
        "number = 3\nclass Callable:\n    def __call__(self): return 1\ninstance = Callable()"
    )
    assert worker.call("nothing") == Undefined()
    assert worker.call("print") == Undefined()
    assert worker.call("number") == Undefined(callable=False)
    assert worker.answer("instance") == 1


def test_the_last_definition_wins(worker: Worker) -> None:
    worker.cell("def f(): return 1")
    worker.cell("def f(): return 2")
    assert worker.answer("f") == 2


def test_prints_in_a_call_are_swallowed(worker: Worker) -> None:
    worker.cell("def f():\n    print('x' * 10_000_000)\n    display('y')\n    return 1")
    assert worker.answer("f") == 1
    assert printed(worker.cell("print('mine')")) == "mine\n"


def test_only_the_students_lines_are_in_the_frames(worker: Worker) -> None:
    worker.cell("def g(x): return x.missing\ndef f(x): return g(x)")
    raised = worker.call("f", 1)
    assert (raised.type, raised.message) == (
        "AttributeError",
        "'int' object has no attribute 'missing'",
    )
    assert lines(raised) == [
        (1, 2, "f", "def f(x): return g(x)"),
        (1, 1, "g", "def g(x): return x.missing"),
    ]


def test_leaving_in_a_call_is_raised(worker: Worker) -> None:
    worker.cell("def f(): exit()\ndef g(): raise KeyboardInterrupt")
    assert worker.call("f").type == "SystemExit"
    assert worker.call("g").type == "KeyboardInterrupt"
    assert worker.call("f").type == "SystemExit"


def test_a_call_with_the_wrong_number_of_arguments_is_raised(worker: Worker) -> None:
    worker.cell("def f(x): return x")
    raised = worker.call("f", 1, 2)
    assert (raised.type, raised.frames) == ("TypeError", ())


def test_what_is_too_large_cannot_be_sent(worker: Worker) -> None:
    worker.cell(
        "loop = []\nloop.append(loop)\nimport numpy as np\ndef f(): return np.zeros(10**8, 'u1')"
    )
    assert isinstance(worker.ask(ValueRequest(name="loop")), Unsendable)
    assert isinstance(worker.call("f"), Unsendable)


def test_an_exception_while_lists_are_unsendable_is_told_as_such(worker: Worker) -> None:
    worker.cell("def f(x):\n    if type(x) is not list: 1 / 0\n    x.append(x)\n    return x")
    assert isinstance(worker.call("f", np.zeros(2)), Unsendable)


def test_strange_values_are_named_and_nothing_else(worker: Worker) -> None:
    worker.cell(
        "class Liar:\n"
        "    __class__ = property(lambda self: float)\n"
        "    def __repr__(self):\n        while True: pass\n"
        "class Int(int):\n    def __eq__(self, other): return True\n"
        "liar, five = Liar(), Int(5)"
    )
    assert worker.value("liar") == Opaque("Liar")
    assert worker.value("five") == Foreign("Int", 5)


def test_replaced_builtins_cost_only_their_owner(worker: Worker, worker_template: Template) -> None:
    worker.cell(
        "import builtins, random, numpy as np\n"
        "np.zeros = np.array = np.ravel = np.random.seed = random.seed = None\n"
        "builtins.print = builtins.abs = builtins.sum = builtins.open = None\n"
        "def f(x): return x"
    )
    assert worker.answer("f", np.ones(2)).tolist() == [1.0, 1.0]
    with worker_template.worker() as other:
        other.cell("def f(x): return x")
        assert other.answer("f", 1) == 1


def test_a_profiler_does_not_follow_us(worker: Worker) -> None:
    worker.cell(
        "import sys\nseen = []\nsys.setprofile(lambda f, e, a: seen.append(f.f_code.co_name))"
    )
    worker.cell("def f(): return 1")
    assert worker.answer("f") == 1
    names = worker.value("seen")
    assert "turn_page" not in names
    assert "_call" not in names


def test_where_arrays_are_demanded_lists_are_not_tried(worker: Worker) -> None:
    worker.cell("def f(x): return x.index(2)")
    request = CallRequest(name="f", arguments=(np.array([1, 2]),), arrays_only=True)
    assert worker.ask(request).type == "AttributeError"
