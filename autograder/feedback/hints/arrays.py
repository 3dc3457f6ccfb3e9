"""Errors of numpy."""

from autograder.feedback.hints.known import Hint
from autograder.records.sentences import _

_PRODUCT = _(
    "In a matrix product the left one must have as many columns as the right one has rows. Look at both with `.shape`: is the order right, or is one of them to be turned with `.T`?"
)
_WHOLE_INDEX = _(
    "An index must be a whole number. `/` always gives a decimal number: use `//`, or `int(…)`."
)
_SINGLE_NUMBER = _("A single number has no elements: there is one index too many here.")

ARRAYS = (
    Hint("ValueError", r"^shapes \(.*\) and \(.*\) not aligned", _PRODUCT),
    Hint("ValueError", r"^matmul: .* has a mismatch in its core dimension", _PRODUCT),
    Hint(
        "ValueError",
        r"^operands could not be broadcast together with shapes (?P<one>\([0-9, ]*\)) (?P<other>\([0-9, ]*\))",
        _(
            "Arrays of the shapes {one} and {other} cannot be combined element by element. Print both with `.shape` and see which one is not as you think."
        ),
    ),
    Hint(
        "TypeError",
        r"^only integer scalar arrays can be converted to a scalar index",
        _(
            "Here an array stands where one whole number is wanted. To pick several elements at once, make the list an array with `np.array(…)`; `np.concatenate` wants its arrays in one list."
        ),
    ),
    Hint("IndexError", r"^only integers, slices .* are valid indices", _WHOLE_INDEX),
    Hint("IndexError", r"^arrays used as indices must be of integer", _WHOLE_INDEX),
    Hint(
        "ValueError",
        r"^The truth value of an array with more than one element is ambiguous",
        _(
            "A comparison of arrays gives many answers where `if` or `max` wants one True or False. For a choice in every element use `np.where(…)`; for one answer `.all()` or `.any()`."
        ),
    ),
    Hint(
        "IndexError",
        r"^index (?P<index>-?[0-9]+) is out of bounds for axis (?P<axis>[0-9]+) with size (?P<size>[0-9]+)",
        _(
            "Axis {axis} has {size} elements, counted from 0, so there is none with the index {index}. Look at where the repetition ends."
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
            "The array has {size} elements, which do not fill the shape {shape}: the lengths multiplied must give exactly that number."
        ),
    ),
    Hint(
        "TypeError",
        r"^Cannot interpret '[0-9]+' as a data type",
        _("A shape is handed over as one tuple, with brackets of its own: `np.zeros((2, 3))`."),
    ),
    Hint(
        "ValueError",
        r"^setting an array element with a sequence\. The requested array has an inhomogeneous shape",
        _("The rows are not equally long, so they make no array. Print the length of each."),
    ),
    Hint(
        "ValueError",
        r"^setting an array element with a sequence\.$",
        _("Each place of an array holds one number; here it is given several."),
    ),
    Hint(
        "OverflowError",
        r"^Python integer -?[0-9]+ out of bounds for (?P<dtype>u?int[0-9]+)",
        _(
            "The type {dtype} has no room for such a number. Convert with `.astype(float)` before you calculate."
        ),
    ),
    Hint(
        "TypeError",
        r"^only (0-dimensional|length-1|size-1) arrays can be converted to Python scalars",
        _(
            "`float`, `int` and the functions of `math` take one number, not an array. Those of numpy work on every element: `np.exp(x)` in place of `math.exp(x)`."
        ),
    ),
    Hint(
        "AttributeError",
        r"^'numpy\.ndarray' object has no attribute 'append'",
        _(
            "An array does not grow. Collect the values in a list, and make an array of it at the end with `np.array(…)`."
        ),
    ),
)
