"""Cells run as in Jupyter, and what they show is harmless and bounded.

Tests of `worker/display.py`, `worker/screen.py`, `worker/shell.py`.
"""

from __future__ import annotations

import pytest

from autograder.records import CellRun, Output, Undefined, ValueRequest
from tests.worker_driver import Template, Worker, lines, printed, shown


def test_the_last_expression_is_displayed(worker: Worker) -> None:
    run = worker.cell("x = 2\nx + 1")
    output = Output(kind="execute_result", content=(("text/plain", "3"),))
    assert run == CellRun(cell=1, outputs=(output,))


def test_a_semicolon_silences_it(worker: Worker) -> None:
    assert worker.cell("3;").outputs == ()


def test_an_empty_cell_does_nothing(worker: Worker) -> None:
    assert worker.cell(" \n") == CellRun(cell=1, outputs=())


def test_prints_values_and_errors_keep_their_order(worker: Worker) -> None:
    reply = worker.cell(
        "import sys\nprint('a')\ndisplay('b')\nprint('c', file=sys.stderr)\nprint('日本')\n1/0"
    )
    kinds = [output.kind for output in reply.outputs]
    assert kinds == ["stream", "display_data", "stream", "stream", "error"]
    assert printed(reply) == "a\n日本\n"
    assert printed(reply, "stderr") == "c\n"


def test_names_bound_before_an_exception_count(worker: Worker) -> None:
    reply = worker.cell("before = 1\nraise ValueError('no')\nafter = 2")
    assert reply.raised.type == "ValueError"
    assert worker.value("before") == 1
    assert worker.ask(ValueRequest(name="after")) == Undefined()


def test_a_syntax_error_costs_only_its_cell(worker: Worker) -> None:
    reply = worker.cell("fine = 1\nx = = 2")
    assert (reply.raised.type, reply.raised.message) == ("SyntaxError", "invalid syntax")
    assert lines(reply.raised) == [(1, 2, "<module>", "x = = 2")]
    worker.cell("y = 3")
    assert worker.value("y") == 3
    assert worker.ask(ValueRequest(name="fine")) == Undefined()


def test_a_tab_among_spaces_is_an_error_of_its_cell(worker: Worker) -> None:
    reply = worker.cell("if True:\n        x = 1\n\ty = 2")
    assert reply.raised.type == "TabError"


def test_await_works_at_the_top_level(worker: Worker) -> None:
    reply = worker.cell("import asyncio\nawait asyncio.sleep(0)\n'slept'")
    assert shown(reply, "execute_result") == [{"text/plain": "'slept'"}]
    reply = worker.cell("async def f():\n    return 5\nasyncio.run(f())")
    assert shown(reply, "execute_result") == [{"text/plain": "5"}]


def test_leaving_ends_the_cell_and_not_the_notebook(worker: Worker) -> None:
    for source in ("exit()", "quit(1)", "import sys; sys.exit(2)", "raise SystemExit"):
        reply = worker.cell(f"print('before')\n{source}\nprint('after')")
        assert printed(reply) == "before\n"
        assert printed(reply, "stderr") == ""
        assert reply.raised.type == "SystemExit"
        assert reply.stopped is None
    assert printed(worker.cell("print('on')")) == "on\n"


def test_nobody_answers_input(worker: Worker) -> None:
    worker.cell("exit()")
    reply = worker.cell("name = input('Your name: ')")
    assert reply.raised.type == "EOFError"
    assert printed(reply) == "Your name: "


def test_main_is_the_students_own_module(worker: Worker) -> None:
    worker.cell(
        "import pickle, sys\n"
        "class Point:\n    def __init__(self, x): self.x = x\n"
        "def own_globals(): return globals() is vars(sys.modules[__name__])"
    )
    worker.cell("copy = pickle.loads(pickle.dumps(Point(4))).x\nname = __name__")
    assert worker.value("name") == "__main__"
    assert worker.value("copy") == 4
    assert worker.answer("own_globals") is True


def test_the_namespace_holds_nothing_of_ours(worker: Worker) -> None:
    worker.cell("names = sorted(name for name in globals() if not name.startswith('_'))")
    assert worker.value("names") == ["In", "Out", "get_ipython", "open"]


def test_earlier_results_are_at_hand(worker: Worker) -> None:
    worker.cell("6 * 7")
    worker.cell("again, source = _, In[1]")
    assert worker.value("again") == 42
    assert worker.value("source") == "6 * 7"


def test_future_imports_stay(worker: Worker) -> None:
    worker.cell("from __future__ import annotations")
    worker.cell(
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: NotDefined = 1\nx = A().x"
    )
    assert worker.value("x") == 1


def test_the_source_of_a_function_can_be_read(worker: Worker) -> None:
    worker.cell("def f(x):\n    return x\n")
    worker.cell("import inspect\nsource = inspect.getsource(f)")
    assert worker.value("source") == "def f(x):\n    return x\n"


def test_a_module_written_by_a_cell_can_be_imported(worker: Worker) -> None:
    reply = worker.cell("%%writefile helper.py\nanswer = 11")
    assert printed(reply) == "Writing helper.py\n"
    worker.cell("import helper\nwith open('notes.txt', 'w') as f: f.write('x')")
    worker.cell("x = helper.answer, open('notes.txt').read()")
    assert worker.value("x") == (11, "x")


def test_only_text_and_pixels_are_kept(worker: Worker) -> None:
    reply = worker.cell(
        "from IPython.display import HTML, SVG, Javascript, display\n"
        "class Rich:\n"
        "    def _repr_html_(self): return '<script>'\n"
        "    def _repr_svg_(self): return '<svg/>'\n"
        "    def _repr_png_(self): return b'pixels'\n"
        "    def __repr__(self): return '\\x1b[1mrich\\x1b[0m'\n"
        "display(HTML('<script>'))\ndisplay(Javascript('alert(1)'))\nRich()"
    )
    html, script = shown(reply, "display_data")
    assert set(html) == set(script) == {"text/plain"}
    assert shown(reply, "execute_result") == [{"text/plain": "rich", "image/png": "cGl4ZWxz"}]


def test_what_claims_to_be_an_image_must_be_base64(worker: Worker) -> None:
    reply = worker.cell(
        "class Forged:\n"
        "    def _repr_png_(self): return '\"><script>'\n"
        "    def __repr__(self): return 'forged'\n"
        "Forged()"
    )
    assert shown(reply, "execute_result") == [{"text/plain": "forged"}]


def test_a_repr_that_raises_is_an_error_of_the_cell(worker: Worker) -> None:
    reply = worker.cell("class Bad:\n    def __repr__(self): return 1 / 0\nBad()")
    assert lines(reply.raised) == [(1, 2, "__repr__", "def __repr__(self): return 1 / 0")]


def test_an_output_can_be_cleared(worker: Worker) -> None:
    reply = worker.cell(
        "from IPython.display import clear_output\n"
        "for i in range(3):\n    clear_output(wait=True)\n    print(i)"
    )
    assert printed(reply) == "2\n"


def test_a_flood_of_output_is_cut(worker: Worker) -> None:
    reply = worker.cell("for i in range(300_000): print('line', i)")
    text = printed(reply)
    assert text.startswith("line 0\n")
    assert text.endswith("line 299999\n")
    assert "characters left out)" in text
    assert len(text) < 1_100_000


def test_streams_behave_like_real_ones(worker: Worker) -> None:
    worker.cell(
        "import io, sys\n"
        "facts = (sys.stdout.fileno(), sys.stderr.fileno(), sys.stdout.isatty(),\n"
        "         sys.stdout.encoding, sys.stdout.writable(), sys.stdout.closed)"
    )
    assert worker.value("facts") == (1, 2, False, "utf-8", True, False)
    reply = worker.cell("sys.stdout.buffer.write('バイト\\n'.encode())\nsys.stdout.flush();")
    assert printed(reply) == "バイト\n"


def test_a_stream_put_around_ours_is_not_lost(worker: Worker) -> None:
    reply = worker.cell(
        "import io, sys\n"
        "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')\nprint('around')"
    )
    assert printed(reply) == "around\n"


def test_a_stream_put_away_costs_only_prints(worker: Worker) -> None:
    worker.cell("import sys\nsys.stdout = None")
    reply = worker.cell("print('nowhere')\nx = 1\n1 / 0")
    assert reply.raised.type == "ZeroDivisionError"
    assert worker.value("x") == 1


def test_a_broken_shell_costs_only_its_cells(worker: Worker) -> None:
    worker.cell("get_ipython().run_cell = None\nx = 1")
    assert worker.cell("y = 2").raised.type == "TypeError"
    assert worker.value("x") == 1


def test_a_closed_stream_stays_open(worker: Worker) -> None:
    worker.cell("import sys\nsys.stdout.close()\nsys.stderr.close()")
    assert printed(worker.cell("print('still here')")) == "still here\n"


def test_odd_text_is_printed_without_harm(worker: Worker) -> None:
    reply = worker.cell("print('half \\ud800, red \\x1b[31m, none \\x00')\n'\\ud800'")
    assert printed(reply) == "half \\ud800, red , none \n"
    assert reply.raised is None


def test_a_figure_is_an_image(worker: Worker) -> None:
    pytest.importorskip("matplotlib")
    for magic in ("", "%matplotlib inline\n", "%matplotlib notebook\n"):
        reply = worker.cell(
            f"{magic}import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", seconds=30
        )
        (figure,) = shown(reply, "display_data")
        assert set(figure) == {"text/plain", "image/png"}
        assert figure["image/png"].startswith("iVBOR")


def test_a_forgotten_show_draws_too(worker: Worker) -> None:
    pytest.importorskip("matplotlib")
    reply = worker.cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", seconds=30)
    assert [set(content) for content in shown(reply, "display_data")] == [
        {"text/plain", "image/png"}
    ]


#: Programs of several lines in which a line may look like a magic, a prompt or none.
AS_IPYTHON_READS_THEM = (
    "x = 3\n%precision 2\nx",
    "%%capture out\nprint(1)",
    "x = 1\n!ls\nx",
    "files = !ls\nlen(files)",
    "x = 10 \\\n% 4\nx",
    "x = (10\n% 4)\nx",
    "text = '''\n%matplotlib inline\n!ls\n'''\ntext",
    ">>> x = 1\n>>> x",
    "x = 1\n...\nx",
    "In [1]: x = 1\nIn [2]: x",
    "x = [0, 1]\nIn [1]: x",
    "    x = 1\n    x",
    "\n\nx = 1\nx",
    "x = 1\nx?",
    "x = 1\nprint(x) if x is 1 else 0",
    "x = '\\d'\nx",
    "[1, 2] [0]\n[[1, 2] [0, 1]]",
    "assert (1, 'always')\n1",
    "import asyncio\nawait asyncio.sleep(0)\n7",
    "def f():\n    return __doc__\nf()",
    "x = 1\nreturn x",
    "from __future__ import annotations\ndef f(x: y): pass\nf.__annotations__",
    "x = (1,\n2",
    "if True:\n  x = 1\n y = 2",
    "x = 1\n1 / 0\nx",
    "a = 1\nls = 5\nls",
    "get_ipython().ast_transformers\nIn[2:], Out, _",
)


@pytest.mark.parametrize("source", AS_IPYTHON_READS_THEM)
def test_a_cell_is_read_as_ipython_reads_it(worker_template: Template, source: str) -> None:
    """A worker that takes plain Python as it stands, and one whose IPython looks for magics."""
    ran = []
    for begin in ("pass", "type(get_ipython())._plain = lambda *_: None"):
        with worker_template.worker() as worker:
            cells = (begin, source, "Out, In[2:], _", "1\n2")
            ran.append([worker.cell(cell) for cell in cells])
    assert ran[0] == ran[1]
