"""Modules that cannot be imported: a package that is not there, or a file not handed in."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches

from autograder.records import Raised
from autograder.records.sentences import Code, Listed, Sentence, _

#: Packages that students import and that nobody writes; any other name may be a file of their own.
_PACKAGES = frozenset(
    {
        *("IPython", "PIL", "bs4", "cupy", "cv2", "dask", "distutils", "django", "flask"),
        *("google", "graphviz", "gym", "gymnasium", "h5py", "imageio", "imp", "ipywidgets"),
        *("japanize_matplotlib", "jax", "joblib", "keras", "lightgbm", "matplotlib"),
        *("mpl_toolkits", "mxnet", "nbformat", "networkx", "nltk", "numba", "numpy", "openpyxl"),
        *("pandas", "plotly", "polars", "pydot", "pygame", "pytest", "pytorch_lightning"),
        *("requests", "scipy", "seaborn", "selenium", "skimage", "sklearn", "statsmodels"),
        *("sympy", "tabulate", "tensorboard", "tensorflow", "tensorflow_addons"),
        *("tensorflow_datasets", "tensorflow_hub", "tensorflow_probability", "theano", "torch"),
        *("torchaudio", "torchvision", "tqdm", "transformers", "xgboost", "yaml"),
    }
)
_MISSING = re.compile(r"^No module named '([\w.]{1,100})'")


def missing_module(raised: Raised, libraries: Sequence[str], *, in_file: bool) -> Sentence:
    """Return what to do about a module that cannot be imported in a cell, or in a file.

    `libraries` are those that the assignment is for.
    """
    match = _MISSING.match(raised.message)
    if match and (meant := _meant(match[1].split(".")[0])):
        return _(
            "There is no module {module}. Is {meant} meant?",
            module=Code(match[1]),
            meant=Code(meant),
        )
    if match and not _is_package(match[1].split(".")[0]):
        return _perhaps_own(Code(match[1]), Listed(tuple(libraries)), in_file)
    if in_file:
        return _(
            "A module named above is not installed where your work is graded. What needs it cannot run; the rest of the file has been run."
        )
    return _(
        "A module named above is not installed where your work is graded. Put its import into a cell of its own or remove it: the rest of the cell was not run."
    )


#: Under another name than they are installed.
_INSTALLED_AS = {
    "opencv": "cv2",
    "opencv_python": "cv2",
    "scikit_learn": "sklearn",
    "pillow": "PIL",
    "beautifulsoup4": "bs4",
    "beautifulsoup": "bs4",
    "pyyaml": "yaml",
    "pytorch": "torch",
    "skimage_learn": "sklearn",
    "pyplot": "matplotlib.pyplot",
    "tensorflow_keras": "keras",
}
_ALIKE = 0.8  #: of difflib's ratio


def _meant(module: str) -> str | None:
    """Return the module that a name may be meant for that is none, None if it is not plain."""
    if _is_package(module):
        return None
    if known := _INSTALLED_AS.get(module.casefold()):
        return known
    folded = {name.casefold(): name for name in (*_PACKAGES, *_TAUGHT)}
    near = get_close_matches(module.casefold(), folded, 1, _ALIKE)
    return folded[near[0]] if near else None


#: Of Python's own modules, those that beginners import.
_TAUGHT = (
    *("math", "random", "statistics", "datetime", "time", "collections", "itertools", "functools"),
    *("json", "string", "copy", "fractions", "decimal", "operator", "pathlib", "typing"),
)


def _is_package(name: str) -> bool:
    return name in _PACKAGES or name in sys.stdlib_module_names


def _perhaps_own(module: Code, libraries: Listed, in_file: bool) -> Sentence:
    if in_file:
        return _(
            "If {module} is a file or a folder of your own, hand it in beside your work, all in one folder or zip file. If it is a package, it is not installed where your work is graded; this assignment needs {libraries} only. What needs it cannot run; the rest of the file has been run.",
            module=module,
            libraries=libraries,
        )
    return _(
        "If {module} is a file or a folder of your own, hand it in beside your work, all in one folder or zip file. If it is a package, it is not installed where your work is graded; this assignment needs {libraries} only: put its import into a cell of its own or remove it. The rest of the cell was not run.",
        module=module,
        libraries=libraries,
    )
