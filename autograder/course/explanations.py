"""Explanations that a course's Python owes in each of the course's languages."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from autograder.authoring import UNWRITTEN, KnownMistake
from autograder.errors import SourceFault
from autograder.languages import Language, nearest
from autograder.records import Violation

_NAME = Violation.__name__
_KEYWORDS = ("en", "ja", "texts", "fraction")
_BY_NAME = f"write its text by language, as in {_NAME}(en=…) or {_NAME}(texts={{'pt-BR': …}})"


def unexplained(
    mistakes: Iterable[KnownMistake], languages: Sequence[Language]
) -> Iterator[SourceFault]:
    """Find known mistakes whose explanation is missing in a language, or says nothing."""
    for mistake in mistakes:
        function = mistake.function
        path, line = Path(inspect.getfile(function)), function.__code__.co_firstlineno
        for language in _missing(mistake.explanation.languages, languages):
            message = f"the explanation of `{function.__name__}` is missing in `{language}`"
            yield SourceFault(path, line, message)
        for language, text in mistake.explanation.by_language:
            if fault := _nothing_said(text, language):
                yield SourceFault(path, line, f"the explanation of `{function.__name__}` {fault}")


def _nothing_said(text: str, language: Language) -> str | None:
    """Return what is wrong with an explanation that says nothing yet."""
    if not text.strip():
        return f"is empty in `{language}`"
    if text.strip() in (*UNWRITTEN.values(), "…"):
        return f"is still the stub's in `{language}`; say what is wrong, and where to look"
    return None


def unsaid(path: Path, languages: Sequence[Language]) -> Iterator[SourceFault]:
    """Find violations in a module of `reference/cases/` that are missing in one of the languages.

    What is said only shows when a property or judge returns it, and then a student would pay for
    it: so the source is read. Texts that are computed are not known from it.
    """
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and _called(node) == _NAME:
            for message in _faults(node, languages):
                yield SourceFault(path, node.lineno, message)


def _called(call: ast.Call) -> str | None:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None


def _faults(call: ast.Call, languages: Sequence[Language]) -> Iterator[str]:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    unknown = [name for name in keywords if name not in (None, *_KEYWORDS)]
    if call.args or unknown:
        what = f"`{unknown[0]}`" if unknown else "arguments without a name"
        yield f"{_NAME} does not take {what}; {_BY_NAME}"
    elif (given := _given(keywords)) is not None:
        for language in _missing(given, languages):
            yield f"what {_NAME} says is missing in `{language}`"


def _given(keywords: dict[str | None, ast.expr]) -> list[Language] | None:
    """Return the languages of a violation, None if they are not written in the source."""
    match keywords.get("texts"):
        case None if None not in keywords:
            tags: list[object] = []
        case ast.Dict(keys=keys) if None not in keywords:
            tags = [key.value if isinstance(key, ast.Constant) else None for key in keys]
        case _:
            return None
    found = [name for name in ("en", "ja") if name in keywords]
    return None if None in tags else [*found, *map(str, tags)]


def _missing(given: Iterable[Language], languages: Sequence[Language]) -> Iterator[Language]:
    written = list(given)
    yield from (language for language in languages if not nearest(language, written))
