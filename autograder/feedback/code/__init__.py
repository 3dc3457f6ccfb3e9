"""What a submission's own code shows of a question that went wrong: facts, read and not guessed.

Each rule is a function from a scope to sentences that are true of that code whatever it is asked;
they are said only of questions that lose points. The tables of rules stand in the rules' files.
`read_code` is all that parses a student's text; what it returns is plain data.
"""

from autograder.feedback.code.read import OwnFacts as OwnFacts, read_code as read_code
from autograder.feedback.code.remembered import Remembered as Remembered
from autograder.feedback.code.shown import (
    CodeAsked as CodeAsked,
    CodeRead as CodeRead,
    Seen as Seen,
)
