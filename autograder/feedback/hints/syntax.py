"""Errors of Python's grammar: nothing in the cell runs."""

from autograder.feedback.hints.known import Hint
from autograder.records.sentences import _

SYNTAX = (
    Hint(
        "SyntaxError",
        r"",
        _('"At least" and "at most" are written `>=` and `<=`, the `=` behind.'),
        line=r"^[^#'\"]*[^=!<>]=[<>](?![<>=])",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax|^'\{' was never closed",
        _(
            "Python has no braces around blocks: the line ends with a colon, and the lines that belong to it are indented."
        ),
        line=r"^\s*(for|while|if|elif|else|def)\b.*(?<!\bin )(?<!=)(?<!= )\{\s*(#.*)?$",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _("Python has no `then`: a colon stands in its place."),
        line=r"^[^#'\"]*\bthen\s*:?\s*$",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _('"Not equal" is written `!=`.'),
        line=r"^[^#'\"]*<>",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _("A variable needs no {word} before it in Python: a name, `=` and a value are enough."),
        line=r"^\s*(?P<word>let|var|const|int|float|double|String)\s+\w+\s*=",
    ),
    Hint(
        "SyntaxError",
        r"^invalid decimal literal",
        _("A name cannot begin with a digit, as {word} does."),
        line=r"^\s*(def\s+)?(?P<word>[0-9]+[A-Za-z_]\w*)",
    ),
    Hint(
        "SyntaxError",
        r"^leading zeros in decimal integer literals",
        _(
            "A whole number does not begin with 0. If it is a decimal number, it has a point, not a comma."
        ),
    ),
    Hint(
        "SyntaxError",
        r"^positional argument follows keyword argument",
        _("In a call, arguments with a name (`a=1`) come behind those without."),
    ),
    Hint(
        "SyntaxError",
        r"^expected 'else' after 'if' expression",
        _("An `if` inside an expression needs an `else`, for the value in the other case."),
    ),
    Hint(
        "SyntaxError",
        r"^expected 'except' or 'finally' block",
        _("A `try` needs an `except` behind its block."),
    ),
    Hint(
        "SyntaxError",
        r"^':' expected after dictionary key",
        _("Each entry of a dictionary is a key, a colon and a value."),
    ),
    Hint(
        "SyntaxError",
        r"^'(?P<word>break|continue)' (outside loop|not properly in loop)",
        _("{word} stands outside any loop. Check the indentation of the line."),
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _(
            "{word} has no `if` to belong to: the line before it must be the end of an `if` block in the same column."
        ),
        line=r"^\s*(?P<word>elif|else)\b",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _("{word} is a word of Python itself and cannot be a name. Take another one."),
        line=r"^\s*(?P<word>class|for|if|in|is|not|and|or|def|from|global|import|lambda|pass|return|try|while|with|yield|async|await|del|as)\s*=(?!=)",
    ),
    Hint(
        "SyntaxError",
        r"^cannot assign to (True|False|None)",
        _("True, False and None are fixed and cannot be given another value."),
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _(
            "A module's name has no hyphen: what is installed as {word} is imported under another name."
        ),
        line=r"^\s*(import|from)\s+(?P<word>[A-Za-z]\w*(-\w+)+)",
    ),
    Hint(
        "SyntaxError",
        r"",
        _("In Python, `else if` is one word: `elif`."),
        line=r"^\s*else\s+if\b",
    ),
    Hint(
        "SyntaxError",
        r"",
        _("Python has no `++`. To add 1 to {name}, write `+= 1` behind it."),
        line=r"^\s*(?P<name>\w+)\s*\+\+\s*;?\s*(#.*)?$",
    ),
    Hint(
        "SyntaxError",
        r"",
        _("Python writes `and` for `&&`, `or` for `||`, `not` for `!`."),
        line=r"&&|\|\||\bif\s*\(?!\s*\w",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _("Between {one} and {other} an operator is missing, such as `*`."),
        line=r"(?P<one>\b\w+\[[^\[\]]*\])\s*(?P<other>[A-Za-z_]\w*\[[^\[\]]*\])",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _("A function is defined with `def`; Python does not know {word} as a word of its own."),
        line=r"^\s*(?P<word>define|func|function|fun|deff|fn|dfe|edf)\s+\w+\s*\(",
    ),
    Hint(
        "SyntaxError",
        r"^invalid syntax",
        _("Python does not know {word} here. Is `return` meant?"),
        line=r"^\s*(?P<word>retrun|retun|reutrn|retern|returm|rerturn|Return|RETURN)\b",
    ),
    Hint(
        "SyntaxError",
        r"Perhaps you forgot a comma",
        _(
            "Two things stand next to each other without anything between them. In a list or between arguments a comma is missing; it may be at the end of the line before."
        ),
    ),
    Hint(
        "SyntaxError",
        r"^unterminated (f-)?string literal",
        _("A quotation mark that opens in this line is never closed in it."),
    ),
    Hint(
        "SyntaxError",
        r"^unterminated triple-quoted (f-)?string literal",
        _(
            "A text that begins with three quotation marks is never closed, so all that follows is part of it."
        ),
    ),
    Hint(
        "SyntaxError",
        r"^unmatched '(?P<bracket>[\)\]\}])'",
        _("A closing {bracket} has no bracket that opens. Count both in this line."),
    ),
    Hint(
        "SyntaxError",
        r"^closing parenthesis '(?P<closing>.)' does not match opening parenthesis '(?P<opening>.)'",
        _(
            "The bracket {opening} is closed by {closing}. Each kind of bracket is closed by its own."
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
)
