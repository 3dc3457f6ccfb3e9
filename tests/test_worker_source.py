"""What source uses, in words and dotted names.

Tests of `worker/program.py`.
"""

from __future__ import annotations

import pytest

from autograder.worker.source import uses


def used(source: str, name: str | None = "f") -> list[str] | None:
    return uses([source], name)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for i in x: pass", ["for"]),
        ("while x: x -= 1", ["while"]),
        ("return 1 if x else 2", ["if"]),
        ("return (lambda y: y)(x)", ["lambda"]),
        ("return [y for y in x]", ["comprehension"]),
        ("return sum(y for y in x)", ["comprehension", "sum"]),
        ("return {y: 1 for y in x}", ["comprehension"]),
        ("try: x()\n    except ValueError: raise", ["ValueError", "raise", "try"]),
        ("class A: pass", ["class"]),
        ("with x as y: return y", ["with"]),
        ("assert x @ x", ["@", "assert"]),
        ("match x:\n        case 1: return 2", ["match"]),
        ("yield x", ["yield"]),
        ("import numpy as np\n    return np.sum(x)", ["import", "numpy", "numpy.sum"]),
        ("return x", []),
    ],
)
def test_statements_and_expressions_have_plain_names(body: str, expected: list[str]) -> None:
    assert used(f"def f(x):\n    {body}") == expected


@pytest.mark.parametrize(
    ("imports", "expression", "expected"),
    [
        ("import numpy as np", "np.convolve(x)", "numpy.convolve"),
        ("import numpy", "numpy.convolve(x)", "numpy.convolve"),
        ("from numpy import convolve", "convolve(x)", "numpy.convolve"),
        ("from numpy import convolve as c", "c(x)", "numpy.convolve"),
        ("from numpy import *", "convolve(x)", "numpy.convolve"),
        ("import numpy as np\nc = np.convolve", "c(x)", "numpy.convolve"),
        ("import numpy.linalg as la", "la.norm(x)", "numpy.linalg.norm"),
        ("import numpy.linalg", "numpy.linalg.norm(x)", "numpy.linalg.norm"),
        ("from scipy import signal", "signal.convolve2d(x)", "scipy.signal.convolve2d"),
        ("", "list(map(abs, x))", "map"),
        ("", "x.sum()", ".sum"),
        ("", "f(x)[0].T.dot(x)", ".dot"),
        ("import numpy as np", "np.array(x).sum()", ".sum"),
    ],
)
def test_names_are_found_through_their_aliases(
    imports: str, expression: str, expected: str
) -> None:
    found = used(f"{imports}\ndef f(x):\n    return {expression}")
    assert found is not None
    assert expected in found


def test_a_name_that_hides_a_builtin_is_none() -> None:
    assert used("def f(x):\n    sum = 0\n    return sum") == []
    assert used("def f(max):\n    return max") == []
    assert used("sum = 3\ndef f(x):\n    return sum") == []


def test_recursion_is_found_directly_inside_and_in_a_circle() -> None:
    assert used("def f(x):\n    return f(x - 1)") == ["f", "recursion"]
    found = used("def f(x):\n    def g(y): return g(y)\n    return g(x)")
    assert found == ["recursion"]
    assert used("def f(x): return g(x)\ndef g(x): return f(x)") == ["f", "g", "recursion"]
    assert used("def f(x): return g(x)\ndef g(x): return x") == ["g"]
    assert used("f = lambda x: f(x - 1)") == ["f", "lambda", "recursion"]


def test_the_last_definition_counts() -> None:
    sources = ["def f(x):\n    for i in x: pass", "def f(x):\n    while x: pass"]
    assert uses(sources, "f") == ["while"]
    assert used("if True:\n    def f(x):\n        while x: pass") == ["while"]


def test_helpers_belong_to_the_function_that_calls_them() -> None:
    source = (
        "import numpy as np\n"
        "def helper(x): return deeper(x)\n"
        "def deeper(x): return np.convolve(x, x)\n"
        "def other(x): return np.dot(x, x)\n"
        "def f(x): return helper(x)"
    )
    assert used(source) == ["deeper", "helper", "numpy.convolve"]


def test_a_helper_hidden_by_a_parameter_is_not_called() -> None:
    source = "def activation(x):\n    for i in x: pass\ndef f(x, activation): return activation(x)"
    assert used(source) == []


def test_a_name_given_to_a_function_of_a_library_is_that_function() -> None:
    assert used("import numpy as np\nf = np.convolve") == ["numpy.convolve"]


def test_the_whole_submission() -> None:
    source = "import numpy as np\nfrom scipy.signal import convolve\nx = np.zeros(3)\nprint(x)"
    assert used(source, None) == [
        "import",
        "numpy",
        "numpy.zeros",
        "print",
        "scipy.signal.convolve",
    ]


def test_a_name_that_is_not_defined() -> None:
    assert used("g = 3") is None
    assert used("f = 3") is None


def test_cells_with_magics_are_read_and_broken_ones_left_out() -> None:
    sources = [
        "%%time\nimport numpy as np",
        "!pip install x\n%matplotlib inline\n",
        "def f(x:\n",
        "(" * 100_000,
        "\x00",
        "x = 1" + " + 1" * 20_000,
        "%%bash\nfor i in 1 2; do echo; done",
        "def f(x):\n    %time y = np.dot(x, x)\n    return y",
    ]
    assert uses(sources, "f") == ["numpy.dot"]


def test_nothing_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert used("print('ran')\ndef f(x=print('ran')): return x") == ["print"]
    assert capsys.readouterr().out == ""


def test_an_import_inside_one_function_is_unknown_in_another() -> None:
    source = "def g(x):\n    import numpy as np\ndef f(x): return np.dot(x, x)"
    assert used(source) == [".dot"]


def test_a_star_import_is_named_by_its_module() -> None:
    assert used("from numpy import *\nx = zeros(3)", None) == ["import", "numpy", "numpy.zeros"]


def test_what_is_bound_last_counts_also_if_it_is_no_definition() -> None:
    definition = "import numpy as np\ndef f(x):\n    for i in x: pass"
    assert used(f"{definition}\nf = np.convolve") == ["numpy.convolve"]
    assert used(f"{definition}\ndef g(x):\n    while x: pass\nf = g") == ["while"]
    assert used(f"from numpy import convolve as f\n{definition}") == ["for"]
