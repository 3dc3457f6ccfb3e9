"""Grader and template: Libraries that a template imports beforehand where submissions ask for them.

A library is named as in an import statement. A fixed list, so that no submission chooses what runs
outside of a worker. Each starts no thread, and none imports `matplotlib.pyplot`, which is loaded
where its user is.
"""

from __future__ import annotations

from collections.abc import Mapping

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
