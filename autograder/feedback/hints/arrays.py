"""Errors of numpy."""

from autograder.feedback.hints.known import Hint
from autograder.records.sentences import Code, _, filled

_PRODUCT = _(
    "In a matrix product, the left matrix must have as many columns as the right one has rows. Check the `.shape` of both: is the order right, or must one be transposed with `.T`?"
)
_WHOLE_INDEX = _(
    "An index must be a whole number: the place of an element, not the element itself. `/` never gives one: use `//` or `int(…)`."
)
_MATH = _(
    "{math} takes a single number, not an array. {numpy} works on every element: write that instead."
)
_SECOND_IS_AXIS = _(
    "The second argument of {code} is the axis along which to look. To compare two values, element by element, there is {other}."
)
_SINGLE_NUMBER = _("A single number has no elements: there is one index too many here.")

ARRAYS = (
    Hint("ValueError", r"^shapes \(.*\) and \(.*\) not aligned", _PRODUCT),
    Hint("ValueError", r"^matmul: .* has a mismatch in its core dimension", _PRODUCT),
    Hint(
        "ValueError",
        r"^operands could not be broadcast together with shapes (?P<one>\([0-9, ]*\)) (?P<other>\([0-9, ]*\))",
        _(
            "Arrays of shape {one} and {other} cannot be combined element by element. Print the `.shape` of both and see which one is not what you expect."
        ),
    ),
    *(
        Hint(
            "TypeError",
            message,
            filled(_SECOND_IS_AXIS, other=Code(f"np.{name}imum")),
            line=rf"\b(?P<code>(np|numpy)\.a?{name})\((?=.*,)(?!.*\baxis\b)",
        )
        for name in ("max", "min")
        for message in (
            r"^only integer scalar arrays can be converted to a scalar index",
            r"object cannot be interpreted as an integer$",
        )
    ),
    Hint(
        "TypeError",
        r"^only integer scalar arrays can be converted to a scalar index",
        _(
            "There is an array where a single whole number is needed. To pick several elements at once, turn the list into an array with `np.array(…)`; `np.concatenate` takes its arrays in one list."
        ),
    ),
    Hint("TypeError", r"^list indices must be integers or slices, not float", _WHOLE_INDEX),
    Hint("IndexError", r"^only integers, slices .* are valid indices", _WHOLE_INDEX),
    Hint("IndexError", r"^arrays used as indices must be of integer", _WHOLE_INDEX),
    Hint(
        "ValueError",
        r"^The truth value of an array with more than one element is ambiguous",
        _(
            "Comparing arrays gives a True or False for every element, but `if` and `max` need a single one. To choose element by element, use `np.where(…)`; for a single answer, use `.all()` or `.any()`."
        ),
    ),
    Hint(
        "IndexError",
        r"^index (?P<index>1[01]{2,}) is out of bounds for axis [0-9]+ with size (?P<size>[0-9]+)",
        _(
            "{index} without a prefix is a decimal number, and there are only {size} elements here. A number of zeros and ones is read in the binary system where `0b` stands before it, as in `0b101`."
        ),
        line=r"\[1[01]{2,}\]",
    ),
    Hint(
        "IndexError",
        r"^index (?P<index>-?[0-9]+) is out of bounds for axis (?P<axis>[0-9]+) with size (?P<size>[0-9]+)",
        _(
            "Axis {axis} has {size} elements, counted from 0, so there is no index {index}. Check where the index comes from."
        ),
    ),
    Hint("IndexError", r"^invalid index to scalar variable", _SINGLE_NUMBER),
    Hint(
        "IndexError",
        r"^too many indices for array: array is (?P<axes>[0-9]+)-dimensional",
        _("The number of axes of this array is {axes}; there are more indices than that."),
    ),
    Hint(
        "TypeError",
        r"^'(int|float|numpy\.float64|numpy\.int64)' object is not subscriptable",
        _SINGLE_NUMBER,
    ),
    Hint(
        "ValueError",
        r"^cannot reshape array of size (?P<size>[0-9]+) into shape (?P<shape>\([0-9, ]*\))",
        _(
            "An array of {size} elements cannot take the shape {shape}: the lengths, multiplied together, must give the number of elements."
        ),
    ),
    Hint(
        "AxisError",
        r"^axis (?P<axis>-?[0-9]+) is out of bounds for array of dimension (?P<axes>[0-9]+)",
        _(
            "The number of axes of this array is {axes}, and they are counted from 0, so there is no axis {axis}."
        ),
    ),
    Hint(
        "TypeError",
        r"^Cannot interpret '[0-9]+' as a data type",
        _("Pass a shape as one tuple, with its own parentheses: `np.zeros((2, 3))`."),
    ),
    Hint(
        "ValueError",
        r"^setting an array element with a sequence\. The requested array has an inhomogeneous shape",
        _(
            "The rows have different lengths, so they do not form an array. Print the length of each."
        ),
    ),
    Hint(
        "ValueError",
        r"^setting an array element with a sequence\.$",
        _(
            "Each place in an array holds one number; here it is given a list or an array. If that has a single element, take it out: `.item()` of an array, `[0]` of a list."
        ),
    ),
    Hint(
        "OverflowError",
        r"^Python integer -?[0-9]+ out of bounds for (?P<dtype>u?int[0-9]+)",
        _(
            "The number does not fit into the type {dtype}. Convert with `.astype(float)` before you calculate."
        ),
    ),
    *(
        Hint(
            "TypeError",
            r"^only (0-dimensional|length-1|size-1) arrays can be converted to Python scalars",
            filled(_MATH, math=Code(f"math.{name}"), numpy=Code(f"np.{name}")),
            line=rf"\bmath\.{name}\(",
        )
        for name in ("exp", "tanh", "sqrt", "log", "sin", "cos", "floor", "ceil")
    ),
    Hint(
        "TypeError",
        r"^only (0-dimensional|length-1|size-1) arrays can be converted to Python scalars",
        _(
            "`float`, `int` and the functions of `math` take a single number and, since numpy 2.4, no array, not even one with a single element. Take that element out with `.item()`, as in `float(b.item())`. For every element of a longer array, use numpy's own functions: `np.exp(x)` instead of `math.exp(x)`."
        ),
    ),
    Hint(
        "AttributeError",
        r"^module 'numpy' has no attribute '(?P<name>int|float|bool|object|str|complex)'",
        _("Newer versions of numpy have none: write {name} alone, without `np.`"),
    ),
    Hint(
        "AttributeError",
        r"^module 'numpy' has no attribute 'trapz'",
        _("`np.trapz` is no longer there: it is `np.trapezoid` now."),
    ),
    Hint(
        "AttributeError",
        r"^'numpy\.ndarray' object has no attribute 'append'",
        _(
            "An array cannot grow. Collect the values in a list, and turn it into an array at the end with `np.array(…)`."
        ),
    ),
    Hint(
        "ValueError",
        r"^negative dimensions are not allowed",
        _(
            "The length of an array would be negative here. Print the lengths that it is worked out from."
        ),
    ),
    Hint(
        "TypeError",
        r"^Field elements must be 2- or 3-tuples",
        _("`np.array` takes all rows in one list: `np.array([[1, 2], [3, 4]])`."),
    ),
    Hint(
        "UFuncTypeError",
        r"^ufunc '\w+' did not contain a loop with signature matching types .*<U",
        _(
            "Text and numbers do not mix in a calculation. Turn the text into a number with `float(…)`, or the number into text with `str(…)`."
        ),
    ),
)
