"""Errors of Python itself."""

from autograder.feedback.hints.known import Cure
from autograder.records import Text

_LISTS = Text(
    "Lists do not calculate element by element. Make arrays of them first: `np.array(…)`.",
    "リストのままでは要素ごとの計算ができません。先に `np.array(…)` で配列にしてください。",
)
_NONE = Text(
    "A value used here is None. Often it comes from a function that does not end in `return`.",
    "ここで使っている値が None です。値を返すはずの関数に `return` があるか確かめてください。",
)
_TEXT_AND_NUMBER = Text(
    "Text and numbers do not mix in a calculation. Make a number of the text with `float(…)`, or text of the number with `str(…)`.",
    "文字列と数を混ぜて計算することはできません。文字列を `float(…)` で数にするか、数を `str(…)` で文字列にしてください。",
)
_ARGUMENTS = Text(
    "The call and the definition differ in the number of arguments. Compare the line that begins with `def` with the question.",
    "呼び出しと定義とで、引数の個数が違います。`def` の行を問題文と見比べてください。",
)
_OPERATORS = r"^unsupported operand type\(s\) for .*:"

PYTHON = (
    *(
        Cure(
            "NameError",
            rf"^name '{name}' is not defined",
            Text(
                f"`{name}` is not imported. Write `{line}` into the first cell.",
                f"`{name}` が import されていません。最初のセルに `{line}` と書いてください。",
            ),
        )
        for name, line in (
            ("np", "import numpy as np"),
            ("plt", "import matplotlib.pyplot as plt"),
            ("tf", "import tensorflow as tf"),
            ("math", "import math"),
            ("random", "import random"),
        )
    ),
    Cure(
        "UnboundLocalError",
        r"local variable '(?P<name>\w+)'",
        Text(
            "The function assigns to `{name}`, so inside it `{name}` is a variable of its own, which has no value yet in this line. Give it one first, or take it as an argument.",
            "関数の中で `{name}` に代入しているので、`{name}` は関数の中だけの変数になり、この行ではまだ値がありません。先に値を代入するか、引数で受け取ってください。",
        ),
    ),
    Cure(
        "IndentationError",
        r"^unexpected indent",
        Text(
            "This line begins further to the right than the one above it. Lines that belong together begin in the same column.",
            "この行の先頭が、上の行より右にずれています。同じまとまりの行は、先頭の位置をそろえてください。",
        ),
    ),
    Cure(
        "IndentationError",
        r"^expected an indented block after .* on line (?P<line>[0-9]+)",
        Text(
            "The lines that belong to line {line} must begin further to the right: put four spaces before each.",
            "{line} 行目に続く行は、字下げが必要です。それぞれの先頭に空白を 4 個入れてください。",
        ),
    ),
    Cure(
        "IndentationError",
        r"^unindent does not match any outer indentation level",
        Text(
            "This line begins in a column in which no line above it begins. Count the spaces.",
            "この行の字下げの深さが、上のどの行ともそろっていません。空白の数を確かめてください。",
        ),
    ),
    Cure(
        "TabError",
        r"inconsistent use of tabs and spaces",
        Text(
            "Tabs and spaces are mixed. Use four spaces for each step to the right.",
            "タブと空白が混ざっています。字下げは空白 4 個ずつにそろえてください。",
        ),
    ),
    Cure(
        "SyntaxError",
        r"^'[\(\[\{]' was never closed",
        Text(
            "A bracket that opens in this line is not closed. Count opening and closing brackets.",
            "この行で開いた括弧が閉じられていません。開く括弧と閉じる括弧の数を確かめてください。",
        ),
    ),
    Cure(
        "SyntaxError",
        r"^expected ':'",
        Text(
            "A line that begins with `def`, `if`, `else`, `for` or `while` ends with a colon `:`.",
            "`def`、`if`、`else`、`for`、`while` で始まる行の終わりには、コロン `:` が必要です。",
        ),
    ),
    Cure(
        "SyntaxError",
        r"Maybe you meant '==' (or ':=' )?instead of '='",
        Text(
            "`=` gives a value to a name. To compare two values, write `==`.",
            "`=` は代入です。2 つの値を比べるときは `==` と書いてください。",
        ),
    ),
    Cure(
        "SyntaxError",
        r"^Missing parentheses in call to 'print'",
        Text(
            "In Python 3 `print` needs brackets: `print(x)`.",
            "Python 3 の `print` には括弧が必要です。`print(x)` のように書いてください。",
        ),
    ),
    Cure(
        "SyntaxError",
        r"^'return' outside function",
        Text(
            "`return` stands outside of a function. Look at how far to the right the line begins.",
            "`return` が関数の外にあります。行の字下げを確かめてください。",
        ),
    ),
    Cure(
        "IndexError",
        r"^(list|tuple|string) index out of range",
        Text(
            "There is no element with that index: the last one has the index `len(…) - 1`. Look at where the repetition ends.",
            "その添字の要素はありません。最後の要素の添字は `len(…) - 1` です。繰り返しの終わりを確かめてください。",
        ),
    ),
    Cure("AttributeError", r"^'NoneType' object has no attribute", _NONE),
    Cure("TypeError", r"^'NoneType' object is not (subscriptable|iterable)", _NONE),
    Cure("TypeError", r"^cannot unpack non-iterable NoneType", _NONE),
    Cure("TypeError", r"^object of type 'NoneType' has no len\(\)", _NONE),
    Cure("TypeError", _OPERATORS + r".*'NoneType'", _NONE),
    Cure(
        "AttributeError",
        r"^'(list|tuple)' object has no attribute '(?P<name>shape|ndim|size|dtype|T|reshape|ravel|flatten|astype|sum|mean|max|min|argmax|dot)'",
        Text(
            "A list has no `{name}`, but an array has: make one of the list with `np.array(…)`.",
            "リストに `{name}` はありません。`np.array(…)` で配列にしてから使ってください。",
        ),
    ),
    Cure(
        "TypeError",
        r"^can't multiply sequence by non-int of type '(float|numpy\.float64)'",
        Text(
            "A list cannot be multiplied by a decimal number. To multiply every element, make an array of it first: `np.array(…)`.",
            "リストに小数を掛けることはできません。要素ごとに掛けるときは、先に `np.array(…)` で配列にしてください。",
        ),
    ),
    Cure("TypeError", r"^can't multiply sequence by non-int of type '(list|tuple)'", _LISTS),
    Cure("TypeError", r"^can only concatenate (list|tuple) \(not", _LISTS),
    Cure("TypeError", _OPERATORS + r".*'(list|tuple)'", _LISTS),
    Cure("TypeError", r"^can only concatenate str", _TEXT_AND_NUMBER),
    Cure("TypeError", _OPERATORS + r".*'str'", _TEXT_AND_NUMBER),
    Cure(
        "TypeError",
        r"^'(?P<kind>int|float|list|tuple|numpy\.ndarray|numpy\.float64)' object is not callable",
        Text(
            "Round brackets call a function, but in front of them stands a value of the type `{kind}`. Is a `*` missing, is an index meant (`[…]`), or was the function's name given to a value?",
            "丸括弧は関数の呼び出しですが、その前にあるのは `{kind}` 型の値です。`*` を書き忘れていないか、添字の `[…]` ではないか、関数と同じ名前に値を代入していないかを確かめてください。",
        ),
    ),
    Cure(
        "TypeError",
        r"^'(int|float|numpy\.float64|numpy\.int64)' object is not iterable",
        Text(
            "One number cannot be gone through element by element. To count up to `n`, write `range(n)`.",
            "1 個の数を順に取り出すことはできません。`n` 回繰り返すなら `range(n)` と書いてください。",
        ),
    ),
    Cure("TypeError", r"missing [0-9]+ required positional argument", _ARGUMENTS),
    Cure(
        "TypeError",
        r"takes (from )?[0-9].* positional arguments? but [0-9]+ (was|were) given",
        _ARGUMENTS,
    ),
    Cure(
        "TypeError",
        r"^'(float|numpy\.float64)' object cannot be interpreted as an integer",
        Text(
            "A whole number is wanted here. `/` always gives a decimal number: use `//`, or `int(…)`.",
            "ここには整数が必要です。`/` の結果は必ず小数になるので、`//` か `int(…)` を使ってください。",
        ),
    ),
    Cure(
        "RecursionError",
        r"",
        Text(
            "The function calls itself again and again. Look at the case in which it should stop.",
            "関数が自分自身を呼び続けています。呼び出しを終える条件を確かめてください。",
        ),
    ),
)
