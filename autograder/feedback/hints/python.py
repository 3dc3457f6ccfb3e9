"""Errors of Python itself."""

from autograder.feedback.hints.known import Hint
from autograder.records.sentences import Code, _

_LISTS = _("Lists do not calculate element by element. Turn them into arrays first: `np.array(…)`.")
_NONE = _(
    "A value used here is None. Often it comes from a function that does not `return` anything."
)
_TEXT_AND_NUMBER = _(
    "Text and numbers do not mix in a calculation. Turn the text into a number with `float(…)`, or the number into text with `str(…)`."
)
_ARGUMENTS = _(
    "The call and the definition differ in the number of arguments. Compare the `def` line with the question."
)
_OPERATORS = r"^unsupported operand type\(s\) for .*:"

PYTHON = (
    *(
        Hint(
            "NameError",
            rf"^name '{name}' is not defined",
            _(
                "{name} is not imported. Write {line} at the top.",
                name=Code(name),
                line=Code(line),
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
    Hint(
        "UnboundLocalError",
        r"local variable '(?P<name>\w+)'",
        _(
            "The function assigns to {name}, so inside it {name} is a local variable, which has no value yet in this line. Give it one first, or take it as an argument."
        ),
    ),
    Hint(
        "IndentationError",
        r"^unexpected indent",
        _(
            "This line is indented further than the one above it. Lines that belong together start in the same column."
        ),
    ),
    Hint(
        "IndentationError",
        r"^expected an indented block after .* on line (?P<line>[0-9]+)",
        _("The lines that belong to line {line} must be indented: put four spaces before each."),
    ),
    Hint(
        "IndentationError",
        r"^unindent does not match any outer indentation level",
        _("The indentation of this line matches no line above it. Count the spaces."),
    ),
    Hint(
        "TabError",
        r"inconsistent use of tabs and spaces",
        _("Tabs and spaces are mixed. Use four spaces for each level of indentation."),
    ),
    Hint(
        "SyntaxError",
        r"^'[\(\[\{]' was never closed",
        _("A bracket that opens in this line is never closed. Count opening and closing brackets."),
    ),
    Hint(
        "SyntaxError",
        r"^expected ':'",
        _(
            "A line that starts with `def`, `if`, `else`, `for` or `while` must end with a colon `:`."
        ),
    ),
    Hint(
        "SyntaxError",
        r"Maybe you meant '==' (or ':=' )?instead of '='",
        _("`=` gives a value to a name. To compare two values, write `==`."),
    ),
    Hint(
        "SyntaxError",
        r"^Missing parentheses in call to 'print'",
        _("In Python 3, `print` needs parentheses: `print(x)`."),
    ),
    Hint(
        "SyntaxError",
        r"^'return' outside function",
        _("`return` is outside a function. Check the indentation of the line."),
    ),
    Hint(
        "IndexError",
        r"^(list|tuple|string) index out of range",
        _(
            "There is no element with that index: the last index is `len(…) - 1`. Check where the loop ends."
        ),
    ),
    Hint("AttributeError", r"^'NoneType' object has no attribute", _NONE),
    Hint("TypeError", r"^'NoneType' object is not (subscriptable|iterable)", _NONE),
    Hint("TypeError", r"^cannot unpack non-iterable NoneType", _NONE),
    Hint("TypeError", r"^object of type 'NoneType' has no len\(\)", _NONE),
    Hint("TypeError", _OPERATORS + r".*'NoneType'", _NONE),
    Hint(
        "AttributeError",
        r"^'(list|tuple)' object has no attribute '(?P<name>shape|ndim|size|dtype|T|reshape|ravel|flatten|astype|sum|mean|max|min|argmax|dot)'",
        _("A list has no {name}, but an array does: convert the list with `np.array(…)`."),
    ),
    Hint(
        "TypeError",
        r"^can't multiply sequence by non-int of type '(float|numpy\.float64)'",
        _(
            "A list cannot be multiplied by a decimal number. To multiply every element, turn it into an array first: `np.array(…)`."
        ),
    ),
    Hint("TypeError", r"^can't multiply sequence by non-int of type '(list|tuple)'", _LISTS),
    Hint("TypeError", r"^can only concatenate (list|tuple) \(not", _LISTS),
    Hint("TypeError", _OPERATORS + r".*'(list|tuple)'", _LISTS),
    Hint("TypeError", r"^can only concatenate str", _TEXT_AND_NUMBER),
    Hint("TypeError", _OPERATORS + r".*'str'", _TEXT_AND_NUMBER),
    Hint(
        "TypeError",
        r"^'(?P<kind>int|float|list|tuple|numpy\.ndarray|numpy\.float64)' object is not callable",
        _(
            "Parentheses call a function, but the value before them is of type {kind}. Is a `*` missing, did you mean an index (`[…]`), or was the function's name given another value?"
        ),
    ),
    Hint(
        "TypeError",
        r"^'(int|float|numpy\.float64|numpy\.int64)' object is not iterable",
        _("You cannot loop over a single number. To repeat `n` times, write `range(n)`."),
    ),
    Hint("TypeError", r"missing [0-9]+ required positional argument", _ARGUMENTS),
    Hint(
        "TypeError",
        r"takes (from )?[0-9].* positional arguments? but [0-9]+ (was|were) given",
        _ARGUMENTS,
    ),
    Hint(
        "TypeError",
        r"^'(float|numpy\.float64)' object cannot be interpreted as an integer",
        _(
            "A whole number is needed here. `/` always gives a decimal number: use `//` or `int(…)`."
        ),
    ),
    Hint(
        "RecursionError",
        r"",
        _("The function keeps calling itself. Check the case in which it should stop."),
    ),
)
