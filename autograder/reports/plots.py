"""Plots as SVG for a page: the same numbers give the same bytes, and the page gives the colours.

Texts in them are digits and commas only; what they mean stands around them, in the language of
the reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DASHED = (0, (3, 2))
#: What says nothing to a reader, and ids that another plot on the page has as well.
_NEEDLESS = re.compile(r"<metadata>.*?</metadata>\s*|<style.*?</style>\s*| id=\"[\w.]*_\d+\"", re.S)

Bar = tuple[float, float, int]  #: from, to, how many


def histogram_svg(bars: Sequence[Bar], mean: float, median: float, name: str) -> Markup:
    """Return a histogram with lines at mean and median; `name` begins the ids of its parts."""

    def draw(axes: Axes) -> None:
        starts, ends, counts = zip(*bars, strict=True)
        widths = [end - start for start, end in zip(starts, ends, strict=True)]
        for number, bar in enumerate(axes.bar(starts, counts, widths, align="edge")):
            bar.set_gid(f"{name}-bar-{number}")
        axes.axvline(mean, linewidth=2).set_gid(f"{name}-mean")
        axes.axvline(median, linewidth=2, linestyle=_DASHED).set_gid(f"{name}-median")
        axes.set_xlim(starts[0], ends[-1])
        axes.set_xticks([*starts, ends[-1]])
        axes.locator_params("y", integer=True)
        axes.set_ylim(0, max(*counts, 1) * 1.1)

    return _svg(draw, name, (7.2, 2.4))


def scatter_svg(points: Sequence[tuple[float, float, str]], name: str) -> Markup:
    """Return points (share, correlation, digits beside them), with lines at 0 and at 0.2."""

    def draw(axes: Axes) -> None:
        axes.axhline(0.2, linewidth=1, linestyle=_DASHED).set_gid(f"{name}-least")
        axes.axhline(0, linewidth=1).set_gid(f"{name}-zero")
        across, up = [x for x, _y, _text in points], [y for _x, y, _text in points]
        axes.scatter(across, up, s=36).set_gid(f"{name}-dots")
        lowest = min(0.0, *up) - 0.1
        for x, y, text in _labels(points, least=_LINE * (_TOP - lowest)):
            axes.annotate(text, (x, y), xytext=(6, 4), textcoords="offset points")
        axes.set_xlim(-0.02, 1.05)
        axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        axes.set_ylim(lowest, _TOP)

    return _svg(draw, name, (7.2, 3))


_TOP = 1.1
_LINE = 0.08  #: of the height of a plot of points, that a line of text takes
_DIGIT = 0.016  #: of its width, that a character takes


def _labels(
    points: Sequence[tuple[float, float, str]], least: float
) -> list[tuple[float, float, str]]:
    """Return what stands beside points; of those whose texts would meet, together at the last.

    `least`: how far apart up and down texts do not meet.
    """
    labels = list[tuple[float, float, str]]()
    for x, y, text in sorted(points, key=lambda point: point[:2]):
        near = [
            place
            for place, (left, other, there) in enumerate(labels)
            if abs(y - other) < least and x < left + _DIGIT * (len(there) + 1)
        ]
        if near:
            _left, other, there = labels[near[0]]
            labels[near[0]] = x, max(y, other), f"{there}, {text}"
        else:
            labels.append((x, y, text))
    return labels


def _svg(draw: Callable[[Axes], None], name: str, size: tuple[float, float]) -> Markup:
    import matplotlib  # takes as long to load as all the rest together
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever a matplotlibrc on this machine says
        matplotlib.rc("svg", fonttype="none", hashsalt=name)  # text stays text
        matplotlib.rc("font", size=11)
        matplotlib.rc("axes", unicode_minus=False)
        matplotlib.rc("axes.spines", top=False, right=False)
        figure = Figure(figsize=size, layout="constrained")
        draw(figure.add_subplot())
        text = io.StringIO()
        FigureCanvasSVG(figure)
        about = {"Date": None, "Creator": None}
        figure.savefig(text, format="svg", transparent=True, metadata=about)
    whole = text.getvalue()
    svg = _NEEDLESS.sub("", whole[whole.index("<svg") :])
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))
