"""Comparing the files that a program writes, and how an author says what they should hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from autograder.checks.kind import Schema, YamlPart
from autograder.checks.printing import Printing, TextDifference
from autograder.protocol.written import FILE_NAME, MAX_WRITTEN, MOST_WRITTEN
from autograder.records import Fault, NoText, Value, Written
from autograder.records.sentences import Code, Sentence, _

_KIB = MAX_WRITTEN >> 10


def miswritten(printing: Printing, written: Written, expected: str) -> Sentence | None:
    """Return what is wrong with a file, None if it holds what it should."""
    name = Code(written.name)
    if written.lacks:
        return _without_text(written.lacks, name)
    differs = printing.difference(written.text, expected)
    return None if differs is None else _said(differs, name)


def _without_text(lacks: NoText, file: Code) -> Sentence:
    match lacks:
        case "missing":
            return _(
                "The program writes no file {file}. Is the name spelled exactly so, and is it "
                "written in the folder in which the program is started?",
                file=file,
            )
        case "folder":
            return _("{file} is a folder; the program should write a file.", file=file)
        case "link":
            return _(
                "{file} is a link, or lies behind one; the program should write the file itself.",
                file=file,
            )
        case "special":
            return _("{file} is not an ordinary file that can be read.", file=file)
        case "size":
            return _(
                "{file} holds more than {size} KiB, and no more of a file is read.",
                file=file,
                size=_KIB,
            )
        case "encoding":
            return _(
                "{file} is not text in UTF-8. Open it as in {opened}.",
                file=file,
                opened=Code('open(…, "w", encoding="utf-8")'),
            )


def _said(differs: TextDifference, file: Code) -> Sentence:
    place = differs.place
    match differs.kind:
        case "empty":
            return _("{file} is empty.", file=file)
        case "unwanted":
            return _("{file} should be empty.", file=file)
        case "more":
            return _("Nothing more should be in {file} after line {line}.", file=file, line=place)
        case "less":
            return _("Something is missing after line {line} of {file}.", file=file, line=place)
        case "line":
            return _("Line {line} of {file} is not as it should be.", file=file, line=place)
        case "lacking":
            return _(
                "This line is not in {file}, or not in its place: {line}",
                file=file,
                line=Code(differs.line),
            )
        case "count":
            got, expected = differs.counts
            return _(
                "How many numbers are in {file}: {got}; how many there should be: {expected}.",
                file=file,
                got=got,
                expected=expected,
            )
        case "number":
            return _("Number {place} in {file} is not right.", file=file, place=place)


# ------------------------------------------------------------------ in the file

_NAME: Schema = {
    "type": "string",
    "pattern": FILE_NAME,
    "expected": "a file in the program's folder such as totals.csv or out/totals.csv",
}

WRITES: Schema = {
    "type": ["object", "array"],
    "minProperties": 1,
    "maxProperties": MOST_WRITTEN,
    "minItems": 1,
    "maxItems": MOST_WRITTEN,
    "uniqueItems": True,
    "propertyNames": _NAME,
    "items": _NAME,
    "additionalProperties": {
        "type": "string",
        "expected": 'text, in quotes if it is a number, as in "3"',
    },
    "description": "The files that it writes: names with their texts or, with `agrees_with`, a "
    "list of names.",
    "expected": f"files with their texts, or a list of names, 1 to {MOST_WRITTEN}",
}


def texts_given(part: YamlPart, cases: int) -> tuple[tuple[str, ...], ...]:
    """Return what the file says of the files that are written, one tuple a case."""
    writes = part.data.get("writes", [])
    if "agrees_with" in part.data:
        if isinstance(writes, dict):
            names = ", ".join(writes)
            part.fault("writes", f"`agrees_with` brings the texts; write `writes: [{names}]`")
        return ()
    if isinstance(writes, list):
        if writes:
            part.fault(
                "writes",
                f"names alone need `agrees_with`; or write `writes: {{{writes[0]}: text}}`",
            )
        return ()
    if cases > 1:
        part.fault("writes", f"`writes` with texts fits one case, but there are {cases}")
    for name, text in writes.items():
        if _is_too_large(text):
            part.within("writes").fault(name, f"no more than {_KIB} KiB of a file are read")
    return (tuple(writes.values()),)


def texts_returned(
    part: YamlPart, names: Sequence[str], answers: Sequence[Value]
) -> tuple[tuple[str, ...], ...] | Fault:
    """Return what a reference returns for the files that are written, one tuple a case."""
    dotted, texts = part.data["agrees_with"], []
    for number, answer in enumerate(answers, 1):
        found = answer.value
        if not _is_texts(found) or found.keys() != set(names):
            form = ", ".join(f'"{name}": text' for name in names)
            why = f"must return the texts of the files, {{{form}}}, in case {number} too"
            return Fault(message=f"the reference {dotted} {why}")
        if any(map(_is_too_large, found.values())):
            why = f"no more than {_KIB} KiB of a file are read"
            return Fault(message=f"the reference {dotted} returns too much in case {number}: {why}")
        texts.append(tuple(found[name] for name in names))
    return tuple(texts)


def _is_texts(found: object) -> TypeGuard[dict[str, str]]:
    return isinstance(found, dict) and all(isinstance(text, str) for text in found.values())


def _is_too_large(text: str) -> bool:
    return len(text.encode("utf-8", "surrogatepass")) > MAX_WRITTEN
