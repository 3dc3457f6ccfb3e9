"""Modules in the real sandbox run as `python file.py` runs them, one statement after the other.

Tests of `worker/steps.py`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.value import ValueCheck
from autograder.course.submissions.cells import percent_cells, read_cells
from autograder.execution.observe import observe
from autograder.feedback.cells import cell_feedback
from autograder.feedback.show.sentences import in_language
from autograder.records import (
    Answer,
    Assignment,
    Limits,
    ModuleRequest,
    Observation,
    Question,
    Stopped,
    Submission,
    Text,
    Undefined,
    Value,
)
from autograder.worker.steps import steps_of

pytestmark = pytest.mark.process

LIMITS = Limits(seconds=20, question_seconds=0.5, memory=256 << 20)


def value_of(name: str) -> Question:
    check = ValueCheck(id=f"{name}/1", hidden=True, name=name, expected=None)
    return Question(id=name, title=Text.of(en=name, ja=name), points=10, checks=(check,))


def assignment(*names: str, limits: Limits = LIMITS) -> Assignment:
    asked = tuple(map(value_of, names))
    return Assignment(
        name="a",
        title=Text.of(en="a", ja="a"),
        lecture="",
        imports=("numpy",),
        limits=limits,
        questions=asked,
        language="en",
        folder=Path("a"),
    )


def module(source: str) -> Submission:
    return Submission(
        name="hw", path=Path("class/hw.py"), cells=percent_cells(source), sha256="0" * 64
    )


def notebook(*sources: str) -> Submission:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    content = json.dumps({"nbformat": 4, "cells": cells}).encode()
    return Submission(
        name="hw", path=Path("hw.ipynb"), cells=read_cells(content, ".ipynb"), sha256="0" * 64
    )


def ran(
    sandbox: Any, submission: Submission, *names: str, limits: Limits = LIMITS
) -> tuple[Observation, list[Any]]:
    """Return what happened, and the answers: values bare, everything else as it is."""
    observation = observe(assignment(*names, limits=limits), submission, sandbox)
    assert observation.fault is None
    given: list[Answer] = [answer for _, es in observation.exchanges for answer in [es[0].answer]]
    return observation, [a.value if isinstance(a, Value) else a for a in given]


def errors(observation: Observation) -> list[str]:
    return [run.raised.type for run in observation.runs if run.raised]


def printed(observation: Observation) -> str:
    texts = (o for run in observation.runs for o in run.outputs if o.kind == "stream")
    return "".join(dict(output.content)["text"] for output in texts)


FAILING = {
    "import": ("import not_installed", "ModuleNotFoundError"),
    "exit": ("import sys; sys.exit(2)", "SystemExit"),
    "return": ("return 3", "SyntaxError"),
    "arguments": ("import argparse\nargparse.ArgumentParser().parse_args(['-x'])", "SystemExit"),
}


@pytest.mark.parametrize("mark", ["", "# %%\n"])
@pytest.mark.parametrize(("line", "error"), FAILING.values(), ids=FAILING.keys())
def test_a_failing_statement_costs_itself(sandbox, mark, line, error):
    observation, values = ran(sandbox, module(f"{mark}a = 1\n{line}\nb = 2\n"), "a", "b")
    assert values == [1, 2]
    assert errors(observation) == [error]


def test_a_notebooks_cell_ends_at_its_first_error(sandbox):
    observation, values = ran(sandbox, notebook("a = 1\n1/0\nb = 2", "c = 3"), "a", "b", "c")
    assert values == [1, Undefined(), 3]
    assert errors(observation) == ["ZeroDivisionError"]


STOPPING = {
    "endless loop": ("while True:\n    pass", Stopped(reason="cpu", limit=0.5)),
    "end of the process": ("import os; os._exit(3)", Stopped(reason="exit", status=3)),
    "memory": ("m = bytearray(1 << 30)", Stopped(reason="memory", limit=256 << 20)),
}


@pytest.mark.parametrize(("line", "stopped"), STOPPING.values(), ids=STOPPING.keys())
def test_a_kill_costs_its_statement(sandbox, line, stopped):
    observation, values = ran(sandbox, module(f"a = 1\n{line}\nb = 2\n"), "a", "b")
    assert values == [1, 2]
    assert [run.stopped for run in observation.runs if run.stopped] == [stopped]


def test_each_statement_has_the_time_of_a_cell(sandbox):
    loop = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
    observation, values = ran(sandbox, module(loop * 4 + "a = 1\n"), "a")
    assert values == [1]
    assert [run.stopped for run in observation.runs if run.stopped] == []


def test_names_that_a_failing_statement_has_bound_count(sandbox):
    _, values = ran(sandbox, module("for a in range(5):\n    1 / (a - 3)\n"), "a")
    assert values == [3]


def test_argv_is_the_files_own_name(sandbox):
    source = (
        "import argparse, os, sys\n"
        "options = argparse.ArgumentParser().parse_args()\n"
        "argv = sys.argv\nhere = os.path.dirname(os.path.abspath(__file__)) == os.getcwd()\n"
        "n = int(sys.argv[1])\n"
        "import __main__\nmain = __name__, __main__.__file__ == __file__, __main__.argv is argv\n"
    )
    observation, values = ran(sandbox, module(source), "argv", "here", "n", "main")
    assert values == [["hw.py"], True, Undefined(), ("__main__", True, True)]
    assert errors(observation) == ["IndexError"]


def test_a_notebooks_argv_is_harmless(sandbox):
    source = "import argparse, sys\nargs = argparse.ArgumentParser().parse_args()\nargv = sys.argv"
    _, values = ran(sandbox, notebook(source), "argv")
    assert values == [["ipykernel_launcher.py"]]
    _, values = ran(sandbox, notebook("f = __file__"), "f")
    assert values == [Undefined()]


def test_a_syntax_error_costs_the_marked_cell_or_the_whole_file(sandbox):
    broken = "a = 1\nx = = 2\n"
    observation, values = ran(sandbox, module(f"{broken}# %%\nb = 2\n"), "a", "b")
    assert values == [Undefined(), 2]
    assert errors(observation) == ["SyntaxError"]
    observation, values = ran(sandbox, module(f"{broken}b = 2\n"), "a", "b")
    assert values == [Undefined(), Undefined()]
    assert [run.cell for run in observation.runs] == [1]


def test_future_flags_hold_for_the_whole_file(sandbox):
    source = (
        '"""Homework."""\nfrom __future__ import annotations\n# %%\n'
        "def f(x: Nowhere): return x\na = f.__annotations__\n"
    )
    _, values = ran(sandbox, module(source), "a")
    assert values == [{"x": "Nowhere"}]


def test_a_statement_can_cross_a_mark(sandbox):
    source = "def twice(f): return lambda x: 2 * f(x)\n@twice\n# %%\ndef f(x): return x\na = f(2)\n"
    _, values = ran(sandbox, module(source), "a")
    assert values == [4]


def test_magics_still_work(sandbox):
    source = (
        "%matplotlib inline\n!ls\na = 1\n# %%\n%%time\nb = 2\n# %%\n%%bash\nls\n"
        "# %%\n%%writefile helper.py\nc = 3\n# %%\nfrom helper import c\n%time d = 4\n"
    )
    observation, values = ran(sandbox, module(source), "a", "b", "c", "d")
    assert values == [1, 2, 3, 4]
    assert errors(observation) == []


def test_lines_are_those_of_the_file(sandbox):
    source = "# homework\n# %%\n\nx = 1\n\n\ndef f():\n    return 1 / 0\n# %%\nf()\ny = f\n"
    observation, _ = ran(sandbox, module(source), "y")
    (raised,) = [run.raised for run in observation.runs if run.raised]
    where = [(f.cell, f.line, f.file, f.above + f.line, f.source) for f in raised.frames]
    assert where == [(3, 1, "hw.py", 10, "f()"), (2, 5, "hw.py", 8, "return 1 / 0")]
    (told,) = cell_feedback(observation)
    said = in_language(told.sentence, "en")
    assert said.startswith("A statement of hw.py stops with `ZeroDivisionError`:")
    assert "(hw.py, line 8: `return 1 / 0`)" in said
    (shown,) = [o for run in observation.runs for o in run.outputs if o.kind == "error"]
    assert "hw.py, line 10\n    f()\nhw.py, line 8, in f" in dict(shown.content)["traceback"]


def test_the_source_of_a_function_can_be_read(sandbox):
    source = "import inspect\n# %%\n\ndef f(x):\n    return x\n\ns = inspect.getsource(f)\n"
    _, values = ran(sandbox, module(source), "s")
    assert values == ["def f(x):\n    return x\n"]


def test_figures_are_whole(sandbox):
    pytest.importorskip("matplotlib")
    source = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('t')\n"
        "a = plt.gca().get_title(), len(plt.gca().lines)\n3\n"
    )
    how = replace(LIMITS, question_seconds=10)
    observation, values = ran(sandbox, module(source), "a", limits=how)
    assert values == [("t", 1)]
    images = [o for r in observation.runs for o in r.outputs if o.kind == "display_data"]
    assert len(images) == 1


def test_only_the_last_value_of_a_cell_is_shown(sandbox):
    observation, _ = ran(sandbox, module("1\n2\n# %%\n3;\n# %%\n4\n"))
    shown = [o.content for r in observation.runs for o in r.outputs]
    assert shown == [(("text/plain", "2"),), (("text/plain", "4"),)]


def test_very_many_statements_share_steps():
    lines = "".join(f"x{n} = f({n})\n" for n in range(12_000))
    many = ModuleRequest(file="hw.py", cells=((0, lines),))
    (steps,) = steps_of(many)
    assert len(steps) == 4_000
    assert [len(step.statements) for step in steps[-2:]] == [3, 3]
    assert [(step.line, step.is_last) for step in steps[-2:]] == [(11_995, False), (11_998, True)]


BINDING = (
    '"""Homework."""',
    "from __future__ import annotations",
    "a = b = 3",
    "def f(x, *rest, y=2, **more):\n    return x / 0",
    "pass",
)
NOT_ONLY = (
    "import math",
    "a = f(3)",
    "a.b = 3",
    "a, b = 3",
    "a = [3]",
    "def f(x=a):\n    pass",
    "def f(x: a):\n    pass",
    "def f(*x: a):\n    pass",
    "def f(*, x=a):\n    pass",
    "def f() -> a:\n    pass",
    "@f\ndef g():\n    pass",
    "class A:\n    b = 3",
    "if True:\n    a = 3",
)


def steps(*statements: str) -> list[int]:
    """Return how many statements are in each step."""
    source = "\n".join(statements)
    (found,) = steps_of(ModuleRequest(file="hw.py", cells=((0, source),)))
    return [len(step.statements) for step in found]


def test_statements_that_only_bind_are_one_step():
    assert steps(*BINDING) == [len(BINDING)]
    assert steps("a = 1", "f()", "b = 2", "c = 3", "f()", "f()") == [1, 1, 2, 1, 1]


@pytest.mark.parametrize("statement", NOT_ONLY)
def test_a_statement_that_can_fail_is_a_step(statement):
    assert steps("a = 1", statement, "b = 1") == [1, 1, 1]


def test_in_a_shared_step_too_a_failing_statement_costs_itself(sandbox):
    never_compiles = "a = 1\ndef f():\n    break\nb = 2\n"
    assert steps(never_compiles) == [3]
    observation, values = ran(sandbox, module(never_compiles), "a", "f", "b")
    assert values == [1, Undefined(), 2]
    assert errors(observation) == ["SyntaxError"]


@pytest.mark.slow
def test_statements_that_share_a_step_go_on_after_an_error(sandbox):
    many = "".join(f"x{n} = int('{n}')\n" for n in range(6_000))
    source = f"{many}1 / 0\n1 / 0\n1 / 0\na = int('4')\n"
    assert max(steps(source)) == 2
    how = replace(LIMITS, seconds=100)
    _, values = ran(sandbox, module(source), "x0", "x5999", "a", limits=how)
    assert values == [0, 5999, 4]


def test_coroutines_are_awaited_or_run_in_a_loop_of_their_own(sandbox):
    source = (
        "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x\n"
        "a = await f(1)\nb = asyncio.run(f(2))\nasync def g():\n    yield 3\n"
        "c = [x async for x in g()]\n"
    )
    observation, values = ran(sandbox, module(source), "a", "b", "c")
    assert errors(observation) == []
    assert values == [1, 2, [3]]


def test_an_earlier_first_phase_is_taken_over(sandbox):
    submission = module("print('a')\n1 / 0\nimport os\nos._exit(1)\nb = 2\n")
    first, _ = ran(sandbox, submission, "b")
    asked = replace(first, exchanges=())
    again = observe(assignment("b"), submission, sandbox, recorded=asked)
    assert again.runs == first.runs
    assert again.exchanges == first.exchanges


def test_memory_that_a_cell_holds_is_not_charged_to_a_question(sandbox):
    cells = "a = 1", "kept = []\nwhile True:\n    kept.append([0] * 100_000)", "b = bytes(8 << 20)"
    submission = notebook(
        *cells, "def g(x):\n    return len(bytes(64 << 20)) and x\nb = 2\nc = g(3)"
    )
    observation, values = ran(sandbox, submission, "a", "b", "c", "kept")
    assert [run.stopped for run in observation.runs] == [
        None,
        Stopped(reason="memory", limit=256 << 20),
        None,
        None,
    ]
    assert errors(observation) == []
    assert values == [1, 2, 3, Undefined()]
