"""Which file is to be checked: the handout's, by its name; never a guess between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.submissions.find import SUFFIXES, read_submission
from autograder.handout.checks_file import cell_digests, digest
from autograder.records import Language, Submission
from autograder.selfcheck import wording
from autograder.selfcheck.handouts import Handout, SelfCheckError


@dataclass(frozen=True)
class Chosen:
    """The file to be checked, and what its author should know about the choice."""

    path: Path
    remark: str | None = None


def choose(handout: Handout, how: str) -> Chosen:
    """Return the student's file in the handout's folder; `how` to name one, for the sentence.

    Raises SelfCheckError if there is none, or if it is not clear which one is meant.
    """
    name, folder, language = handout.assignment.name, handout.folder, handout.language
    own = [path for suffix in SUFFIXES if (path := folder / f"{name}{suffix}").is_file()]
    changed = [path for path in own if is_changed(handout, path)]
    if len(changed) > 1:
        raise SelfCheckError(wording.BOTH_CHANGED, language, files=_listed(own, language), how=how)
    if changed:
        return Chosen(changed[0])
    if own:
        remark = wording.UNCHANGED.said_in(language)
        return Chosen(own[0], remark.format(file=own[0].name, how=how))
    return _only_other(handout, how)


def is_changed(handout: Handout, path: Path) -> bool:
    """Whether any cell is not as it was handed out; a notebook that was only run is no other."""
    if digest(path.read_bytes()) == handout.files.get(path.name):
        return False
    return cell_digests(read_submission(path).cells) != handout.cells


def read_chosen(handout: Handout, path: Path) -> Submission:
    """Return the file's cells; raise SelfCheckError if it is missing or cannot be read."""
    if not path.is_file():
        raise SelfCheckError(wording.NO_SUCH_FILE, handout.language, path=path)
    submission = read_submission(path)
    if submission.problem:
        reason = submission.problem.reason.said_in(handout.language)
        raise SelfCheckError(wording.UNREADABLE, handout.language, file=path.name, reason=reason)
    return submission


def _only_other(handout: Handout, how: str) -> Chosen:
    name, language = handout.assignment.name, handout.language
    others = [path for path in sorted(handout.folder.iterdir()) if _may_be_it(path)]
    if not others:
        raise SelfCheckError(
            wording.NO_SUBMISSION, language, name=name, folder=handout.folder, how=how
        )
    if len(others) > 1:
        files = _listed(others, language)
        raise SelfCheckError(wording.SEVERAL, language, name=name, files=files, how=how)
    remark = wording.RENAMED.said_in(language)
    file, suffix = others[0].name, others[0].suffix
    return Chosen(others[0], remark.format(name=name, file=file, suffix=suffix))


def _may_be_it(path: Path) -> bool:
    is_test = path.stem == "conftest" or path.stem.startswith("test_")
    return path.is_file() and path.suffix in SUFFIXES and not is_test and path.name[0] != "."


def _listed(paths: Sequence[Path], language: Language) -> str:
    names = [path.name for path in paths]
    if language == "ja":
        return "、".join(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
