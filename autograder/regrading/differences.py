"""Differences between what results were judged by and what they would be judged by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.frozen import dataclass
from autograder.records.judging import JudgedBy, JudgedCheck, JudgedQuestion
from autograder.texts import format_points

_WORDS = {
    "expected": "the reference's answers",
    "relative": "relative tolerance",
    "holds": "the property",
    "judges": "the judge",
    "right": "the reference",
    "printed": "the text to be printed",
    "printing": "how printed text is compared",
    "after": "the arguments after the call",
}
_ASKS = "asks"
#: of which fields a change is told by that of another
_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("cases", "name", "reads"), (_ASKS,)),
    "printing": ("tolerance", "relative"),
}
_LONG = 40  #: characters of a value that is shown: a hash is longer


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is judged by otherwise than before."""

    what: str  #: in words, as "tolerance"
    question: str | None = None  #: None: it is about all
    check: str | None = None  #: the check's id now; of one that is gone, its former id
    former: str | None = None  #: the id that the check had before
    before: str = ""
    after: str = ""
    moves_all: bool = False  #: it can move points where the check itself goes as before
    moves_none: bool = False  #: it changes what is said, and no points
    structural: bool = False  #: questions or checks are others, or ask for something else
    only_words: bool = False  #: of autograder's own

    @property
    def is_worth(self) -> bool:
        """Whether it is only about what a question or a check is worth."""
        return self.what in ("points", "share")

    def __str__(self) -> str:
        where = self.check or self.question
        changed = f" {self.before} → {self.after}" if self.before or self.after else ""
        return f"{where}: {self.what}{changed}" if where else f"{self.what}{changed}"


def differences(before: JudgedBy, after: JudgedBy) -> tuple[Change, ...]:
    """Return all that has changed, of the whole first, then by question and check."""
    return (*_of_the_whole(before, after), *_of_questions(before, after))


def _of_the_whole(before: JudgedBy, after: JudgedBy) -> Iterator[Change]:
    if before.titles != after.titles:
        yield Change(what="titles or languages", moves_none=True)
    if before.run_with != after.run_with:
        yield Change(what="limits, imports or data files", moves_all=True)
    if before.program != after.program:
        yield Change(what="autograder's own code that judges", moves_all=True)
    if before.wording != after.wording:
        yield Change(what="autograder's own words", moves_none=True, only_words=True)


def _of_questions(before: JudgedBy, after: JudgedBy) -> Iterator[Change]:
    were = {question.id: question for question in before.questions}
    for question in after.questions:
        if question.id in were:
            yield from _of_question(were[question.id], question)
        else:
            yield Change(
                question=question.id, what="a new question", moves_all=True, structural=True
            )
    for gone in were.keys() - {question.id for question in after.questions}:
        yield Change(question=gone, what="the question is gone", moves_all=True, structural=True)


def _of_question(before: JudgedQuestion, after: JudgedQuestion) -> Iterator[Change]:
    id_ = after.id
    if before.points != after.points:
        yield Change(
            question=id_,
            what="points",
            before=format_points(before.points),
            after=format_points(after.points),
            moves_all=True,
        )
    for old, new in paired(before.checks, after.checks):
        yield from _of_check(id_, old, new)
    for mistake in sorted(before.mistakes.keys() | after.mistakes.keys()):
        was, now = before.mistakes.get(mistake), after.mistakes.get(mistake)
        if was != now:
            how = "new" if was is None else "gone" if now is None else "changed"
            yield Change(question=id_, what=f"known mistake {mistake} ({how})", moves_none=True)


Pair = tuple[JudgedCheck | None, JudgedCheck | None]


def paired(before: Sequence[JudgedCheck], after: Sequence[JudgedCheck]) -> list[Pair]:
    """Return each check with what it was before: ids are places, and checks may have moved."""
    left, found = list(before), dict[str, JudgedCheck]()
    for alike in (_in_all, _in_requests, _in_place):
        for check in (check for check in after if check.id not in found):
            if was := next((old for old in left if alike(old) == alike(check)), None):
                left.remove(was)
                found[check.id] = was
    return [*((found.get(check.id), check) for check in after), *((gone, None) for gone in left)]


def _in_all(check: JudgedCheck) -> object:
    return check.kind, check.asks, check.by


def _in_requests(check: JudgedCheck) -> object:
    return check.kind, check.asks, check.by.get("hidden")


def _in_place(check: JudgedCheck) -> object:
    return check.kind, check.id


def _of_check(
    question: str, before: JudgedCheck | None, after: JudgedCheck | None
) -> Iterator[Change]:
    if after is None:
        assert before is not None
        yield Change(
            question=question,
            check=before.id,
            what="the check is gone",
            moves_all=True,
            structural=True,
        )
        return
    if before is None:
        yield Change(
            question=question, check=after.id, what="a new check", moves_all=True, structural=True
        )
        return
    if before.asks != after.asks:
        yield _change(question, before, after, "its inputs")
    names = sorted(before.by.keys() | after.by.keys())
    differing = [name for name in names if before.by.get(name) != after.by.get(name)]
    told = {*differing, *([_ASKS] if before.asks != after.asks else [])}
    for field in differing:
        was, now = before.by.get(field, ""), after.by.get(field, "")
        if not told.intersection(_OTHERWISE.get(field, ())):
            shown = (was, now) if max(len(was), len(now)) < _LONG else ("", "")
            yield _change(question, before, after, _WORDS.get(field, field), *shown)


def _change(
    question: str,
    old: JudgedCheck,
    new: JudgedCheck,
    what: str,
    before: str = "",
    after: str = "",
) -> Change:
    return Change(
        question=question,
        check=new.id,
        former=old.id,
        what=what.replace("_", " "),
        before=_in_words(before),
        after=_in_words(after),
        moves_all=what in ("share", "hidden"),
        structural=what in ("hidden", "its inputs"),
    )


def _in_words(value: str) -> str:
    return {"null": "unset", "true": "yes", "false": "no"}.get(value, value)
