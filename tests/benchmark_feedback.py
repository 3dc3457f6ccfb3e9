"""What feedback says of wrong submissions whose causes a teacher has named (`tests/feedback/`).

    python -m tests.benchmark_feedback [ASSIGNMENT …] [--sealed [SET]] [--show not-helped]

Each submission is graded, and all that is said to its student is held against `verdicts.yaml`,
which says of each cause which sentences name it, which help, and which are at least true. A
sentence that it does not know of a cause is false until somebody has read it and found it true.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import yaml

from autograder import (
    Isolation,
    Sandbox,
    SubmissionResult,
    Threads,
    find_course,
    grade_all,
    load_assignment,
    read_submission,
)
from autograder.feedback.compose import compose
from autograder.feedback.show.sentences import in_language
from autograder.records import Assignment, QuestionResult, Submission
from autograder.records.messages import QuestionFeedback
from autograder.records.sentences import Said, Sentence

CORPUS = Path(__file__).parent / "feedback"
#: Number of a sealed set: its folder.
SEALED = {1: "sealed", 2: "sealed-2", 3: "sealed-3", 4: "sealed-4"}
OWN_COURSES = {"sensors": "cleaning", "words": "texts"}  #: folder: assignment of its own course
_PLACE = re.compile(r"[^,]+, line [0-9]+(: .*)?")
VERDICTS = ("named", "helped", "not helped", "false")


@dataclass(frozen=True, kw_only=True)
class Label:
    """A cause that a teacher has named in one question of one file."""

    folder: str
    file: str
    question: str
    causes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Pieces of sentences, and known mistakes, that may be said of a cause."""

    names: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    true: tuple[str, ...] = ()
    misleads: tuple[str, ...] = ()  #: measured, but draws a reader away from the cause


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How feedback did with one label."""

    label: Label
    verdict: str
    said: tuple[str, ...]  #: about the question, and about cells
    false: tuple[str, ...]  #: anywhere in the submission's feedback


class Verdicts:
    """What may be said of which cause, read by eye."""

    def __init__(
        self, causes: Mapping[str, Cause], facts: Iterable[str], reported: Iterable[str]
    ) -> None:
        self._causes = causes
        self._facts = tuple(facts)
        self._reported = tuple(reported)

    @classmethod
    def read(cls, path: Path) -> Verdicts:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        causes = {name: _cause(pieces) for name, pieces in content["causes"].items()}
        return cls(causes, content["facts"], content["reported"])

    def judge(self, label: Label, others: Iterable[Label], told: Told) -> Judged:
        """Return how well feedback does by a label; `others` are those of the same file."""
        own = self._of(label)
        all_of_file = [own, *(self._of(other) for other in others)]
        said = told.about(label.question)
        false = tuple(s for s in told.everything() if not self._is_true(s, all_of_file))
        return Judged(label=label, verdict=_verdict(own, said, false), said=said, false=false)

    def _of(self, label: Label) -> Cause:
        """Return what may be said of a label: of its causes, and of this file alone."""
        known = [*label.causes, f"{label.folder}/{label.file}: {label.question}"]
        found = [self._causes[name] for name in known if name in self._causes]
        return Cause(
            names=tuple(piece for cause in found for piece in cause.names),
            helps=tuple(piece for cause in found for piece in cause.helps),
            true=tuple(piece for cause in found for piece in cause.true),
            misleads=tuple(piece for cause in found for piece in cause.misleads),
        )

    def _is_true(self, said: str, causes: Sequence[Cause]) -> bool:
        if _PLACE.fullmatch(said):
            return True
        if any(p in said for c in causes for p in c.misleads):
            return False
        pieces = (p for c in causes for p in (*c.names, *c.helps, *c.true))
        return said.startswith(self._facts) or any(p in said for p in (*self._reported, *pieces))


def _cause(content: Mapping[str, Sequence[str]]) -> Cause:
    return Cause(**{key: tuple(pieces) for key, pieces in content.items()})


def _verdict(own: Cause, said: Sequence[str], false: Sequence[str]) -> str:
    if false:
        return "false"
    if any(piece in sentence for sentence in said for piece in own.names):
        return "named"
    if any(piece in sentence for sentence in said for piece in own.helps):
        return "helped"
    return "not helped"


@dataclass(frozen=True, kw_only=True)
class Told:
    """All sentences that a student reads: about cells, and about each question that lost points."""

    cells: tuple[str, ...]
    questions: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, assignment: Assignment, result: SubmissionResult) -> Told:
        feedback = compose(assignment, result)
        problem = result.submission.problem
        cells = [c.sentence for c in feedback.cells] + [c.advice for c in feedback.cells]
        questions = zip(result.questions, feedback.questions, strict=True)
        return cls(
            cells=(*_texts([problem.reason] if problem else []), *_texts(cells)),
            questions={
                scored.question.id: (*_named(scored, told), *_texts(_sentences(told)))
                for scored, told in questions
            },
        )

    def about(self, question: str) -> tuple[str, ...]:
        return (*self.cells, *self.questions[question])

    def everything(self) -> Iterator[str]:
        yield from self.cells
        for said in self.questions.values():
            yield from said


def _named(scored: QuestionResult, told: QuestionFeedback) -> Iterator[str]:
    """Yield the known mistake that the student reads of, by its id."""
    if told.explanation:
        mistakes = (check.result.mistake for check in scored.checks)
        yield from dict.fromkeys(f"mistake:{mistake.id}" for mistake in mistakes if mistake)


def _sentences(told: QuestionFeedback) -> Iterator[Said | None]:
    for check in told.checks:
        yield from check.message.sentences
    yield told.remark


def _texts(said: Iterable[Said | None]) -> Iterator[str]:
    """Yield the sentences as English text, the parts of one that is made of others apart."""
    for each in dict.fromkeys(filter(None, said)):
        if isinstance(each, Sentence) and (inner := _parts_of_joint(each)):
            yield from _texts(inner)
        else:
            yield in_language(each, "en")


def _parts_of_joint(sentence: Sentence) -> list[Sentence]:
    """Return the sentences that a template without a word of its own puts together."""
    prose = "".join(text for text, *_ in Formatter().parse(sentence.template))
    inner = [part for _, part in sentence.parts if isinstance(part, Sentence)]
    return [] if any(map(str.isalpha, prose)) else inner


def judged(folder: Path, verdicts: Verdicts) -> Iterator[Judged]:
    """Grade what is in a folder of the corpus; yield how feedback does by each label."""
    labels = read_labels(folder)
    assignment = _assignment(folder.name)
    files = sorted({label.file for label in labels})
    submissions = [read_submission(folder / file, file) for file in files]
    told = dict(_told(assignment, submissions))
    for label in labels:
        others = [other for other in labels if other.file == label.file and other is not label]
        yield verdicts.judge(label, others, told[label.file])


def _told(assignment: Assignment, submissions: Sequence[Submission]) -> Iterator[tuple[str, Told]]:
    with Sandbox(assignment.imports, Isolation.NONE) as sandbox:
        place = Threads(sandbox, os.cpu_count() or 1)
        for result in grade_all(assignment, submissions, place):
            yield result.submission.name, Told.of(assignment, result)


def read_labels(folder: Path) -> list[Label]:
    """Return the labels of a folder's files."""
    listed = yaml.safe_load((folder / "labels.yaml").read_text(encoding="utf-8"))
    return [
        Label(
            folder=folder.name,
            file=each["file"],
            question=each["question"],
            causes=tuple(each[key] for key in ("cause", "second") if key in each),
        )
        for each in listed
    ]


def _assignment(name: str) -> Assignment:
    if name in OWN_COURSES:
        return load_assignment(find_course(CORPUS / "courses" / name), OWN_COURSES[name])
    return load_assignment(find_course(CORPUS.parent.parent), name)


def folders(sealed: int = 0) -> list[Path]:
    """Return the folders with labels, of the open part (0) or of a sealed set."""
    within = CORPUS / SEALED[sealed] if sealed else CORPUS
    return sorted(path.parent for path in within.glob("*/labels.yaml"))


def _show(each: Judged) -> None:
    print(f"\n{each.label.file}  {each.label.question}  {', '.join(each.label.causes)}")
    print(f"  [{each.verdict}]")
    for sentence in each.said:
        print(f"  - {sentence}")
    for sentence in each.false:
        print(f"  FALSE: {sentence}")


def _row(name: str, found: Counter[str]) -> str:
    total = sum(found.values())
    right = found["named"] + found["helped"]
    counts = " | ".join(str(found[verdict]) for verdict in VERDICTS)
    return f"| {name} | {total} | {counts} | {right / total:.0%} |"


def _spelled(written: str) -> str:
    """Return a verdict as it is called here, written with or without a hyphen."""
    return written.replace("-", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assignments", nargs="*")
    parser.add_argument(
        "--sealed",
        nargs="?",
        type=int,
        const=1,
        default=0,
        choices=SEALED,
        metavar="SET",
        help="a set that was unknown when it was measured: 1 (if none is named), 2, 3 or 4",
    )
    parser.add_argument("--show", action="append", choices=VERDICTS, default=[], type=_spelled)
    options = parser.parse_args()
    verdicts = Verdicts.read(CORPUS / "verdicts.yaml")
    counts: dict[str, Counter[str]] = {}
    for folder in folders(options.sealed):
        if options.assignments and folder.name not in options.assignments:
            continue
        results = list(judged(folder, verdicts))
        for each in results:
            if each.verdict in options.show:
                _show(each)
        counts[folder.name] = Counter(each.verdict for each in results)
    print("\n| | labels | " + " | ".join(VERDICTS) + " | named or helped |")
    print("|---" * (len(VERDICTS) + 3) + "|")
    for name, found in counts.items():
        print(_row(name, found))
    print(_row("all", sum(counts.values(), Counter())))


if __name__ == "__main__":
    main()
