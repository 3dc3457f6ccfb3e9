"""Tests of `protocol/parts.py`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from autograder.protocol.parts import with_parts


class Pair(NamedTuple):
    one: int
    other: int


def doubled(part: object) -> object:
    return 2 * part if type(part) is int else part


def test_parts_are_found_however_deep() -> None:
    value = {"a": [1, (2, {3})], 4: {"b": None}}
    assert with_parts(value, doubled) == {"a": [2, (4, {6})], 8: {"b": None}}
    assert with_parts(5, doubled) == 10


def test_arrays_of_objects_hold_parts_and_others_are_parts() -> None:
    objects = np.array([[1, "x"], [None, 2]], dtype=object)
    assert with_parts(objects, doubled).tolist() == [[2, "x"], [None, 4]]
    assert objects.tolist() == [[1, "x"], [None, 2]]
    numbers = np.arange(3)
    assert with_parts(numbers, doubled) is numbers
    record = np.array([(1, "x")], dtype=[("n", "i8"), ("of", "O")])
    assert with_parts(record, doubled) is record


def test_a_subclass_is_a_part_itself() -> None:
    pair = Pair(1, 2)
    assert with_parts([pair], doubled)[0] is pair
