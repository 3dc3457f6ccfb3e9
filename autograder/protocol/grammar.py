"""Grader and worker: The grammar: nodes, sizes, stand-ins for what is not plain data.

    node = ["none"] | ["bool", true] | ["int", "0x2a"] | ["float", "0x1.8p+1"]
         | ["complex", "0x0.0p+0", "nan"] | ["text", "…"] | ["bytes", BASE64]
         | ["decimal", "-125", -2]                    digits and power of ten; "NaN", "Infinity"
         | ["fraction", "0x1", "0x3"]                 in lowest terms
         | ["date", "2026-11-29"] | ["time", "08:30:00"] | ["datetime", "2026-11-29T08:30:00+00:00"]
         | ["timedelta", "0x0"]                       in microseconds
         | ["list", [node, …]] | ["tuple", [node, …]]
         | ["set", [key, …]] | ["dict", [[key, node], …]]
         | ["array", DTYPE, [length, …], BASE64]      little-endian, in reading order
         | ["objects", [length, …], [node, …]]        an array of anything else
         | ["frame", index, index, [cells, …]]        of pandas: columns, index, cells by column
         | ["series", node, index, cells] | index     its name, …
         | ["scalar", cells] | ["missing", "NA"]      a Timestamp, …: a single cell; pandas.NA
         | ["fn", NAME]                               one of `functions.FUNCTIONS`
         | ["def", NAME, TEXT]                        a course's own function, in requests only
         | ["held", NAME]                             of requests: an object that a worker keeps
         | ["foreign", TYPE, node] | ["opaque", TYPE]
    index = ["index", [node, …], [cells, …]]          names, cells by level
    cells = ["cells", DTYPE, [part, …]]               see `tables.Cells`; parts by the dtype:
                                                      an array, and what is missing; categories;
                                                      the ends of intervals

Numbers travel as text, so that no JSON reader rounds them; -0.0 and NaN arrive as they left.
"""

from __future__ import annotations

from typing import Any

from autograder.frozen import dataclass

Node = list[Any]

MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_BITS = 14_000  #: of an integer: less than the 4,300 digits that Python writes
MAX_DIGITS = 1_000  #: of a Decimal
MAX_EXPONENT = 10_000  #: of a Decimal: beyond, what calculates with it may never end
MAX_BYTES = 8 << 20  #: of all texts, bytes and arrays in one value
MAX_CELLS = 1 << 20  #: of all tables in one value
MAX_COLUMNS = 10_000  #: of all tables, levels of indexes, and times of pandas by themselves
MAX_TABLE = 256 << 20  #: bytes that numpy needs for all parts of a value beside its longest text
MAX_DIMENSIONS = 8
MAX_LENGTH = 1 << 24  #: of an array along one axis
MAX_NAME = 80  #: characters of a type's name

#: Array types that travel as bytes; wider floats are narrowed, the rest go element by element.
DTYPES = frozenset(
    {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"}
)

#: Nodes that may be a key of a dictionary or a member of a set: plain, and told apart when decoded.
KEYS = frozenset(
    {
        *("none", "bool", "int", "float", "complex", "decimal", "fraction"),
        *("text", "bytes", "date", "time", "datetime", "timedelta", "tuple", "foreign"),
        *("scalar", "missing"),
    }
)


@dataclass(frozen=True)
class Opaque:
    """An object that is not plain data; only the name of its type is known."""

    type_name: str


@dataclass(frozen=True)
class Held:
    """An object that the submission's process keeps under a name; who asks knows no more of it."""

    name: str


@dataclass(frozen=True)
class Foreign:
    """A value as the plain one that it inherits from, or is made of.

    A subclass is read through the plain type's methods; a dataclass is a dictionary of its fields,
    an enum's member its name, a deque a list.
    """

    type_name: str
    value: object


@dataclass(frozen=True)
class FunctionText:
    """A function of a course's own, which travels as its text and is made anew by the other."""

    name: str
    text: str
