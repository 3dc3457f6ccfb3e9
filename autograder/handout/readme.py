"""The README of a handout: what to install, how to check, what to hand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from autograder.feedback.show.sentences import sentence_markdown
from autograder.protocol.libraries import at_hand, pip_command
from autograder.records import (
    Assignment,
    CallRequest,
    Language,
    ProgramRequest,
    ScenarioRequest,
)
from autograder.records.sentences import Code, Sentence, _

OLDEST_PYTHON = "3.11"  #: as `requires-python` of the package has it


def readme(assignment: Assignment, language: Language, install: str) -> str:
    """Return the text of `README.md`; `install` is what pip is told."""
    title = f"# {assignment.title.in_language(language)}"
    say = partial(sentence_markdown, language=language)
    return "\n\n".join([title, *_paragraphs(assignment, install, say)]) + "\n"


Say = Callable[[Sentence], str]


def _paragraphs(assignment: Assignment, install: str, say: Say) -> Iterator[str]:
    if assignment.lecture:
        yield say(_("Lecture: {lecture}", lecture=assignment.lecture))
    yield from _the_work(assignment, say)
    yield from _installing(assignment, install, say)
    yield from _checking(assignment, say)
    yield from _handing_in(assignment, say)


def _files(assignment: Assignment) -> tuple[Code, Code]:
    """Return the notebook and the module of a handout, either of which can be worked in."""
    return Code(f"{assignment.name}.ipynb"), Code(f"{assignment.name}.py")


def _the_work(assignment: Assignment, say: Say) -> Iterator[str]:
    notebook, module = _files(assignment)
    yield say(
        _(
            "Work in {notebook} (Jupyter, VS Code, Colab) or in {module} (any editor); one of the two "
            "is enough. Replace each `...`, and keep the names of functions and variables.",
            notebook=notebook,
            module=module,
        )
    )


def _installing(assignment: Assignment, install: str, say: Say) -> Iterator[str]:
    keras = " tensorflow" if "tensorflow" in assignment.imports else ""
    yield "## " + say(_("Install, once"))
    yield say(_("You need Python {python} or later.", python=Code(OLDEST_PYTHON)))
    yield _block("console", "\n".join([f"pip install {install}{keras}", *_libraries(assignment)]))
    if keras:
        yield say(
            _(
                "`import keras` and `from tensorflow import keras` give the same Keras; use either, but "
                "do not mix them."
            )
        )


def _checking(assignment: Assignment, say: Say) -> Iterator[str]:
    first = assignment.questions[0].id
    yield "## " + say(_("Check yourself"))
    yield say(_("In this folder:"))
    yield _block("console", "pytest")
    yield say(
        _(
            "{pytest} checks one question; `autograder check` says the same without pytest. In the "
            "notebook, put this into a cell and run it after the others:",
            pytest=Code(f"pytest -k {first}"),
        )
    )
    yield _block("python", "%load_ext autograder\n%check")
    yield say(
        _(
            "On Colab, `%check` does not work, because IPython is too old there: download the notebook "
            "into this folder and check it here."
        )
    )
    yield say(_checked_again(assignment, Code(f"%check {first}")))
    yield say(
        _(
            "Lists, tuples and arrays are alike. Unless a question says otherwise, numbers may differ "
            "by 1/10000 of the largest number that is expected, in each part of an answer by itself."
        )
    )


def _handing_in(assignment: Assignment, say: Say) -> Iterator[str]:
    notebook, module = _files(assignment)
    yield "## " + say(_("Hand in"))
    yield say(
        _(
            "Before you hand in, save, restart the kernel and run all cells from top to bottom, then "
            "run `autograder check` once more: what works only because of a cell that you have "
            "changed since shows itself."
        )
    )
    yield say(
        _(
            "Hand in {notebook} or {module}, whichever you worked in, under this name. The other files "
            "are for checking only.",
            notebook=notebook,
            module=module,
        )
    )


def _checked_again(assignment: Assignment, check: Code) -> Sentence:
    """Return what a student's own checks leave open."""
    hidden = [c for question in assignment.questions for c in question.checks if c.hidden]
    requests = [request for check in hidden for request in check.requests or ()]
    if any(isinstance(r, CallRequest | ProgramRequest | ScenarioRequest) for r in requests):
        return _(
            "{check} checks one question. What you see are the visible checks. When your work is "
            "graded, hidden checks are run as well, with other inputs: write code that works for any "
            "input.",
            check=check,
        )
    if hidden:
        return _(
            "{check} checks one question. What you see are the visible checks. When your work is "
            "graded, hidden checks are run as well.",
            check=check,
        )
    return _("{check} checks one question.", check=check)


def _libraries(assignment: Assignment) -> Iterator[str]:
    """Yield the commands that install what the assignment imports."""
    named = at_hand(assignment.imports)
    if named and assignment.libraries_from:
        yield assignment.libraries_from
    else:
        yield from dict.fromkeys(map(pip_command, named))


def _block(kind: str, lines: str) -> str:
    return f"```{kind}\n{lines}\n```"
