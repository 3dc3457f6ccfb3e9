"""`prints`: the cells print a text, whatever else they print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from autograder.checks.answers import failed, passed
from autograder.checks.kind import Kind, YamlPart
from autograder.frozen import dataclass
from autograder.records import CellRun, Check, CheckResult, Exchange, Finding
from autograder.records.sentences import Sentence, _


@dataclass(frozen=True, kw_only=True)
class PrintedCheck(Check):
    """The cells print a text, whatever else they print."""

    text: str

    hidden_sentence = _("Not everything that the question asks for is printed.")

    @property
    def looks_at_cells(self) -> Literal["outputs"]:
        return "outputs"

    @property
    def requests(self) -> tuple[()]:
        return ()

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the text is among what the cells printed; runs of white space are one space."""
        if self._is_in(_streamed(runs, "stdout")):
            return passed(self)
        return failed(self, Finding(), self._elsewhere(runs))

    def _is_in(self, text: str) -> bool:
        return " ".join(self.text.split()) in " ".join(text.split())

    def _elsewhere(self, runs: Sequence[CellRun]) -> Sentence:
        """Return where the text is instead, or that it is nowhere."""
        if self._is_in(_streamed(runs, "stderr")):
            return _(
                "This is written to stderr, where errors go: {text}. Print it without `file=`.",
                text=self.text,
            )
        if any(map(self._is_in, _shown(runs))):
            return _(
                "This is shown as the value of a cell, not printed: {text}. Use `print`.",
                text=self.text,
            )
        if self._is_in(_NUMPY_NUMBER.sub(r"\1", _streamed(runs, "stdout"))):
            return _(
                "This is printed with the type of numpy's numbers around it, as in `np.int64(2)`: "
                "{text}. Print each number by itself, or make it Python's own with `.item()`.",
                text=self.text,
            )
        return _("The notebook does not print this: {text}", text=self.text)


#: A number as numpy shows it inside a list, a tuple or a dictionary.
_NUMPY_NUMBER = re.compile(r"\bnp\.\w{1,20}\(([^()]{0,100})\)")


def _streamed(runs: Sequence[CellRun], name: str) -> str:
    outputs = (output for run in runs for output in run.outputs)
    return "".join(dict(o.content)["text"] for o in outputs if ("name", name) in o.content)


def _shown(runs: Sequence[CellRun]) -> Iterator[str]:
    for run in runs:
        for output in run.outputs:
            yield from (text for kind, text in output.content if kind == "text/plain")


def _read(part: YamlPart) -> PrintedCheck:
    return PrintedCheck(**part.common, text=part.data["prints"])


PRINTED = Kind(
    key="prints",
    schema={
        "properties": {
            "prints": {
                "type": "string",
                "description": "What the cells print, among other things.",
                "expected": "text",
            },
        },
        "additionalProperties": False,
    },
    read=_read,
    records=(PrintedCheck,),
)
