"""`prints`: the cells print a text, whatever else they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.checks.answers import failed, passed
from autograder.checks.kind import Kind, YamlPart
from autograder.records import CellRun, Check, CheckResult, Exchange, Finding
from autograder.records.sentences import _


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
        printed = "".join(
            dict(output.content)["text"]
            for run in runs
            for output in run.outputs
            if ("name", "stdout") in output.content
        )
        if " ".join(self.text.split()) in " ".join(printed.split()):
            return passed(self)
        said = _("The notebook does not print this: {text}", text=self.text)
        return failed(self, Finding(), said)


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
