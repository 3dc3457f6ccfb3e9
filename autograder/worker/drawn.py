"""Worker: What is drawn on a figure, as arrays: lines, points, bars and images, by whatever means.

Most plots of pandas and seaborn are made of the same few things: lines, collections of points,
rectangles, meshes of colours. What is drawn one by one in a loop counts one by one, and together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.protocol.facts import AxesFacts, FigureFacts, Place

MOST_AXES = 100
MOST_ARTISTS = 100  #: of each kind, on one pair of axes
MOST_TOGETHER = 5_000  #: artists that are taken for one drawing

_NONE = (None, "None", "none", "", " ")  #: no marker, no line

Array = NDArray[Any]


def facts(figure: Any, cell: int | None = None) -> FigureFacts:
    """Return what is on a figure that a cell has shown."""
    axes = [one for one in figure.axes if one.get_label() != "<colorbar>"]
    return FigureFacts(
        axes=tuple(_axes_facts(one, axes) for one in axes[:MOST_AXES]),
        title=_text(figure.get_suptitle()),
        xlabel=_text(figure.get_supxlabel()),
        ylabel=_text(figure.get_supylabel()),
        cell=cell,
    )


def _axes_facts(axes: Any, others: Sequence[Any]) -> AxesFacts:
    points, bars = list(_points(axes)), list(_bars(axes))
    return AxesFacts(
        title=" ".join(filter(None, map(_title, _at_the_same_place(axes, others)))),
        xlabel=_label(axes, "x", others),
        ylabel=_label(axes, "y", others),
        line=tuple(islice(_lines(axes), MOST_ARTISTS)),
        points=tuple(points[:MOST_ARTISTS] + _together(points)),
        bars=tuple(bars),
        image=tuple(islice(_images(axes), MOST_ARTISTS)),
        place=_place(axes),
    )


def _text(said: object) -> str:
    """Return exact text, also of what inherits from it."""
    return "".join((str(said),))


def _title(axes: Any) -> str:
    return " ".join(_text(axes.get_title(loc)) for loc in ("left", "center", "right")).strip()


def _at_the_same_place(axes: Any, others: Sequence[Any]) -> Iterator[Any]:
    """Yield the axes, and those that lie on top of them with a scale of their own (`twinx`)."""
    yield axes
    bounds = axes.get_position(True).bounds
    yield from (
        one for one in others if one is not axes and one.get_position(True).bounds == bounds
    )


def _label(axes: Any, name: str, others: Sequence[Any]) -> str:
    """Return the label of an axis, or the one label of all that share it."""
    shared = getattr(axes, f"get_shared_{name}_axes")()
    sharing = (one for one in others if one is not axes and shared.joined(axes, one))
    labels = (_text(getattr(one, f"get_{name}label")()) for one in (axes, *sharing))
    return next(filter(None, labels), "")


def _place(axes: Any) -> Place | None:
    """Return the first and the last row and column that axes take up, from 1."""
    spec = axes.get_subplotspec()
    if spec is None:
        return None
    spec = spec.get_topmost_subplotspec()
    rows, columns = spec.rowspan, spec.colspan
    return rows.start + 1, rows.stop, columns.start + 1, columns.stop


def _seen(artists: Iterable[Any]) -> Iterator[Any]:
    return (artist for artist in artists if artist.get_visible())


def _lines(axes: Any) -> Iterator[Array]:
    for line in _seen(axes.lines):
        if line.get_linestyle() not in _NONE:
            yield _coordinates(line)


def _points(axes: Any) -> Iterator[Array]:
    """Yield what `scatter` has drawn, and lines that have markers."""
    scattered = getattr(sys.modules.get("matplotlib.collections"), "PathCollection", ())
    for collection in islice(_seen(axes.collections), MOST_TOGETHER):
        offsets = np.ma.getdata(collection.get_offsets()).astype(float)
        if isinstance(collection, scattered) or len(offsets) > 1:
            yield offsets
    for line in islice(_seen(axes.lines), MOST_TOGETHER):
        if line.get_marker() not in _NONE:
            yield _coordinates(line)


def _coordinates(line: Any) -> Array:
    return np.asarray(line.get_xydata(), float)


def _together(points: Sequence[Array]) -> list[Array]:
    return [np.concatenate(points)] if len(points) > 1 else []


def _bars(axes: Any) -> Iterator[Array]:
    """Yield how long bars are, upright or lying: those drawn together, and all that there are."""
    lying: dict[int, bool] = {}  # by the patch
    for number, container in enumerate(axes.containers[:MOST_TOGETHER]):
        patches = list(filter(_is_bar, _seen(getattr(container, "patches", ()))))
        is_lying = getattr(container, "orientation", None) == "horizontal"
        lying |= {id(patch): is_lying for patch in patches}
        if patches and number < MOST_ARTISTS:
            yield from _in_both_orders(patches, is_lying)
    if every := list(filter(_is_bar, islice(_seen(axes.patches), MOST_TOGETHER))):
        guess = _look_lying(every)
        yield from _in_both_orders(every, all(lying.get(id(patch), guess) for patch in every))
    for patch in islice(_seen(axes.patches), MOST_ARTISTS):
        yield from _steps(patch)


def _is_bar(patch: Any) -> bool:
    """Whether a patch is a rectangle, and not the empty one that stands for others in a legend."""
    rectangle = getattr(sys.modules.get("matplotlib.patches"), "Rectangle", ())
    return isinstance(patch, rectangle) and bool(patch.get_width() or patch.get_height())


def _look_lying(bars: Sequence[Any]) -> bool:
    """Whether bars that nobody calls so begin at the same x, and not at the same y."""
    starts = {round(bar.get_x(), 9) for bar in bars}, {round(bar.get_y(), 9) for bar in bars}
    return len(starts[0]) == 1 < len(starts[1])


def _in_both_orders(bars: Sequence[Any], is_lying: bool) -> Iterator[Array]:
    """Yield lengths in the order in which bars were drawn, and in which they stand."""
    lengths = [bar.get_width() if is_lying else bar.get_height() for bar in bars]
    places = [bar.get_y() if is_lying else bar.get_x() for bar in bars]
    order = np.argsort(np.asarray(places, float), kind="stable")
    yield np.asarray(lengths, float)
    if list(order) != list(range(len(bars))):
        yield np.asarray(lengths, float)[order]


def _steps(patch: Any) -> Iterator[Array]:
    """Yield the counts of a histogram that is drawn as steps, with one outline for all of them."""
    patches: Any = sys.modules.get("matplotlib.patches")
    if isinstance(patch, patches.StepPatch):
        yield np.asarray(patch.get_data().values, float)
    elif isinstance(patch, patches.Polygon):
        x, y = np.asarray(patch.get_xy(), float).T
        end = int(np.argmax(x))  # the last edge; the ground line may follow
        edges, tops = x[:end].reshape(-1, 2) if end % 2 == 0 else x[:0], y[1 : end + 1]
        if len(edges) and (edges[:, 0] == edges[:, 1]).all() and (tops[::2] == tops[1::2]).all():
            yield tops[::2]


def _images(axes: Any) -> Iterator[Array]:
    """Yield pixels, and the numbers of a mesh, as of `pcolormesh` or seaborn's `heatmap`."""
    for image in _seen(axes.images):
        if image.get_array() is not None:
            yield np.ma.getdata(image.get_array())
    for mesh in _seen(axes.collections):
        numbers = mesh.get_array()
        if numbers is not None and np.ndim(numbers) == 2:
            yield np.ma.getdata(numbers)
