"""The form of what `make_dataset` returns; its values are not judged here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.authoring import Violation, numbers

PATTERNS, PIXELS = 16, 4

NOT_A_PAIR = Violation(
    en="`make_dataset` does not return two arrays. Return x and y, in this order.",
    ja="`make_dataset` が 2 つの配列を返していません。x と y を、この順に返してください。",
)
WRONG_X = Violation(
    en="The shape of x is not (16, 4). There is one row for each pattern and one column for each "
    "pixel.",
    ja="x の形が (16, 4) になっていません。1 行が 1 つのパターン、1 列が 1 つの画素です。",
)
NOT_BLACK_OR_WHITE = Violation(
    en="There is something else than 0 and 1 in x. The pixels are black or white.",
    ja="x に 0 と 1 以外の値があります。画素は白か黒のどちらかです。",
)
WRONG_Y = Violation(
    en="The shape of y is not (16,). There is one label for each row of x, no more and no fewer.",
    ja="y の形が (16,) になっていません。x の 1 行につき、ラベルは 1 つだけです。",
)
NOT_A_CLASS = Violation(
    en="There is something else than 0, 1 and 2 in y. These are the numbers of the three classes.",
    ja="y に 0、1、2 以外の値があります。クラスの番号は、この 3 つです。",
)


def has_the_right_form(ask: Callable[..., object]) -> Violation | None:
    """A pair of arrays: patterns of black and white pixels, and a class for each."""
    answer = ask("make_dataset")
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        return NOT_A_PAIR
    x, y = (numbers(part) for part in answer)
    if x is None or x.shape != (PATTERNS, PIXELS):
        return WRONG_X
    if not np.isin(x, (0, 1)).all():
        return NOT_BLACK_OR_WHITE
    if y is None or y.shape != (PATTERNS,):
        return WRONG_Y
    return None if np.isin(y, (0, 1, 2)).all() else NOT_A_CLASS
