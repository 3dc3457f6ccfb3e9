"""Tests of `worker/shelf.py`, `worker/libraries.py` and `protocol/libraries.py`.

A library that is at hand is the same, byte for byte, as one that the worker imports by itself: what
is shown, and which modules are loaded by it.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.protocol.libraries import LIBRARIES
from autograder.records import CellRequest, CellRun, Limits
from autograder.sandbox.jail.layers import ALL_LAYERS
from autograder.sandbox.launch import ENTRY, Template
from tests.sizes import any_of

GENEROUS = {"seconds": 30.0, "wall": 120.0}

#: Every loaded module that has been imported by name, with the modules it has as attributes.
LOADED = """
import sys
for name, module in sorted(sys.modules.items()):
    if getattr(module, '__spec__', None) and '_cyutility' not in name:
        print(name, *sorted(k for k, v in list(vars(module).items()) if type(v) is type(sys)))
"""
PROGRAMS = {
    "matplotlib": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('日本')\nplt.show()",
        "import matplotlib\nmatplotlib.dates",
        "import matplotlib\nprint(matplotlib.get_configdir(), matplotlib.get_cachedir())\n"
        "matplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.plot([1]);",
        "%matplotlib notebook\nfrom matplotlib.pylab import *\nhist([1, 1, 2], density=True);",
        "from mpl_toolkits.mplot3d import Axes3D",
    ),
    "pandas": (
        "import pandas as pd\nframe = pd.DataFrame({c: [1.5, 2] for c in 'abcdefghijklmnopqrst'})\n"
        "print(frame)\nframe.describe()",
        "import pandas\npandas.plotting.scatter_matrix",
        "import pandas as pd\npd.Series([1, 4, 9]).plot()",
    ),
    "PIL": ("from PIL import Image\nImage.new('L', (2, 2))", "import PIL\nPIL.Image"),
    "scipy": (
        "import scipy\nscipy.stats.norm.cdf(0)",
        "from scipy import signal\nsignal.convolve2d([[1, 2]], [[1]])",
        "import scipy.integrate\nscipy.integrate.quad(lambda x: x, 0, 1)",
    ),
    "seaborn": ("import seaborn as sns\nsns.set_theme()\nsns.lineplot(x=[1, 2], y=[3, 4]);",),
    "sklearn": (
        "import sklearn\nsklearn.svm",
        "from sklearn.linear_model import LinearRegression\nLinearRegression().fit([[1]], [2])",
        "from sklearn.datasets import load_iris\nload_iris(as_frame=True).frame.head()",
    ),
}


@pytest.fixture(scope="module")
def at_hand() -> Iterator[Sandbox]:
    with Sandbox(libraries=tuple(LIBRARIES)) as sandbox:
        yield sandbox


def ran(sandbox: Sandbox, program: str) -> tuple[CellRun, CellRun]:
    """Return what a program shows in a fresh worker, and what is loaded then."""
    with sandbox.worker(Limits()) as worker:
        shown = worker.ask(CellRequest(cell=1, source=program), **GENEROUS)
        loaded = worker.ask(CellRequest(cell=2, source=LOADED), **GENEROUS)
    assert isinstance(shown, CellRun)
    assert isinstance(loaded, CellRun)
    return shown, loaded


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.family(kind=any_of("program"))
@pytest.mark.parametrize(
    ("library", "program"), [(name, program) for name in PROGRAMS for program in PROGRAMS[name]]
)
def test_a_library_at_hand_is_the_same(
    sandbox: Sandbox, at_hand: Sandbox, library: str, program: str
) -> None:
    assert importlib.util.find_spec(library), "the tests' own requirements bring it"
    shown, loaded = ran(at_hand, program)
    assert (shown, loaded) == ran(sandbox, program)
    assert shown.stopped is None
    lines = dict(loaded.outputs[0].content)["text"].splitlines()
    assert library in [line.partition(" ")[0] for line in lines]


@pytest.mark.process
@pytest.mark.parametrize(
    "estimator",
    [
        "cluster import KMeans as E; e = E(2)",
        "neighbors import KNeighborsClassifier as E; e = E(2, algorithm='brute')",
        "model_selection import GridSearchCV as E; from sklearn.svm import SVC; "
        "e = E(SVC(), {'C': [1, 2]}, cv=2, n_jobs=-1)",
    ],
)
def test_what_looks_for_threads_is_fitted(at_hand: Sandbox, estimator: str) -> None:
    program = (
        f"from sklearn.{estimator}\nlen(e.fit([[1], [2], [3], [4]], [0, 1, 0, 1]).predict([[1]]))"
    )
    shown, _ = ran(at_hand, program)
    assert dict(shown.outputs[-1].content) == {"text/plain": "1"}


@pytest.mark.process
def test_who_imports_nothing_has_nothing_of_it(sandbox: Sandbox, at_hand: Sandbox) -> None:
    assert ran(at_hand, "x = 1") == ran(sandbox, "x = 1")


@pytest.mark.process
@pytest.mark.parametrize(
    "program",
    [
        "open('pandas.py', 'w').write('mine = 7');\nimport pandas\npandas.mine",
        "open('csv.py', 'w').write('mine = 8');\nimport csv, matplotlib.figure\ncsv.mine",
        "open('csv.py', 'w').write('mine = 8');\nimport matplotlib.figure, csv\ncsv.mine",
    ],
)
def test_a_students_own_module_comes_first(
    sandbox: Sandbox, at_hand: Sandbox, program: str
) -> None:
    shown, _ = ran(at_hand, program)
    assert shown == ran(sandbox, program)[0]
    if "pandas" in program:
        assert dict(shown.outputs[0].content) == {"text/plain": "7"}


def python(folder: Path, program: str) -> str:
    """Return what a program prints that has a package `made`, and a shelf."""
    begin = f"""
        import importlib, sys
        sys.path.insert(0, {str(folder)!r})
        from autograder.worker.shelf import Shelf

        shelf = Shelf()
        sys.meta_path.insert(0, shelf)
    """
    source = dedent(begin) + dedent(program)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A package: its parts ask for each other, in a circle too; one name covers a part."""
    package = tmp_path / "made"
    package.mkdir()
    (package / "__init__.py").write_text(
        "print('loaded')\nfrom made import first\nfrom .covered import covered\n"
        "from . import gone\ndel gone\n"
    )
    (package / "first.py").write_text("from . import second\n")
    (package / "second.py").write_text("import made.first\n")
    (package / "covered.py").write_text("def covered(): return 'a function'\n")
    (package / "gone.py").write_text("")
    (package / "other.py").write_text("from made.first import *\nimport colorsys\n")
    return tmp_path


@pytest.mark.process
def test_what_an_import_would_load_is_put_back_and_nothing_else(made: Path) -> None:
    program = """
        shelf.load("made.other")
        print([name for name in sys.modules if name.startswith("made")])
        import made
        print(sorted(name for name in sys.modules if name.startswith("made")))
        print(made.first.second.made is made, made.covered(), hasattr(made, "gone"))
        print(hasattr(made, "other"), "colorsys" in sys.modules)
        import made.other
        print(made.other.colorsys is sys.modules["colorsys"], made.other.__spec__.origin[-8:])
        importlib.reload(made)
    """
    assert python(made, program).splitlines() == [
        "loaded",
        "[]",
        "['made', 'made.covered', 'made.first', 'made.gone', 'made.second']",
        "True a function False",
        "False False",
        "True other.py",
        "loaded",
    ]


@pytest.mark.process
def test_writing_down_ends_with_it(made: Path) -> None:
    program = """
        import builtins
        from importlib.machinery import ExtensionFileLoader, SourceFileLoader
        loaders = SourceFileLoader, ExtensionFileLoader
        before = builtins.__import__, importlib.import_module, [vars(l).keys() for l in loaders]
        try:
            shelf.load("nothing_like_this")
        except ImportError:
            print("raised")
        print((builtins.__import__, importlib.import_module) == before[:2])
        print(["exec_module" in vars(loader) for loader in loaders])
    """
    assert python(made, program).splitlines() == ["raised", "True", "[False, True]"]


@pytest.mark.process
def test_a_library_that_starts_a_thread_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "quiet.py").write_text("x = 1\n")
    (tmp_path / "busy.py").write_text(
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )
    entry = (
        f"import sys; sys.path.append({str(tmp_path)!r});"
        "import autograder.protocol.libraries as l; "
        "l.LIBRARIES = {'busy': ('busy',), 'quiet': ('quiet', 'absent')};" + ENTRY
    )
    started = []

    class Unusual(Sandbox):
        def _new_template(self) -> Template:
            started.append(self._libraries)
            return Template((), ALL_LAYERS, entry, libraries=self._libraries)

    with Unusual(libraries=("busy", "quiet")) as sandbox:
        assert started == [("busy", "quiet"), ("quiet",)]
        assert sandbox.threaded == ("busy",)
        shown, _ = ran(sandbox, "import quiet\nquiet.x")
        assert dict(shown.outputs[0].content) == {"text/plain": "1"}


@pytest.mark.process
def test_none_of_the_list_starts_a_thread_or_plots(at_hand: Sandbox) -> None:
    assert at_hand._libraries == tuple(LIBRARIES)
    shown, _ = ran(
        at_hand,
        "import sys\nfrom autograder.worker.shelf import Shelf\n"
        "[s] = [f for f in sys.meta_path if isinstance(f, Shelf)]\n"
        "print('matplotlib.figure' in s._modules, 'matplotlib.pyplot' in s._modules)",
    )
    assert dict(shown.outputs[0].content)["text"] == "True False\n"


@pytest.mark.process
def test_a_library_that_an_assignment_names_is_at_hand(sandbox: Sandbox) -> None:
    program = "import wcwidth\nprint(wcwidth.wcswidth('日本'))"
    with Sandbox(("numpy", "wcwidth")) as named:
        assert named.threaded == ()
        assert [name for name, _ in named.versions] == [name for name, _ in sandbox.versions]
        assert ran(named, program) == ran(sandbox, program)
