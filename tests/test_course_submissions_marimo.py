"""A marimo notebook is read cell by cell, as any other notebook is, and never run for that.

Tests of `course/submissions/marimo.py`, `course/submissions/data_flow.py`. The files in
`formats/marimo/` are as the marimo of that version has written them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from autograder.course.submissions.caps import MAX_CELLS, MAX_LINES, Unreadable
from autograder.course.submissions.cells import read_cells
from autograder.course.submissions.find import read_submission, submission_from_bytes
from autograder.course.submissions.marimo import is_marimo
from autograder.records import Cell

FORMATS = Path(__file__).parent / "formats" / "marimo"
HEAD = 'import marimo\n\n__generated_with = "0.25.2"\napp = marimo.App()\n\n\n'
MAIN = '\n\nif __name__ == "__main__":\n    app.run()\n'


def read(text: str) -> tuple[Cell, ...]:
    return read_cells((HEAD + text + MAIN).encode(), ".py")


def sources(text: str) -> list[str]:
    return [cell.source for cell in read(text)]


def run_order(cells: tuple[Cell, ...]) -> list[str]:
    return [
        cell.source for cell in sorted(cells, key=lambda cell: cell.turn) if cell.kind == "code"
    ]


def cell(body: str, arguments: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return f"@app.cell\ndef _({arguments}):\n{lines}    return\n\n\n"


SETUP = "import numpy as np"
PROSE = "# Means of windows\n\nA *moving mean* is taken of `n` numbers on end."
SHOWN = "print(moving_mean(heights, 2))\n\nmoving_mean(heights, width.value)"
HEIGHTS = (
    'heights = np.array([1.5, 1.7, 1.9])\nnote = """first\n    second\n"""\n# what comes of it'
)
MEAN = (
    'def moving_mean(x, n):\n    """Return means of n numbers on end."""\n'
    "    return [float(np.mean(x[i : i + n])) for i in range(len(x) - n + 1)]"
)
WINDOW = (
    'class Window:\n    """Some numbers on end."""\n\n    def __init__(self, size):\n'
    "        self.size = size"
)
WIDTH = "width = mo.ui.slider(1, 3, value=2)\nwidth"
PLOT = (
    "import matplotlib.pyplot as plt\n\n_figure, _axes = plt.subplots()\n_axes.plot(heights)\n"
    '_axes.set_title("Heights")\n_figure'
)
BROKEN = "this is no Python"
SAID = 'mo.md(f"""The largest of {len(heights)} is **{max(heights)}**.""")'
SLEPT = "import asyncio\n\nawait asyncio.sleep(0)\nslept = True"
MARIMO = "import marimo as mo"


@pytest.mark.parametrize("name", ["marimo_0_25.py", "marimo_0_10.py"])
def test_what_marimo_has_written(name):
    cells = read_cells((FORMATS / name).read_bytes(), ".py")
    assert [cell.source for cell in cells] == [
        *(SETUP, PROSE, SHOWN, HEIGHTS, MEAN, WINDOW, WIDTH, PLOT, BROKEN, SAID),
        *('print("never")', SLEPT, MARIMO),
    ]
    assert [(n, cell.kind) for n, cell in enumerate(cells) if cell.kind != "code"] == [
        (1, "markdown"),
        (10, "raw"),
    ]
    assert run_order(cells) == [
        *(SETUP, HEIGHTS, MEAN, WINDOW, PLOT, BROKEN, SLEPT, MARIMO, WIDTH, SHOWN, SAID)
    ]


def test_it_is_no_module():
    submission = read_submission(FORMATS / "marimo_0_25.py")
    assert (submission.as_notebook, submission.module) == (True, "")
    plain = submission_from_bytes(b"import marimo\nx = 1\n", "a.py")
    assert (plain.as_notebook, plain.module) == (False, "a.py")


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"import marimo\napp = marimo.App()\n", True),
        (b"# a\r\nimport marimo\r\napp = marimo.App(width='full')\r\n", True),
        (b"import marimo\rapp = marimo.App()\r", True),
        (b'"""a"""\nimport marimo as mo  # b\napp=mo.App()', True),
        (b"import marimo as mo\napp = marimo.App()\n", False),
        (b"import marimo as mo\nmo.md('')\n", False),
        (b"app = marimo.App()\n", False),
        (b"x = '''\n    import marimo\n    app = marimo.App()\n'''", False),
        (b"import marimor\napp = marimor.App()\n", False),
    ],
)
def test_which_files_are_marimos(content, answer):
    assert is_marimo(content) is answer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (cell("x = 1"), ["x = 1"]),
        ("@app.cell\ndef one(a: int, b: int) -> None: c = a + b; print(c); return (c,)\n",
         ["c = a + b\nprint(c)"]),
        ("@app.cell\ndef _():\n    x = 1; return (x,)\n", ["x = 1"]),
        ("@app.cell\ndef _(\n    a,\n    b,  # why: hm\n) -> int:  # so\n    # first\n\n    x = a\n"
         "    # last\n    return (\n        x,\n    )\n", ["# first\n\nx = a\n# last"]),
        ("@app.cell\ndef _():\n    x = 1\n    # last\n\n# outside\n" + cell("y = 2"),
         ["x = 1\n# last", "y = 2"]),
        ("@app.cell\ndef _():\n    return\n\n@app.cell\ndef _():\n    pass\n", []),
        ("@app.cell\ndef _():\n    # only words\n    return\n", ["# only words"]),
        ("@app.cell\ndef _():\n    @twice\n    def f():\n        return 1\n    return (f,)\n",
         ["@twice\ndef f():\n    return 1"]),
        ("@app.cell\ndef _():\n\tif a:\n\t\tx = 1\n\treturn\n", ["if a:\n\tx = 1"]),
        ('@app.cell\ndef _():\n    s = """\n  by hand\n        """\n    return\n',
         ['s = """\n  by hand\n        """']),
        ("@app.cell\ndef _():\n    x = [\n  1,\n    ]\n    return\n", ["x = [\n1,\n]"]),
        ("@app.function(hide_code=True)\n@cache\ndef f(x):\n    return x\n",
         ["@cache\ndef f(x):\n    return x"]),
        ("@app.class_definition\n@dataclass\nclass A:\n    x: int\n",
         ["@dataclass\nclass A:\n    x: int"]),
        ("async with app.setup(hide_code=True):\n    import os  # a\n    # b\n",
         ["import os  # a\n# b"]),
        ("with app.setup:\n    # nothing\n    pass\n", ["# nothing"]),
        ("import os\n\nx = 1  # by hand\n\n\ndef f():\n    return x\n\n\n" + cell("y = f()"),
         ["import os\n\nx = 1  # by hand\n\n\ndef f():\n    return x", "y = f()"]),
        ("@app.cell\nclass A:\n    x = 1\n", ["@app.cell\nclass A:\n    x = 1"]),
        ("with open(a) as f, open(b):\n    x = 1\n", ["with open(a) as f, open(b):\n    x = 1"]),
        ('app._unparsable_cell(\n    r"""\n    x = (\n      1\n    """,\n    name="_"\n)\n',
         ["x = (\n  1"]),
    ],
)  # fmt: skip
def test_forms_of_cells(text, found):
    assert sources(text) == found


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ('mo.md("a")', "a"),
        ('mo.md(r"""\na\n  $\\beta$\n""")', "a\n  $\\beta$"),
        ('mo.md(f"""\na\n""")', "a"),
        ('marimo.md("a" "b")', "ab"),
    ],
)
def test_prose(body, prose):
    assert read(cell(body)) == (Cell(kind="markdown", source=prose),)


@pytest.mark.parametrize(
    "body", ['mo.md(f"{x}")', 'mo.md("a").center()', 'x = mo.md("a")', "mo.md(x)", "mo.md()"]
)
def test_what_is_no_prose(body):
    assert read(cell(body))[0].kind == "code"


@pytest.mark.parametrize(
    ("bodies", "order"),
    [
        (["a = 1", "b = a", "c = b"], [0, 1, 2]),
        (["c = b", "b = a", "a = 1"], [2, 1, 0]),
        (["print(a)", "x = 1", "a = 1", "y = 2"], [1, 2, 0, 3]),
        (["def f(): return a", "x = f()", "a = 1"], [2, 0, 1]),
        (["class A(B):\n    c = D", "B = object", "D = 1"], [1, 2, 0]),
        (["[a for a in b]", "a = 1", "b = []"], [1, 2, 0]),
        (["f = lambda a: a", "a = 1"], [0, 1]),
        (["import a.b", "print(a, c)", "from d import c"], [0, 2, 1]),
        (["a = b", "b = a"], [0, 1]),  # a circle
        (["print(b)", "a = b", "b = a", "c = 1"], [3, 0, 1, 2]),
        (["x = 1", "print(x)", "x = 2", "print(x)"], [0, 1, 2, 3]),  # which marimo refuses
        (["print(_a)", "_a = 1"], [0, 1]),  # each its own
        (["x += 1", "x = 0"], [0, 1]),
        (["(", "print(a)", "a = 1"], [0, 2, 1]),
        (["await f()", "async def f(): pass"], [1, 0]),
    ],
)
def test_who_uses_a_name_runs_after_who_defines_it(bodies, order):
    text = "".join(f'app._unparsable_cell(r"""\n{b}\n""")\n' if b == "(" else
                   cell(b).replace("def _", "async def _") for b in bodies)  # fmt: skip
    cells = read(text)
    assert [cell.source for cell in cells] == bodies
    assert run_order(cells) == [bodies[n] for n in order]


def test_cells_that_run_as_they_stand_have_no_turns():
    assert {cell.turn for cell in read(cell("a = 1") + cell("b = a"))} == {0}


TORN = """\
@app.cell
def _(np):
    x = (1,
    return (x,)


@app.cell
def _():
    y = 2
    return (y,)


@app.function
def f(x):
    return x +


with app.setup:
    import os
    z = = 3
"""


def test_what_is_broken_in_one_cell_costs_the_others_nothing():
    assert sources(TORN) == ["x = (1,", "y = 2", "def f(x):\n    return x +", "import os\nz = = 3"]
    assert sources("import os\nx = = 1\n" + cell("y = 2")) == ["import os\nx = = 1", "y = 2"]
    assert sources(cell("y = 2") + "app._unparsable_cell('a'\n")[0] == "y = 2"
    assert sources("@app.cell\n")[0:] == []


def test_a_long_file_is_read_cell_by_cell():
    text = "".join(cell(f"x{n} = '{'a' * 1_000}'") for n in range(300))
    cells = read(text)
    assert [len(cell.source) for cell in cells] == [1_000 + len(f"x{n} = ''") for n in range(300)]
    assert cells[-1].source.startswith("x299 = 'aaa")


@pytest.mark.parametrize(
    "text",
    [
        cell("x = " + "(" * 50_000),
        cell("x = " + "-" * 80_000 + "1"),
        cell("x = " + "[" * 90 + "]" * 90),
        "@app.cell\n" * 9_000,
        "@app.cell\ndef _():\n" * 3_000,
        cell("x = '''" + "\n" * 50_000 + "'''"),
        cell("x = 0" + "+f'''\n {1}'''" * 5_000),
        cell("def f(" + ",".join(f"a{n}" for n in range(9_000)) + "): pass"),
        "".join(cell(f"a{n % 7} = b{n % 5}; b{n % 3} = a{n % 2}") for n in range(1_500)),
        "@app.cell\ndef _(" + ",\n".join(f"a{n}:\n'b'" for n in range(5_000)) + "):\n    pass\n",
        "with app.setup, app.setup:\n    pass\n" * 2_000,
        cell("x = '\\N{" + "A" * 50_000 + "}'"),
        "\x0c" + cell("x\x0c= 1"),
        cell("é = 'ﬁ'; return é"),
    ],
)
def test_what_is_made_to_be_hard_is_read_soon(text):
    before = process_time()
    with suppress(Unreadable):
        read(text)
    assert process_time() - before < 10


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            cell("x = 1") * (MAX_CELLS + 1),
            "there are more than 5000 cells; join some of them into one",
        ),
        (
            cell("\n" * MAX_LINES),
            "the cells have more than 100000 lines; remove what was pasted in, such as tables",
        ),
    ],
)
def test_caps_are_those_of_other_notebooks(text, reason):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert str(refused.value.reason) == reason
