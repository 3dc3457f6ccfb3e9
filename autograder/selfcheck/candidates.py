"""Choice of the file to check: the handout's, by its name; never a guess between two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course.submissions.find import SUFFIXES, read_submission
from autograder.digests import digest_of
from autograder.frozen import dataclass
from autograder.handout.checks_file import cell_digests
from autograder.records import Submission
from autograder.records.sentences import Part, Sentence, _
from autograder.selfcheck.handouts import Handout, SelfCheckError


@dataclass(frozen=True)
class Chosen:
    """The file to be checked, and what its author should know about the choice."""

    path: Path
    remark: Sentence | None = None


def choose(handout: Handout, how: str) -> Chosen:
    """Return the student's file in the handout's folder; `how` to name one, for the sentence.

    Raises SelfCheckError if there is none, or if it is not clear which one is meant.
    """
    name, folder = handout.assignment.name, handout.folder
    own = [path for suffix in SUFFIXES if (path := folder / f"{name}{suffix}").is_file()]
    changed = [path for path in own if is_changed(handout, path)]
    if len(changed) > 1:
        said = _(
            "You have worked in both {files}. Say which one to check: {how}",
            files=_listed(own),
            how=how,
        )
        raise SelfCheckError(said, handout.language)
    if changed:
        return Chosen(changed[0])
    if own:
        remark = _(
            "{file} is still as it was handed out. "
            "If you have worked in another file, name it: {how}",
            file=own[0].name,
            how=how,
        )
        return Chosen(own[0], remark)
    return _only_other(handout, how)


def is_changed(handout: Handout, path: Path) -> bool:
    """Whether any cell is not as it was handed out; a notebook that was only run is no other."""
    if digest_of(path.read_bytes()) == handout.files.get(path.name):
        return False
    return cell_digests(read_submission(path).cells) != handout.cells


def read_chosen(handout: Handout, path: Path) -> Submission:
    """Return the file's cells; raise SelfCheckError if it is missing or cannot be read."""
    if not path.is_file():
        said = _("{path} does not exist. Check the spelling.", path=str(path))
        raise SelfCheckError(said, handout.language)
    submission = read_submission(path)
    if submission.problem:
        reason = submission.problem.reason
        said = _("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        raise SelfCheckError(said, handout.language)
    return submission


def _only_other(handout: Handout, how: str) -> Chosen:
    name, language = handout.assignment.name, handout.language
    others = [path for path in sorted(handout.folder.iterdir()) if _may_be_it(path)]
    if not others:
        said = _(
            "There is no {name}.ipynb and no {name}.py in {folder}. "
            "If your file is elsewhere, name it: {how}",
            name=name,
            folder=str(handout.folder),
            how=how,
        )
        raise SelfCheckError(said, language)
    if len(others) > 1:
        said = _(
            "{name}.ipynb is not here, and it is not clear which file is yours: {files}. "
            "Say which: {how}",
            name=name,
            files=_listed(others),
            how=how,
        )
        raise SelfCheckError(said, language)
    remark = _(
        "{name}.ipynb is not here, so {file} is checked. Hand it in under the name {name}{suffix}.",
        name=name,
        file=others[0].name,
        suffix=others[0].suffix,
    )
    return Chosen(others[0], remark)


def _may_be_it(path: Path) -> bool:
    is_test = path.stem == "conftest" or path.stem.startswith("test_")
    return path.is_file() and path.suffix in SUFFIXES and not is_test and path.name[0] != "."


def _listed(paths: Sequence[Path]) -> Part:
    """Return the files' names as people list them: "a, b and c"."""
    first, *others, last = (path.name for path in paths)
    said: Part = first
    for other in others:
        said = _("{files}, {file}", files=said, file=other)
    return _("{files} and {file}", files=said, file=last)
