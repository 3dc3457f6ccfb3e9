"""Margins of an answer's numbers around the expected ones, each part by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.kind import YamlPart
from autograder.frozen import dataclass
from autograder.protocol.table_cells import label_texts
from autograder.protocol.tables import FrameTable, Labels, SeriesTable
from autograder.values import numbers, unwrap

RELATIVE = 1e-4  #: of the largest magnitude expected of a part, where nothing else is stated
OF_NOTHING = 1e-9  #: where that magnitude is 0
ROUNDING = 1e-14  #: what is computed and nowhere larger than this is a 0 with rounding errors


@dataclass(frozen=True, kw_only=True)
class Margin:
    """The largest allowed difference of numbers; where there are parts, of each by itself."""

    size: float
    each: float = 0.0  #: the same as a share of each number, in a table
    whole_exactly: bool = False  #: in a table: whole numbers have to be the same
    parts: Mapping[object, Margin] = field(default_factory=dict)  #: by index, or by key

    @property
    def plain(self) -> object:
        """The size; where there are parts, those of each by index or key."""
        return {key: part.plain for key, part in self.parts.items()} if self.parts else self.size

    def spread(self, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """Return the allowed difference of each number in an array of that shape."""
        if not self.parts or not shape or 0 in shape:
            return np.full(shape, self.size)
        return np.stack([self.parts[n].spread(shape[1:]) for n in range(shape[0])])


def margins(expected: Sequence[object], absolute: object = None, relative: object = None) -> Margin:
    """Return the margin for the answers that are expected in the cases of a check.

    It is `absolute`, or `relative` of the largest magnitude that is expected in any case, by
    default `RELATIVE`; where both are stated, the larger one. A tuple, a dictionary, and a list
    that is no rectangular array have a margin for each part, and so has what is stated by part, in
    a list or a mapping.
    """
    answers = [unwrap(answer) for answer in expected]
    if any(isinstance(answer, FrameTable | SeriesTable | Labels) for answer in answers):
        return _of_tables(absolute, relative)
    if any(map(_is_stated_by_part, (absolute, relative))) or any(map(_has_parts, answers)):
        return Margin(
            size=OF_NOTHING,
            parts={
                key: margins(given, _of_part(absolute, key), _of_part(relative, key))
                for key, given in _parts(answers).items()
            },
        )
    return Margin(size=_size(max(map(_magnitude, answers), default=0.0), absolute, relative))


def _of_tables(absolute: object, relative: object) -> Margin:
    """Return the margin of tables, by column where it is stated so: pandas' own by default."""
    stated = [part for part in (absolute, relative) if isinstance(part, dict)]
    parts: dict[object, Margin] = {
        str(key): _of_tables(_of_part(absolute, key), _of_part(relative, key))
        for part in stated
        for key in part
    }
    size = absolute if isinstance(absolute, int | float) else None
    each = relative if isinstance(relative, int | float) else None
    if size is None and each is None:
        return Margin(size=1e-8, each=1e-5, whole_exactly=True, parts=parts)
    return Margin(size=float(size or 0), each=float(each or 0), parts=parts)


def require_known_parts(part: YamlPart, expected: Sequence[object]) -> None:
    """Keep a fault where something is stated for a part that no expected answer has."""
    for key in ("tolerance", "relative"):
        if name := _unknown_part(part.data.get(key), expected):
            part.fault(key, f"`{key}` is stated for {name}, which no expected answer has")


def _unknown_part(stated: object, expected: Sequence[object]) -> str | None:
    if not _is_stated_by_part(stated):
        return None
    there = _parts([_by_column(unwrap(answer)) for answer in expected])
    for key, part in _items(stated):
        if key not in there:
            return f"part {key}" if isinstance(key, int) else repr(key)
        if inner := _unknown_part(part, there[key]):
            return inner
    return None


def _by_column(answer: object) -> object:
    return dict.fromkeys(label_texts(answer.columns)) if isinstance(answer, FrameTable) else answer


def without_rounding(expected: Sequence[object]) -> tuple[object, ...]:
    """Return computed answers with 0 in each part that is nowhere more than rounding errors."""
    largest = margins(expected, relative=1.0)
    return tuple(_cleared(unwrap(answer), largest) for answer in expected)


def _cleared(answer: object, largest: Margin) -> object:
    if isinstance(answer, FrameTable | SeriesTable | Labels):
        return answer
    if isinstance(answer, dict):
        return {key: _cleared(part, largest.parts[key]) for key, part in answer.items()}
    if largest.parts and isinstance(answer, list | tuple):
        return type(answer)(_cleared(part, largest.parts[n]) for n, part in enumerate(answer))
    if largest.size > ROUNDING or (array := numbers(answer, also_complex=True)) is None:
        return answer
    return np.where(np.isfinite(array), np.zeros_like(array), array)


def _is_stated_by_part(stated: object) -> bool:
    return isinstance(stated, list | tuple | dict)


def _of_part(stated: object, key: object) -> object:
    """Return what is stated for a part; a number is for all of them."""
    if isinstance(stated, dict):
        return stated.get(key)
    if isinstance(stated, list | tuple):
        return stated[key] if isinstance(key, int) and key < len(stated) else None
    return stated


def _has_parts(answer: object) -> bool:
    """Tell whether an answer is made of several that differ in kind."""
    if isinstance(answer, dict | tuple):
        return True
    is_list = isinstance(answer, list) or (isinstance(answer, np.ndarray) and answer.ndim > 0)
    return is_list and numbers(answer, also_complex=True) is None


def _parts(answers: Sequence[object]) -> dict[object, list[object]]:
    """Return the parts of all answers together, by index or by key."""
    together: dict[object, list[object]] = {}
    for answer in answers:
        for key, part in _items(answer):
            together.setdefault(key, []).append(unwrap(part))
    return together


def _items(answer: object) -> Iterator[tuple[object, object]]:
    if isinstance(answer, dict):
        yield from answer.items()
    elif isinstance(answer, list | tuple) or (isinstance(answer, np.ndarray) and answer.ndim):
        yield from enumerate(answer)


def _magnitude(answer: object) -> float:
    array = numbers(answer, also_complex=True)
    if array is None:
        return 0.0
    finite = np.abs(array.astype(complex if array.dtype.kind == "c" else float))
    return float(finite[np.isfinite(finite)].max(initial=0.0))


def _size(magnitude: float, absolute: Any, relative: Any) -> float:
    if absolute is not None and relative is None:
        return float(absolute)
    share = RELATIVE if relative is None else relative
    of_magnitude = share * magnitude if magnitude else OF_NOTHING
    return float(max(of_magnitude, 0 if absolute is None else absolute))
