"""Remarks on a whole submission: still the handout, without code, or work for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from autograder.course.submissions.find import IsHandout
from autograder.records import Assignment, Submission
from autograder.records.sentences import Code, Listed, Sentence, _

_MOST_NAMED = 3
_MOST_READ = 200_000  #: characters of a submission
_MOST_NAMES = 500
_ALIKE = 0.8  #: of difflib's ratio


def remarked(
    submissions: Iterable[Submission],
    assignment: Assignment,
    is_handout: IsHandout,
) -> Iterator[Submission]:
    """Yield the submissions, each with what is to be said of it as a whole."""
    names = list(dict.fromkeys(n for q in assignment.questions for c in q.checks for n in c.names))
    for submission in submissions:
        said = submission.remark
        if said is None and not submission.problem:
            said = _remark(submission, names, is_handout)
        yield replace(submission, remark=said)


def _remark(submission: Submission, asked: Sequence[str], is_handout: IsHandout) -> Sentence | None:
    sources = [cell.source for cell in submission.cells if cell.kind == "code"]
    if not any(source.strip() for source in sources):
        return _without_code(submission)
    if is_handout(submission.cells):
        return _(
            "This is the handout as it was handed out: nothing in it has been filled in. Is it "
            "the right file?"
        )
    if any("import *" in source for source in sources):
        return None  # the names may come from another file
    texts = "\n".join(cell.source for cell in submission.cells)[:_MOST_READ]
    if not asked or _gives_one(texts, asked):
        return None
    more = ("…",) if len(asked) > _MOST_NAMED else ()
    names = Listed((*map(Code, asked[:_MOST_NAMED]), *more))
    return _(
        "Nothing here defines what this assignment asks for ({names}). Is it the work for "
        "another assignment?",
        names=names,
    )


def _without_code(submission: Submission) -> Sentence:
    if any(cell.source.strip() for cell in submission.cells):
        return _(
            "There is text but no code here: what stands in a Markdown or Raw cell does not run. "
            "Turn the cells with your code into code cells."
        )
    return _("There is nothing in this file. Is it the right one, and was it saved?")


def _gives_one(text: str, asked: Sequence[str]) -> bool:
    """Whether a line, perhaps a comment, may define a name that is asked for, or one like it."""
    if all(len(name) < 3 for name in asked):
        return True  # such a name is easily replaced by a longer one
    given = list(dict.fromkeys(word for line in text.split("\n") for word in _given(line)))
    near = (get_close_matches(name, given[:_MOST_NAMES], 1, _ALIKE) for name in asked)
    spelled = {word.casefold() for word in given}
    return any(name.casefold() in spelled for name in asked) or any(near)


def _given(line: str) -> list[str]:
    """Return the words of a line that it may give something to stand for."""
    match = _DEFINES.match(line)
    return re.findall(r"\w{1,100}", match[match.lastindex or 0]) if match else []


_DEFINES = re.compile(
    r"[ \t#]*+(?:(?:async[ ]+)?(?:def|class)[ ]+(\w+)|(?:from .*)?import (.*)|([^=\n]{1,300})=)"
)
