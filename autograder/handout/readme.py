"""The README of a handout: what to install, how to check, what to hand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from autograder.feedback.show.sentences import sentence_markdown
from autograder.protocol.libraries import at_hand, pip_command
from autograder.records import Assignment, Language
from autograder.records.sentences import Code, Sentence, _


def readme(assignment: Assignment, language: Language, install: str) -> str:
    """Return the text of `README.md`; `install` is what pip is told."""
    title = f"# {assignment.title.in_language(language)}"
    say = partial(sentence_markdown, language=language)
    return "\n\n".join([title, *_paragraphs(assignment, install, say)]) + "\n"


def _paragraphs(
    assignment: Assignment, install: str, say: Callable[[Sentence], str]
) -> Iterator[str]:
    notebook, module = Code(f"{assignment.name}.ipynb"), Code(f"{assignment.name}.py")
    first = assignment.questions[0].id
    keras = " tensorflow" if "tensorflow" in assignment.imports else ""
    if assignment.lecture:
        yield say(_("Lecture: {lecture}", lecture=assignment.lecture))
    yield say(
        _(
            "Work in {notebook} (Jupyter, VS Code, Colab) or in {module} (any editor); one of the two "
            "is enough. Replace each `...`, and keep the names of functions and variables.",
            notebook=notebook,
            module=module,
        )
    )
    yield "## " + say(_("Install, once"))
    yield _block("console", "\n".join([f"pip install {install}{keras}", *_libraries(assignment)]))
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
            "{check} checks one question. What you see are the visible checks. When your work is "
            "graded, hidden checks are run as well, with other inputs: write code that works for any "
            "input.",
            check=Code(f"%check {first}"),
        )
    )
    yield say(
        _(
            "Lists, tuples and arrays are alike. Unless a question says otherwise, numbers may differ "
            "by 1/10000 of the largest number that is expected, in each part of an answer by itself."
        )
    )
    yield "## " + say(_("Hand in"))
    yield say(
        _(
            "Hand in {notebook} or {module}, whichever you worked in, under this name. The other files "
            "are for checking only.",
            notebook=notebook,
            module=module,
        )
    )


def _libraries(assignment: Assignment) -> Iterator[str]:
    """Yield the commands that install what the assignment imports."""
    named = at_hand(assignment.imports)
    if named and assignment.libraries_from:
        yield assignment.libraries_from
    else:
        yield from dict.fromkeys(map(pip_command, named))


def _block(kind: str, lines: str) -> str:
    return f"```{kind}\n{lines}\n```"
