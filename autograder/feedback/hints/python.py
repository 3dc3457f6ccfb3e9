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
_OWN = r"^(?!\w+\.\w).*"  # no method, such as `Layer.get_weights()`: it has no `def` here
_POWER = _("In Python `^` is no power: it works on single bits. A power is written with `**`.")
_A_FUNCTION = _(
    "One of the values here is a function, not a number. Must it be called first, or do the arguments stand in another order than in the question?"
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
        "IndexError",
        r"^(list|tuple|string) index out of range",
        _(
            "There is no element with that index: the last index is `len(…) - 1`. Print the length, and see where the index comes from."
        ),
    ),
    Hint("AttributeError", r"^'NoneType' object has no attribute", _NONE),
    Hint("TypeError", r"^'NoneType' object is not (subscriptable|iterable)", _NONE),
    Hint("TypeError", r"^cannot unpack non-iterable NoneType", _NONE),
    Hint("TypeError", r"^object of type 'NoneType' has no len\(\)", _NONE),
    Hint("TypeError", _OPERATORS + r".*'NoneType'", _NONE),
    Hint("TypeError", _OPERATORS.replace(" for .*:", r" for \^=?:"), _POWER),
    Hint("TypeError", r"^ufunc 'bitwise_xor' not supported", _POWER),
    Hint(
        "TypeError",
        _OPERATORS + r".*'(function|numpy\.ufunc|builtin_function_or_method)'",
        _A_FUNCTION,
    ),
    Hint(
        "AttributeError",
        r"^'(list|tuple)' object has no attribute '(?P<name>shape|ndim|size|dtype|T|reshape|ravel|flatten|astype|sum|mean|max|min|argmax|dot)'",
        _("A list has no {name}, but an array does: convert the list with `np.array(…)`."),
    ),
    Hint(
        "TypeError",
        r"^can't multiply sequence by non-int of type '(float|numpy\.float64)'",
        _(
            "A list cannot be multiplied by a decimal number. If one element of it is meant, such as the last, take it out: `x[-1]`. To multiply every element, turn the list into an array first: `np.array(…)`."
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
        line=r"\bin\s+(len\s*\(|[0-9]|\w*(n|num|count|size|times|epochs|kaisu)\b)",
    ),
    Hint(
        "TypeError",
        r"^'(int|float|numpy\.float64|numpy\.int64)' object is not iterable",
        _("Here something is gone through element by element, but it is a single number."),
    ),
    Hint(
        "TypeError",
        r"^'(int|float|numpy\.float64|numpy\.int64)' object does not support item assignment",
        _(
            "A single number has no elements to change. `np.where(…)` and `np.maximum(…)` work for numbers and arrays alike."
        ),
    ),
    Hint(
        "TypeError",
        r"^array\(\) takes from 1 to 2 positional arguments",
        _("`np.array` takes its numbers in one list: `np.array([1, 2, 3])`."),
    ),
    Hint("TypeError", _OWN + r"missing [0-9]+ required positional argument", _ARGUMENTS),
    Hint(
        "TypeError",
        _OWN + r"takes (from )?[0-9].* positional arguments? but [0-9]+ (was|were) given",
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
        "ValueError",
        r"^too many values to unpack \(expected (?P<names>[0-9]+)",
        _(
            "On the left of `=` the number of names is {names}; on the right there are more values than that."
        ),
    ),
    Hint(
        "ValueError",
        r"^not enough values to unpack \(expected (?P<names>[0-9]+), got (?P<values>[0-9]+)",
        _(
            "On the left of `=` the number of names is {names}; on the right the number of values is {values}."
        ),
    ),
    Hint(
        "TypeError",
        r"^'(?P<kind>str|tuple)' object does not support item assignment",
        _(
            "What is inside a value of type {kind} cannot be changed. Make a new one, or use a list."
        ),
    ),
    Hint(
        "TypeError",
        r"^unhashable type: '(?P<kind>list|dict|set|numpy\.ndarray)'",
        _(
            "A value of type {kind} cannot be a key of a dictionary, nor stand in a set. Numbers, text and tuples can."
        ),
    ),
    Hint(
        "KeyError",
        r"^(?P<key>.{1,80})$",
        _(
            "There is no entry {key} yet to add to. `.get(key, 0)` gives 0 where there is none: `d[key] = d.get(key, 0) + 1`."
        ),
        line=r"\w\[[^=]*\]\s*\+=",
    ),
    Hint(
        "AttributeError",
        r"^'str' object has no attribute '(append|extend)'",
        _(
            "The value here is text, and a text has no `append`. A list has: it begins as `[]`. Text is put together with `+`."
        ),
    ),
    Hint(
        "AttributeError",
        r"^'list' object has no attribute 'join'",
        _(
            "`join` belongs to the text that goes between the parts, and takes the list: `''.join(parts)`."
        ),
    ),
    Hint(
        "AttributeError",
        r"^'function' object has no attribute",
        _("The value before the point is a function, not what it returns: parentheses call it."),
    ),
    Hint(
        "EOFError",
        r"^EOF when reading a line",
        _(
            "Nobody types while your work is graded, so `input()` gets no answer. Functions get their values as arguments."
        ),
    ),
    Hint(
        "SystemExit",
        r"",
        _(
            "A call that ends the program, such as `exit()`, ends the function before it gives anything back. Take it away; `return` ends a function alone."
        ),
    ),
    Hint(
        "RecursionError",
        r"",
        _("The function keeps calling itself. Check the case in which it should stop."),
    ),
    Hint(
        "ValueError",
        r"^invalid literal for int\(\) with base 10: (?P<text>.{1,60})$",
        _(
            "`int(…)` makes a number of text only if a whole number stands there; here it is {text}. `float(…)` reads decimals, with a point."
        ),
    ),
    Hint(
        "ValueError",
        r"^could not convert string to float: (?P<text>.{1,60})$",
        _(
            "`float(…)` makes a number of text only if a number stands there, with a point for its decimals; here it is {text}."
        ),
    ),
    Hint(
        "ZeroDivisionError",
        r"",
        _(
            "The number that is divided by is 0 here. Print it, and see where it comes from: an empty list, a count that never grew?"
        ),
    ),
    Hint(
        "TypeError",
        r"^'str' object cannot be interpreted as an integer",
        _(
            "`range(…)` counts up to a whole number, but is given text. For the places of a text, write `range(len(…))`; of a text of digits, `int(…)` makes a number."
        ),
        line=r"\brange\(",
    ),
    Hint(
        "TypeError",
        r"^'(list|tuple|numpy\.ndarray)' object cannot be interpreted as an integer",
        _(
            "`range(…)` counts up to a whole number, but is given a list or an array. For its places, write `range(len(…))`."
        ),
        line=r"\brange\(",
    ),
    Hint(
        "TypeError",
        r"^'(<|>|<=|>=)' not supported between instances of '(int|float|str|list|tuple|NoneType)' and '(int|float|str|list|tuple|NoneType)'",
        _(
            "Only values of one kind can be compared by size. Numbers that come as text become numbers with `float(…)` or `int(…)`; None is often what a function without `return` gives back."
        ),
    ),
    Hint(
        "TypeError",
        r"^list indices must be integers or slices, not tuple",
        _(
            "A list of lists has one index for each pair of brackets: `x[i][j]`. Only an array takes both in one, as in `x[i, j]`."
        ),
        line=r"\w\[[^\[\]]+,[^\[\]]+\]",
    ),
    Hint(
        "TypeError",
        r"^list indices must be integers or slices, not tuple",
        _(
            "Brackets with several numbers stand behind a list here. Between two lists there must be a comma; and of a list of lists, `x[i][j]` takes an element."
        ),
    ),
    Hint(
        "TypeError",
        r"^(list|string) indices must be integers(, not 'str'| or slices, not str)",
        _(
            "A list or a text has its elements under whole numbers, from 0; only a dictionary has them under names. Does a loop give the elements themselves, and not their numbers?"
        ),
    ),
    Hint(
        "TypeError",
        r"^'(builtin_function_or_method|function|method|type)' object is not subscriptable",
        _(
            "Square brackets stand behind a function here. Round ones call it: `f(x)`; an element of what it gives is `f(x)[0]`."
        ),
    ),
    Hint(
        "ValueError",
        r"^(max|min)\(\) (arg is an empty sequence|iterable argument is empty)",
        _(
            "There is nothing to choose from: the list is empty. Print it, and see why nothing was put into it."
        ),
    ),
    Hint(
        "TypeError",
        r"^object of type '(?P<kind>int|float|numpy\.float64|numpy\.int64)' has no len\(\)",
        _(
            "A single number has no length; `len(…)` is for lists, texts and arrays. Here it is given a value of type {kind}."
        ),
    ),
    Hint(
        "ValueError",
        r"^math domain error|^expected a nonnegative input",
        _(
            "This function of `math` is not defined for the number that it is given, such as the root or the logarithm of a negative one. Print the number first."
        ),
    ),
    Hint(
        "IndexError",
        r"^pop from empty list",
        _("The list is empty by then, so nothing can be taken out of it."),
    ),
    Hint(
        "RuntimeError",
        r"^(dictionary|Set) changed (size|keys) during iteration|^dictionary keys changed during iteration",
        _(
            "What a loop goes through must not grow or shrink meanwhile. Go through a copy, `list(…)` of it, or build a new one."
        ),
    ),
    Hint(
        "TypeError",
        r"^sequence item [0-9]+: expected str instance, (?P<kind>int|float|bool|NoneType|list|tuple|numpy\.int64|numpy\.float64) found",
        _(
            "`join` puts texts together, but there is a value of type {kind} among them: `str(…)` makes text of it."
        ),
    ),
    Hint(
        "AttributeError",
        r"^'(list|str|tuple|dict)' object has no attribute '(length|len)'",
        _("The length of anything is `len(x)` in Python."),
    ),
    Hint(
        "AttributeError",
        r"^'(?P<kind>tuple|dict|set)' object has no attribute 'append'",
        _(
            "Only a list has `append`; this is a value of type {kind}. A set has `add`, and a dictionary gets an entry with `d[key] = value`."
        ),
    ),
    Hint(
        "AttributeError",
        r"^'list' object has no attribute '(push|add)'",
        _("A list grows with `append`."),
    ),
    Hint(
        "TypeError",
        r"^list expected at most 1 argument, got [0-9]+",
        _(
            "`list(…)` makes a list of one thing that has elements. A list of given values is written with square brackets: `[3, 4]`."
        ),
    ),
    Hint(
        "TypeError",
        r"^(int|float)\(\) argument must be .*not 'NoneType'",
        _(
            "A value used here is None. Often it comes from a function that does not `return` anything."
        ),
    ),
    Hint(
        "TypeError",
        r"^(int|float)\(\) argument must be .*not '(list|tuple)'",
        _(
            "A list cannot become a number. For each of its elements, write `[float(v) for v in x]`; a single one is taken out with `x[0]`."
        ),
    ),
    Hint(
        "KeyError",
        r"^(?!.*pop from)(?P<key>.{1,80})$",
        _(
            "There is no entry {key} where it is looked for. Print the keys that there are, and compare spelling, capitals and kind: `'1'` is not `1`."
        ),
    ),
)
