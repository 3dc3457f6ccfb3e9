"""What the report says of mistakes and wrong answers that submissions of a class share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from autograder.cutting import beginning
from autograder.frozen import dataclass
from autograder.records import Language
from autograder.records.messages import Message
from autograder.records.sentences import Said, Sentence, _
from autograder.records.shared_errors import SharedErrors
from autograder.records.stored_results import StoredQuestion, StoredResult
from autograder.reports.definitions import Definition, definition
from autograder.reports.findings import Shared, error_types
from autograder.reports.shared_errors import shared_error_sentence
from autograder.reports.stubs import mistake_stub

MOST_CODES = 3  #: of a group, side by side
MOST_READ = 12  #: submissions of a group whose code is looked at
LONGEST_CODE = 3000  #: characters

ReadResult = Callable[[str], StoredResult]
ReadSources = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Explained:
    """A known mistake that was made, with its explanation."""

    shared: Shared
    explanation: Said | None  #: None if nobody reads one: what they are told comes first
    told: int  #: how many read it

    @classmethod
    def of(cls, shared: Shared, results: Mapping[str, StoredResult]) -> Explained:
        """Return what those who made a mistake read of it."""
        questions = [
            question
            for file in shared.files
            for question in results[file].questions
            if question.id == shared.question.id
        ]
        said = [q.feedback.explanation for q in questions if q.feedback.explanation]
        return cls(shared, next(iter(said), None), len(said))

    @property
    def question(self) -> StoredQuestion:
        return self.shared.question

    @property
    def others(self) -> Sentence | None:
        """What is said of those who do not read the explanation; None if there are none."""
        if self.told == len(self.shared.files):
            return None
        if self.told == 0:
            return _(
                "None of them reads an explanation of it: they are told of something else first, "
                "such as a function of another question that this uses."
            )
        return _(
            "{told} of them read this; the others are told of something else first, such as a "
            "function of another question that this uses.",
            told=self.told,
        )


def question_of(read_result: ReadResult, shared: Shared) -> StoredQuestion:
    """Return the question of the first submission of a group, with what is said of it."""
    result = read_result(shared.first)
    return next(q for q in result.questions if q.id == shared.question.id)


@dataclass(frozen=True, kw_only=True)
class Code:
    """Code that is the same, but for blanks, in some submissions of a group."""

    text: str
    files: tuple[str, ...]
    is_cut: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The same wrong answers: what they are, the code that gives them, a mistake to make of it."""

    shared: Shared
    message: Message
    codes: tuple[Code, ...]
    read: int  #: submissions whose code was looked for
    stub: str

    @classmethod
    def of(
        cls,
        shared: Shared,
        read_result: ReadResult,
        read_sources: ReadSources,
        languages: Sequence[Language],
    ) -> Group:
        question = question_of(read_result, shared)
        failed = [check for check in question.checks if check.id in shared.checks]
        names = _about(question.names, [check.message for check in failed])
        found = {file: _definitions(read_sources(file), names) for file in shared.files[:MOST_READ]}
        alike: dict[str, list[str]] = {}
        for file, definitions in found.items():
            if definitions:
                text = "\n\n".join(each.text for each in definitions)
                alike.setdefault(" ".join(text.split()), []).append(file)
        ordered = sorted(alike.values(), key=lambda files: -len(files))
        simplest = min(
            (found[files[0]] for files in ordered),
            key=lambda definitions: sum(len(d.needs) for d in definitions),
            default=(),
        )
        return cls(
            shared=shared,
            message=failed[0].message if failed else Message(),
            codes=tuple(_code(found[files[0]], files) for files in ordered[:MOST_CODES]),
            read=len(found),
            stub=_stub(shared, simplest, languages, [check.message for check in failed]),
        )


def _about(names: Sequence[str], messages: Sequence[Message]) -> tuple[str, ...]:
    """Return those of a question's names that what went wrong is about, or all."""
    told = "\n".join(fact.text for message in messages for fact in message.facts)
    called = tuple(name for name in names if f"{name}(" in told)
    return called or tuple(names)


def _definitions(sources: Sequence[str], names: Sequence[str]) -> tuple[Definition, ...]:
    return tuple(found for name in names if (found := definition(sources, name)))


def _code(definitions: Sequence[Definition], files: Sequence[str]) -> Code:
    text = "\n\n".join(each.text for each in definitions)
    return Code(
        text=beginning(text, LONGEST_CODE), files=tuple(files), is_cut=len(text) > LONGEST_CODE
    )


def _stub(
    shared: Shared,
    definitions: Sequence[Definition],
    languages: Sequence[Language],
    messages: Sequence[Message],
) -> str:
    """Return the stub, "" where there is no code for it or too much of it."""
    if not definitions:
        return ""
    answers = "".join(check.answers or "" for check in shared.question.checks)
    label = hashlib.sha256(answers.encode("ascii")).hexdigest()[:4]
    errors = error_types(said for message in messages for said in message.sentences)
    text = mistake_stub(shared.question.id, definitions, label, languages, errors)
    return text if len(text) <= LONGEST_CODE else ""


def shared_sentences(
    shared: SharedErrors | None, files: Mapping[str, str]
) -> list[tuple[Sentence, list[str]]]:
    """Return what is said of each error that many share, and whose it is."""
    if shared is None:
        return []
    return [
        (shared_error_sentence(e, shared), [files[s] for s in e.submissions if s in files])
        for e in shared.errors
    ]
