"""Grader and worker: The size of a value; both keep the same account of it."""

from __future__ import annotations

from autograder.protocol.errors import UnsendableError
from autograder.protocol.grammar import (
    MAX_BITS,
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_DIMENSIONS,
    MAX_LENGTH,
    MAX_NODES,
    MAX_TABLE,
)

_CHARACTER = 4  #: bytes, in an array of texts


class WireBudget:
    """Room left in a value on the wire; each method raises `WireError` if there is none."""

    def __init__(self) -> None:
        self._nodes = 0
        self._bytes_left = MAX_BYTES
        self._longest = 0
        self._cells_left = MAX_CELLS
        self._columns_left = MAX_COLUMNS

    def take_node(self, depth: int) -> None:
        self._nodes += 1
        self._require_nodes()
        if depth > MAX_DEPTH:
            raise UnsendableError("depth", MAX_DEPTH)
        self._require_table()

    def take_parts(self, count: int) -> None:
        """Take the parts of a record that are not values."""
        self._nodes += count
        self._require_nodes()

    def take_column(self) -> None:
        """Take a column, a level of an index, or a time by itself: each is slow to build."""
        self._columns_left -= 1
        if self._columns_left < 0:
            raise UnsendableError("columns", MAX_COLUMNS)

    def take_bytes(self, size: int) -> None:
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise UnsendableError("size", MAX_BYTES)

    def require_cells(self, rows: int, columns: int = 1) -> None:
        """Refuse a table of more cells than there is room for, before any is looked at."""
        if rows * columns > self._cells_left:
            raise UnsendableError("cells", MAX_CELLS, shape=(rows, columns))

    def take_cells(self, rows: int, columns: int = 1) -> None:
        self.require_cells(rows, columns)
        self._cells_left -= rows * columns

    def take_text(self, size: int) -> None:
        """Take text or bytes that, put into an array, make each other element as large."""
        self.take_bytes(size)
        self._longest = max(self._longest, size)
        self._require_table()

    def take_integer(self, value: int) -> None:
        if value.bit_length() > MAX_BITS:
            raise UnsendableError("integer", value.bit_length())
        self.take_bytes(value.bit_length() // 8)

    def _require_nodes(self) -> None:
        if self._nodes > MAX_NODES:
            raise UnsendableError("values", MAX_NODES)

    def _require_table(self) -> None:
        if self._nodes * self._longest * _CHARACTER > MAX_TABLE:
            raise UnsendableError("size", MAX_TABLE)


def require_shape(shape: tuple[int, ...]) -> None:
    """Refuse, as `WireError`, an array of too many dimensions or too long along one."""
    if len(shape) > MAX_DIMENSIONS or any(length > MAX_LENGTH for length in shape):
        raise UnsendableError("shape", shape=shape)
