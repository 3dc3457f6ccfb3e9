"""Names, attributes and keywords that are not there, and the one that may be meant."""

from __future__ import annotations

import pytest

from autograder.feedback.errors import help_with, message_of
from autograder.feedback.hints.spelling import misspelt
from autograder.feedback.names import Names
from autograder.records import Frame, Raised
from tests.said import both


def raised(kind: str, message: str, line: str = "", function: str = "f", cell: int = 1) -> Raised:
    frame = Frame(cell=cell, line=2, function=function, source=line)
    return Raised(type=kind, message=message, frames=(frame,))


MEANT = [
    (
        "NameError",
        "name 'true' is not defined",
        "",
        ("x = true",),
        "Python writes `True`, not `true`.",
        "Python では `true` ではなく `True` と書きます。",
    ),
    (
        "NameError",
        "name 'null' is not defined",
        "",
        ('{\n "cells": [],\n "a": null}',),
        "The file is a notebook: its text is JSON, not Python. Hand it in under a name that ends in `.ipynb`.",
        "このファイルの中身はノートブック (JSON) で、Python のコードではありません。`.ipynb` で終わる名前で提出してください。",
    ),
    (
        "NameError",
        "name 'ーx' is not defined",
        "",
        ("y = 1",),
        "`ーx` begins with the long vowel mark of Japanese, not with a minus. Type the half-width `-`.",
        "`ーx` の先頭は、マイナスではなく長音記号です。半角の `-` を入力してください。",
    ),
    (
        "NameError",
        "name 'numpy' is not defined",
        "",
        ("import numpy as np",),
        "`numpy` is imported under the name `np`, so write `np`.",
        "`numpy` は `np` という名前で import されています。`np` と書いてください。",
    ),
    (
        "NameError",
        "name 'windou' is not defined",
        "",
        ("def f(window):\n    return windou\n",),
        "Inside this function there is a similar name, `window`. Is it meant?",
        "この関数の中に、よく似た名前 `window` があります。`window` のことですか。",
    ),
    (
        "NameError",
        "name 'exp' is not defined",
        "",
        ("import numpy as np\ny = exp(1)",),
        "`exp` belongs to a module: write `np.exp`.",
        "`exp` はモジュールの中にあります。`np.exp` と書いてください。",
    ),
    (
        "NameError",
        "name 'sqrt' is not defined",
        "",
        ("import math\ny = sqrt(1)",),
        "`sqrt` belongs to a module: write `math.sqrt`.",
        "`sqrt` はモジュールの中にあります。`math.sqrt` と書いてください。",
    ),
    (
        "NameError",
        "name 'Dense' is not defined",
        "",
        ("m = Dense(3)",),
        "`Dense` is a part of Keras and has to be imported, or written with what it belongs to, as in `keras.layers.Dense`.",
        "`Dense` は Keras の一部です。import するか、`keras.layers.Dense` のように、属するものを前に付けて書いてください。",
    ),
    (
        "NameError",
        "name 'cv2' is not defined",
        "",
        ("x = cv2.blur(1)",),
        "`cv2` is a module that is not imported.",
        "`cv2` はモジュールですが、import されていません。",
    ),
    (
        "AttributeError",
        "module 'numpy' has no attribute 'maxmum'",
        "",
        (),
        "`numpy` has no `maxmum`, but it has `maximum`. Is that meant?",
        "`numpy` に `maxmum` はありませんが、`maximum` があります。`maximum` のことですか。",
    ),
    (
        "AttributeError",
        "module 'keras.layers' has no attribute 'dense'",
        "",
        (),
        "`keras.layers` has no `dense`, but it has `Dense`. Is that meant?",
        "`keras.layers` に `dense` はありませんが、`Dense` があります。`Dense` のことですか。",
    ),
    (
        "AttributeError",
        "'int' object has no attribute 'where'",
        "return np.where(x)",
        ("import numpy as np", "np = 28 * 28"),
        "`np` is no module any more: cell 2, line 1 gives this name another value. Take another name there.",
        "`np` はもうモジュールではありません。セル 2 の 1 行目で、この名前に別の値を入れているからです。そこでは別の名前を使ってください。",
    ),
    (
        "AttributeError",
        "'numpy.ndarray' object has no attribute 'shap'",
        "return x.shap",
        (),
        "A value of type numpy.ndarray has no `shap`, but it has `shape`. Is that meant?",
        "numpy.ndarray 型の値に `shap` はありませんが、`shape` があります。`shape` のことですか。",
    ),
    (
        "TypeError",
        "_sum() got an unexpected keyword argument 'axes'",
        "",
        (),
        "There is no `axes` here, but there is `axis`. Is that meant?",
        "ここで `axes` は使えませんが、`axis` なら使えます。`axis` のことですか。",
    ),
    (
        "ValueError",
        "Unrecognized keyword arguments passed to Dense: {'activations': 'softmax'}",
        "",
        (),
        "There is no `activations` here, but there is `activation`. Is that meant?",
        "ここで `activations` は使えませんが、`activation` なら使えます。`activation` のことですか。",
    ),
    (
        "ValueError",
        "Could not interpret loss identifier: categorical_crossentoropy",
        "",
        (),
        "There is no `categorical_crossentoropy` here, but there is `categorical_crossentropy`. Is that meant?",
        "ここで `categorical_crossentoropy` は使えませんが、`categorical_crossentropy` なら使えます。`categorical_crossentropy` のことですか。",
    ),
    (
        "TypeError",
        "'float' object is not callable",
        "return sum(x)",
        ("sum = 2.9",),
        "`sum` is no function of Python's any more: cell 1, line 1 gives this name another value. Take another name there.",
        "`sum` はもう Python の関数ではありません。セル 1 の 1 行目で、この名前に別の値を入れているからです。そこでは別の名前を使ってください。",
    ),
    (
        "TypeError",
        "'int' object is not callable",
        "return str(x)",
        ("def f(x):\n    str = 5\n    return str(x)\n",),
        "Inside this function `str` is the name of a value and hides Python's own function. Take another name for the value.",
        "この関数の中では、`str` が値の名前になっていて、Python にもともとある関数が隠れています。値には別の名前を使ってください。",
    ),
]


@pytest.mark.parametrize(("kind", "message", "line", "sources", "en", "ja"), MEANT)
def test_what_is_meant(
    kind: str, message: str, line: str, sources: tuple[str, ...], en: str, ja: str
) -> None:
    assert both(misspelt(raised(kind, message, line), Names(sources=sources))) == (en, ja)


@pytest.mark.parametrize(
    ("kind", "message", "line", "sources"),
    [
        ("NameError", "name 'omomi' is not defined", "", ("x = omomi",)),
        ("NameError", "name 'exp' is not defined", "", ("y = exp(1)",)),
        ("NameError", "name 'zzz' is not defined", "", ("import numpy as np",)),
        ("AttributeError", "module 'numpy' has no attribute 'qqqqqq'", "", ()),
        ("AttributeError", "module 'numpy' has no attribute 'int'", "", ()),
        (
            "AttributeError",
            "'int' object has no attribute 'where'",
            "return x.where(1)",
            ("np = 3",),
        ),
        ("AttributeError", "'Net' object has no attribute 'shap'", "", ()),
        ("TypeError", "f() got an unexpected keyword argument 'qqqqqq'", "", ()),
        ("TypeError", "'float' object is not callable", "return 2.9(x)", ("sum = 2.9",)),
        ("TypeError", "'float' object is not callable", "return sum(x)", ("total = 2.9",)),
        ("ValueError", "math domain error", "math.sqrt(-1)", ()),
    ],
)
def test_nothing_is_guessed(kind: str, message: str, line: str, sources: tuple[str, ...]) -> None:
    assert misspelt(raised(kind, message, line), Names(sources=sources)) is None


def test_the_obvious_comes_before_restarting_the_kernel() -> None:
    names = Names(sources=("import numpy as np\ndef f(x):\n    return exp(x)\n",))
    said = both(help_with(raised("NameError", "name 'exp' is not defined"), names))
    assert said == (
        "`exp` belongs to a module: write `np.exp`.",
        "`exp` はモジュールの中にあります。`np.exp` と書いてください。",
    )


def test_where_the_grader_keeps_a_module_is_not_told() -> None:
    told = "cannot import name 'trapz' from 'numpy' (/opt/site-packages/numpy/__init__.py)"
    assert str(message_of(raised("ImportError", told))) == (
        "`cannot import name 'trapz' from 'numpy'`"
    )
    assert "(/tmp/x)" in str(message_of(raised("ValueError", "no file (/tmp/x)")))


@pytest.mark.parametrize(
    ("asked", "bound"),
    [("pool_forward", "pool_forward_test"), ("dA_prev2", "dA_prev"), ("x", "x_1")],
)
def test_a_name_with_a_word_or_number_behind_it_is_another_one(asked: str, bound: str) -> None:
    assert Names(sources=(f"{bound} = 1",)).near(asked) is None
