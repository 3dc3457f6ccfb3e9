"""`program`: the file, run as `python file.py` runs it, prints and writes what it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Literal

from autograder.checks import fragments
from autograder.checks.answers import finding, passed, unanswered
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.patterns import PATTERN, found, require_pattern
from autograder.checks.printing import COMPARE, Printing
from autograder.checks.writing import WRITES, miswritten, texts_given, texts_returned
from autograder.frozen import dataclass
from autograder.records import (
    CallRequest,
    Case,
    CellRun,
    Check,
    CheckResult,
    Exchange,
    Fault,
    Finding,
    ProgramRequest,
    Ran,
    Written,
)
from autograder.records.sentences import Code, Sentence, _
from autograder.texts import printed_lines

_LONGEST = 1_000  #: characters of a line in which a pattern is looked for


@dataclass(frozen=True, kw_only=True)
class ProgramCheck(Check):
    """The program prints and writes what it should in every case, and ends as it should."""

    cases: tuple[ProgramRequest, ...]
    expected: tuple[str, ...] | Fault  #: what it prints, one a case; (): that does not count
    #: the texts of the files that it writes, in the order of their names; (): none is looked at
    written: tuple[tuple[str, ...], ...] = ()
    printing: Printing = field(default_factory=Printing)
    matches: str | None = None  #: regular expression that a line of what it prints holds
    exits: int = 0  #: exit status

    has_inputs = False
    hidden_sentence = _("In a hidden run, the program does not do what it should.")

    @property
    def fault(self) -> Fault | None:
        return self.expected if isinstance(self.expected, Fault) else None

    @property
    def looks_at_cells(self) -> Literal["outputs"]:
        return "outputs"

    @property
    def requests(self) -> tuple[ProgramRequest, ...]:
        return self.cases

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the program does in every case what it should; else tell of the shortest."""
        wrong = [one for n, exchange in enumerate(record) if (one := self._wrong(n, exchange))]
        if not wrong:
            return passed(self)
        shortest = min(wrong, key=_effort)
        return unanswered(self, replace(shortest, failing=len(wrong), asked=len(record)))

    def _wrong(self, number: int, exchange: Exchange) -> Finding | None:
        """Return what is wrong in one case, if anything is."""
        answer, asked = exchange.answer, finding(exchange)
        if not isinstance(answer, Ran):
            return asked
        if answer.raised and self.exits == 0:
            return replace(asked, answer=answer.raised)
        if said := self._misprinted(number, answer.printed):
            return replace(asked, sentence=said, printed=(self._expected(number), answer.printed))
        if wrong := self._miswritten(number, answer, asked):
            return wrong
        if answer.status != self.exits:
            said = _(
                "The program ends with exit status {got}; it should be {expected}.",
                got=answer.status,
                expected=self.exits,
            )
            return replace(asked, sentence=said)
        return None

    def _misprinted(self, number: int, printed: str) -> Sentence | None:
        if self.expected and (said := self.printing.differs(printed, self._expected(number))):
            return said
        if self.matches is None or _has_line(self.matches, printed):
            return None
        return _("No line of what is printed matches {pattern}.", pattern=Code(self.matches))

    def _miswritten(self, number: int, answer: Ran, asked: Finding) -> Finding | None:
        """Return what is wrong with the first file that is not as it should be."""
        if not self.written:
            return None
        found = {one.name: one for one in answer.written}
        for name, expected in zip(self.cases[number].writes, self.written[number], strict=True):
            one = found.get(name, Written(name=name, lacks="missing"))
            if said := miswritten(self.printing, one, expected):
                sides = None if one.lacks else (expected, one.text)
                return replace(asked, sentence=said, printed=sides)
        return None

    def _expected(self, number: int) -> str:
        assert not isinstance(self.expected, Fault)
        return self.expected[number] if self.expected else ""


def _has_line(pattern: str, printed: str) -> bool:
    return any(found(pattern, line[:_LONGEST]) for line in printed_lines(printed))


def _effort(finding: Finding) -> int:
    """Return how much a reader has to look at; of equals, `min` takes the first."""
    assert isinstance(finding.request, ProgramRequest)
    return len(finding.request.stdin) + sum(map(len, finding.request.arguments))


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> ProgramCheck:
    data = part.data
    require_pattern(part, "matches")
    cases = _cases(part)
    if "prints" in data and len(cases) > 1:
        part.fault("prints", f"`prints` fits one case, but there are {len(cases)}")
    files = tuple(data.get("writes", ()))
    expected: tuple[str, ...] | Fault = (data["prints"],) if "prints" in data else ()
    written: tuple[tuple[str, ...], ...] | Fault = texts_given(part, len(cases))
    if "agrees_with" in data:
        expected, written = _of_reference(part, cases, files)
    return ProgramCheck(
        **part.common,
        cases=tuple(_request(case, files) for case in cases),
        expected=written if isinstance(written, Fault) else expected,
        written=() if isinstance(written, Fault) else written,
        printing=Printing(
            compare=data.get("compare", "whole"),
            tolerance=data.get("tolerance"),
            relative=data.get("relative"),
        ),
        matches=data.get("matches"),
        exits=data.get("exits", 0),
    )


def _cases(part: YamlPart) -> tuple[Case, ...]:
    data = part.data
    if "cases" not in data:
        return (Case(arguments=(data.get("stdin", ""), *map(str, data["program"]))),)
    if data["program"]:
        part.fault("program", "`cases` brings the arguments; write `program: []`")
    cases = part.cases("cases")
    texts = [isinstance(given, str) for case in cases for given in case.arguments]
    if not all(texts) or any(case.keywords or not case.arguments for case in cases):
        part.fault(
            "cases",
            f"{data['cases']} must return a list of tuples of texts: what can be read from "
            "standard input, then the arguments",
        )
        return ()
    return cases


def _request(case: Case, files: tuple[str, ...]) -> ProgramRequest:
    stdin, *arguments = map(str, case.arguments)
    return ProgramRequest(stdin=stdin, arguments=tuple(arguments), writes=files)


def _of_reference(
    part: YamlPart, cases: Sequence[Case], files: Sequence[str]
) -> tuple[tuple[str, ...] | Fault, tuple[tuple[str, ...], ...] | Fault]:
    """Return what is to be printed, and what is to be written, in each case.

    A reference returns what is printed or, where that is None, prints it; one for programs that
    write files returns their texts, and what is printed counts if it prints anything in any case.
    """
    calls = [CallRequest(name="", arguments=c.arguments, effects=("prints",)) for c in cases]
    answers = part.reference_answers("agrees_with", calls)
    if isinstance(answers, Fault):
        return answers, ()
    if files:
        printed = tuple(answer.printed or "" for answer in answers)
        return printed if any(printed) else (), texts_returned(part, files, answers)
    texts = tuple(a.printed if a.value is None else a.value for a in answers)
    if not all(isinstance(text, str) for text in texts):
        dotted = part.data["agrees_with"]
        return Fault(message=f"the reference {dotted} must return the text that is printed"), ()
    return tuple(map(str, texts)), ()


PROGRAM = Kind(
    key="program",
    schema={
        "properties": {
            "program": {
                "type": "array",
                "items": {"type": ["string", "number"], "expected": "text or a number"},
                "description": "Arguments of the command line; [] for none.",
                "expected": "a list of arguments, [] for none",
            },
            "stdin": {
                "type": "string",
                "description": "What can be read from standard input.",
                "expected": 'text, in quotes if it is a number, as in "3"',
            },
            "cases": fragments.function(
                "A function of reference/cases/ that returns a list of tuples of texts: standard "
                "input, then arguments.",
                "greeting.dialogues",
            ),
            "prints": {
                "type": "string",
                "description": "What it prints on standard output.",
                "expected": 'text, in quotes if it is a number, as in "3"',
            },
            "agrees_with": fragments.function(
                "A function of reference/ that is given standard input and the arguments, and "
                "returns or prints what is to be printed; with `writes`, it prints that and "
                "returns the files' texts by name.",
                "greeting.dialogue",
                "reference/",
            ),
            "writes": WRITES,
            "compare": COMPARE,
            **fragments.PLAIN_TOLERANCES,
            "matches": {
                **PATTERN,
                "description": "A regular expression that is found in a line of what is printed.",
            },
            "exits": {
                "type": "integer",
                "minimum": 0,
                "maximum": 255,
                "description": "The exit status. Default: 0.",
                "expected": "a whole number from 0 to 255",
            },
        },
        "additionalProperties": False,
        "allOf": [
            fragments.at_least_one("prints", "agrees_with", "writes", "matches", "exits"),
            fragments.at_most_one("prints", "agrees_with"),
            fragments.at_most_one("stdin", "cases"),
            fragments.only_with("agrees_with", "cases"),
        ],
    },
    read=_read,
    records=(ProgramCheck,),
)
