"""What is said of the one change that would put all answers right."""

from __future__ import annotations

import ast

from autograder.cutting import beginning
from autograder.feedback.changes.edit import Edit
from autograder.feedback.code.scopes import Scope
from autograder.records.sentences import Code, Sentence, _

_MOST_TEXT = 80  #: characters of code that is shown


def said_of(edit: Edit, scope: Scope, before: Code) -> Sentence:
    """Return what is said of an edit, where `before` stands."""
    line, place = scope.line(edit.old), scope.place(edit.old)
    match edit.said, edit.instead:
        case "instead", ast.AST() as new if len(edit.parts) > 1:
            return _(
                "In {line} ({place}), {old} may be the cause: with {new} in its place, and the same change wherever else the function does so, all answers that were looked at would be right.",
                line=line,
                place=place,
                old=before,
                new=code_of(new),
            )
        case "instead", ast.AST() as new:
            return _(
                "In {line} ({place}), {old} may be the cause: with {new} in its place, all answers that were looked at would be right.",
                line=line,
                place=place,
                old=before,
                new=code_of(new),
            )
        case "else", _nothing:
            assert isinstance(edit.old, ast.If)
            return _(
                "{line} ({place}) does nothing where its condition is not true: with {other} in an `else`, all answers that were looked at would be right.",
                line=line,
                place=place,
                other=code_of(edit.old.orelse[0]),
            )
        case "always", _nothing:
            return _(
                "The condition of {line} ({place}) may be the cause: if what stands in it is done in any case, all answers that were looked at would be right.",
                line=line,
                place=place,
            )
        case "both", ast.AST() as new:
            return _(
                "{line} ({place}) overwrites what the line behind it needs: with {new} in place of the two lines, all answers that were looked at would be right.",
                line=line,
                place=place,
                new=code_of(new),
            )
        case "without", _nothing:
            return _(
                "{line} ({place}) may be the cause: without it, all answers that were looked at would be right.",
                line=line,
                place=place,
            )
    assert edit.instead
    return _of_place(edit, line, place, scope.line(edit.instead))


def _of_place(edit: Edit, line: Code, place: Sentence, other: Code) -> Sentence:
    """Return that a line stands in the wrong place; the right one is told by another line."""
    match edit.said:
        case "before":
            return _(
                "{line} ({place}) may stand in the wrong place: before {other}, all answers that were looked at would be right.",
                line=line,
                place=place,
                other=other,
            )
        case "inside":
            return _(
                "{line} ({place}) may stand in the wrong place: inside {other}, all answers that were looked at would be right.",
                line=line,
                place=place,
                other=other,
            )
    return _(
        "{line} ({place}) may stand in the wrong place: behind the end of {other}, all answers that were looked at would be right.",
        line=line,
        place=place,
        other=other,
    )


def code_of(node: ast.AST) -> Code:
    """Return code as a sentence shows it, cut off where it is long."""
    return Code(beginning(ast.unparse(ast.fix_missing_locations(node)), _MOST_TEXT))
