"""`source`: the code of a function, or of the whole submission, uses or avoids something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from autograder.checks import fragments
from autograder.checks.answers import finding, judged, unanswered
from autograder.checks.kind import Kind, Schema, YamlPart
from autograder.frozen import dataclass
from autograder.records import CellRun, Check, CheckResult, Exchange, UsesRequest, Value
from autograder.records.sentences import Code, Sentence, _

WHOLE = "all"  #: in place of a function's name


@dataclass(frozen=True, kw_only=True)
class SourceCheck(Check):
    """The source of a function, or of the whole submission, uses or avoids something."""

    name: str | None  #: None: the whole submission
    must_use: tuple[str, ...] = ()
    must_not_use: tuple[str, ...] = ()

    hidden_sentence = _(
        "The code uses something that this question rules out, or lacks something that it asks for."
    )

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,) if self.name else ()

    @property
    def looks_at_cells(self) -> Literal["source"] | None:
        return None if self.name else "source"

    @property
    def requests(self) -> tuple[UsesRequest]:
        return (UsesRequest(name=self.name),)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if everything that must be used is, and nothing that must not be."""
        (exchange,) = record
        answer, found = exchange.answer, finding(exchange)
        if not isinstance(answer, Value) or not isinstance(answer.value, list):
            return unanswered(self, found)
        used = {name for name in answer.value if isinstance(name, str)}
        return judged(self, found, self._wrong(used))

    def _wrong(self, used: set[str]) -> Sentence | None:
        for word in self.must_not_use:
            if word in used:
                return _("{word} is used; solve this question without it.", word=Code(word))
        for word in self.must_use:
            if word not in used:
                return _("{word} is not used; solve this question with it.", word=Code(word))
        return None


def _read(part: YamlPart) -> SourceCheck:
    name = part.data["source"]
    return SourceCheck(
        **part.common,
        name=None if name == WHOLE else name,
        must_use=tuple(part.data.get("must_use", ())),
        must_not_use=tuple(part.data.get("must_not_use", ())),
    )


def _words(**described: str) -> Schema:
    expected = "a list such as [for, numpy.convolve]"
    return {"type": "array", "items": fragments.TEXT, **described, "expected": expected}


SOURCE = Kind(
    key="source",
    schema={
        "properties": {
            "source": fragments.name(
                "The function whose source is looked at; `all` for the whole submission."
            ),
            "must_use": _words(
                description="Words such as for, or dotted names such as numpy.convolve."
            ),
            "must_not_use": _words(),
        },
        "additionalProperties": False,
        **fragments.at_least_one("must_use", "must_not_use"),
    },
    read=_read,
    records=(SourceCheck,),
)
