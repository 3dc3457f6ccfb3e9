"""A self-check as one text for terminals, and as one piece of HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import indent

from autograder.records import Language
from autograder.selfcheck import wording
from autograder.selfcheck.checking import Checked, SelfCheck
from autograder.selfcheck.telling import Said, footer, of_cells, said_of, standing


def as_text(found: SelfCheck, remarks: Sequence[str] = ()) -> str:
    """Return everything as plain text, a question a paragraph, remarks below."""
    language = found.handout.language
    parts = [
        *_header(found, language),
        *_cells(found, language),
        *(_question(asked, language) for asked in found.questions),
        *remarks,
        footer(found, language),
    ]
    return "\n".join(part for part in parts if part)


def _header(found: SelfCheck, language: Language) -> Iterator[str]:
    if found.name:
        yield wording.HEADER.said_in(language).format(file=found.name)


def _cells(found: SelfCheck, language: Language) -> Iterator[str]:
    if lines := of_cells(found, language):
        yield f"{wording.CELLS.said_in(language)}:"
        yield from (indent(line, "  ") for line in lines)


def _question(asked: Checked, language: Language) -> str:
    failed = [said for said in _all_said(asked, language) if not said.passed]
    lines = [f"{asked.question.id}: {standing(asked, language)}"]
    for said in failed:
        lines += [f"  {said.title}: {said.outcome}", indent(said.text, "    ")]
    return "\n".join(lines)


def _all_said(asked: Checked, language: Language) -> list[Said]:
    return [said_of(asked, result, language) for result in asked.results]


# ------------------------------------------------------------------ HTML, safe to show anywhere

_MARKS = {True: ("#1a7f37", "○"), False: ("#cf222e", "×")}


def as_html(found: SelfCheck, remarks: Sequence[str] = ()) -> str:
    """Return the same as HTML without script, that reads on light and on dark."""
    language = found.handout.language
    rows = "".join(_row(asked, language) for asked in found.questions)
    last = "".join(
        f'<div style="opacity:.7">{escape(line)}</div>'
        for line in (*remarks, footer(found, language))
        if line
    )
    return f'<div style="line-height:1.5">{rows}{last}</div>'


def _row(asked: Checked, language: Language) -> str:
    all_said = _all_said(asked, language)
    colour, mark = _MARKS[all(said.passed for said in all_said)]
    head = (
        f'<span style="color:{colour};font-weight:bold">{mark}</span> '
        f"<b>{escape(asked.question.title.said_in(language))}</b> "
        f"<code>{escape(asked.question.id)}</code> "
        f'<span style="opacity:.7">{escape(standing(asked, language))}</span>'
    )
    failed = "".join(_failed(said) for said in all_said if not said.passed)
    if not failed:
        return f"<div>{head}</div>"
    return f"<details open><summary>{head}</summary>{failed}</details>"


def _failed(said: Said) -> str:
    return (
        f'<div style="margin:.2em 0 .6em 1.5em">{escape(said.title)}: {escape(said.outcome)}'
        '<pre style="margin:.2em 0;padding:.4em .6em;border-left:3px solid #cf222e;'
        f'white-space:pre-wrap;text-align:left">{escape(said.text)}</pre></div>'
    )
