"""Grader and template: Libraries that a template imports beforehand.

A library is named as in an import statement. Those of a fixed list are imported where submissions
ask for them, so that no submission chooses what runs outside of a worker; none of these imports
`matplotlib.pyplot`, which is loaded where its user is. Others are imported where the assignment
names them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence

_PLOTS = (
    "matplotlib",
    "matplotlib.animation",
    "matplotlib.backends.backend_agg",
    "matplotlib.dates",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "matplotlib.image",
    "matplotlib.projections",
    "matplotlib.style",
    "IPython.core.pylabtools",
    "mpl_toolkits.mplot3d",
)
_STATISTICS = ("scipy", "scipy.optimize", "scipy.signal", "scipy.stats", "scipy.ndimage")

#: Modules to import, by the name of the library.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "matplotlib": _PLOTS,
    "pandas": ("pandas",),
    "PIL": ("PIL.Image",),
    "pylab": _PLOTS,
    "scipy": _STATISTICS,
    "seaborn": ("pandas", *_PLOTS, *_STATISTICS),
    "sklearn": (
        "sklearn",
        "sklearn.cluster",
        "sklearn.datasets",
        "sklearn.decomposition",
        "sklearn.ensemble",
        "sklearn.linear_model",
        "sklearn.metrics",
        "sklearn.model_selection",
        "sklearn.naive_bayes",
        "sklearn.neighbors",
        "sklearn.neural_network",
        "sklearn.pipeline",
        "sklearn.preprocessing",
        "sklearn.svm",
        "sklearn.tree",
    ),
    "sympy": ("sympy",),
}

#: What every worker has imported, if the assignment names it; anything else is at hand.
_IMPORTED = ("numpy", "tensorflow", "keras")


def imported_by_all(imports: Sequence[str]) -> tuple[str, ...]:
    """Return what, of all that an assignment names, each of its workers has imported."""
    return tuple(name for name in imports if name.partition(".")[0] in _IMPORTED)


def at_hand(imports: Sequence[str]) -> tuple[str, ...]:
    """Return what, of all that an assignment names, is at hand for a worker that imports it."""
    return tuple(name for name in imports if name not in imported_by_all(imports))


def modules_of(library: str) -> tuple[str, ...]:
    """Return the modules to import for a library."""
    return LIBRARIES.get(library, (library,))


def is_missing(library: str) -> bool:
    """Tell whether a library is not installed here; it is not imported."""
    try:
        return importlib.util.find_spec(library.partition(".")[0]) is None
    except ValueError:  # a module that has been made by hand
        return False


def pip_command(library: str) -> str:
    """Return the command that installs a library, in general."""
    package = library.partition(".")[0]
    return f"pip install {_PACKAGES.get(package, package)}"


#: Packages that have another name than what is imported.
_PACKAGES: Mapping[str, str] = {
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "PIL": "pillow",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
