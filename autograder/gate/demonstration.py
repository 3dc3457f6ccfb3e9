"""A class to try the grader on, made from an assignment's master and its known mistakes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from autograder.course.marks import source_lines
from autograder.course.master import Master
from autograder.errors import AssignmentError, SourceFault
from autograder.handout import as_module, as_notebook
from autograder.records import Assignment, Cell, Language, Mistake
from autograder.store.folder import write_whole

STUDENTS = (
    *("abe", "aoki", "endo", "fujii", "fujita", "fukuda", "goto", "hara", "hasegawa", "ikeda"),
    *("imai", "inoue", "ishida", "ishii", "ito", "kaneko", "kato", "kimura", "kobayashi", "kondo"),
    *("maeda", "matsumoto", "miura", "mori", "murakami", "nakajima", "nakamura", "nishimura"),
    *("ogawa", "okada", "ono", "ota", "saito", "sakamoto", "sasaki", "sato", "shimizu", "suzuki"),
    *("tanaka", "yamada"),
)


def make_class(
    assignment: Assignment, master: Master, folder: Path, language: Language
) -> tuple[Path, ...]:
    """Write a submission for each of `STUDENTS`, notebooks and modules in turn; return paths."""
    solved = master.solved(language)
    dealt = deal([mistake for question in assignment.questions for mistake in question.mistakes])
    paths = []
    for number, (student, mistakes) in enumerate(zip(STUDENTS, dealt, strict=True), 1):
        cells = planted(solved, mistakes) if number < len(STUDENTS) else master.handout(language)
        paths.append(_write(cells, folder / f"{number:02}-{student}", notebook=number % 2 == 1))
    return tuple(paths)


def deal(mistakes: Sequence[Mistake]) -> tuple[tuple[Mistake, ...], ...]:
    """Deal the mistakes out to the students, mixed but always alike.

    The first two get none, the last gets none since the last hands in the bare handout, and nobody
    gets two in one question.
    """
    hands: list[list[Mistake]] = [[] for _ in STUDENTS]
    receivers = cycle(hands[2:-1])
    for mistake in Random(0).sample(mistakes, len(mistakes)):
        for _ in STUDENTS:
            hand = next(receivers)
            if mistake.question not in {held.question for held in hand}:
                hand.append(mistake)
                break
    return tuple(tuple(hand) for hand in hands)


def planted(cells: Sequence[Cell], mistakes: Sequence[Mistake]) -> tuple[Cell, ...]:
    """Return the cells with the statements that the mistakes stand for replaced by theirs.

    A statement stands for that which defines the same name, or calls the same, as `m.fit(…)`.
    Raises AssignmentError where the cells have none.
    """
    sources = [cell.source for cell in cells]
    for mistake in mistakes:
        for name, text in _statements(mistake.source):
            if not _replace_statement(cells, sources, name, text):
                raise AssignmentError([_nowhere(mistake, name)])
    return tuple(Cell(kind=cell.kind, source=s) for cell, s in zip(cells, sources, strict=True))


def _nowhere(mistake: Mistake, name: str) -> SourceFault:
    message = f"nothing defines or calls {name}, which the known mistake `{mistake.id}` replaces"
    return SourceFault(Path("the master"), None, message)


def _statements(source: str) -> Iterator[tuple[str, str]]:
    lines = source_lines(source)
    for statement in ast.parse(source).body:
        for name in _names(statement):
            yield name, "\n".join(lines[statement.lineno - 1 : statement.end_lineno])


def _names(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        yield from (target.id for target in statement.targets if isinstance(target, ast.Name))
    elif isinstance(statement, ast.Expr):
        called = statement.value.func if isinstance(statement.value, ast.Call) else statement.value
        yield ast.unparse(called)


def _replace_statement(cells: Sequence[Cell], sources: list[str], name: str, text: str) -> bool:
    """Replace the last statement of that name; tell whether there is one."""
    for place in range(len(cells) - 1, -1, -1):
        if cells[place].kind != "code":
            continue
        for statement in _parsed(sources[place]):
            if name in _names(statement):
                lines = source_lines(sources[place])
                lines[statement.lineno - 1 : statement.end_lineno] = source_lines(text)
                sources[place] = "\n".join(lines)
                return True
    return False


def _parsed(source: str) -> list[ast.stmt]:
    """Return the statements of a cell; none of one with magics."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def _write(cells: Sequence[Cell], stem: Path, *, notebook: bool) -> Path:
    path = stem.with_suffix(".ipynb" if notebook else ".py")
    write_whole(path, as_notebook(cells) if notebook else as_module(cells))
    return path
