"""Changes from one handout to the next, for the instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

Facts = Mapping[str, Any]


def changes(before: Facts, now: Facts) -> Iterator[str]:
    """Return a sentence for each question, cell and file that is not what it was."""
    if before["version"] != now["version"]:
        yield "the handout before was made by another version of autograder"
        return
    old, new = (_questions(document) for document in (before, now))
    yield from (f"question {id_} is new" for id_ in new if id_ not in old)
    yield from (f"question {id_} is gone" for id_ in old if id_ not in new)
    for id_ in new:
        if id_ in old:
            yield from _of_question(old[id_], new[id_])
    one, other = before["assignment"]["language"], now["assignment"]["language"]
    if one == other:
        yield from _of_cells(before["cells"], now["cells"])
        yield from _of_files(before["files"], now["files"])
    else:
        yield f"the language is {other} instead of {one}"


def _questions(document: Facts) -> dict[str, Facts]:
    hidden = document["hidden"]
    return {q["id"]: q | {"hidden": hidden[q["id"]]} for q in document["assignment"]["questions"]}


def _of_question(old: Facts, new: Facts) -> Iterator[str]:
    name = new["id"]
    if old["points"] != new["points"]:
        yield f"question {name} is worth {new['points']:g} points instead of {old['points']:g}"
    if old["checks"] != new["checks"]:
        yield f"question {name} has other visible checks"
    if old["hidden"] != new["hidden"]:
        yield f"question {name} has {new['hidden']} hidden checks instead of {old['hidden']}"


def _of_cells(old: list[str], new: list[str]) -> Iterator[str]:
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "delete":
            yield f"{_cells(start, end)} of the old notebook is gone"
        elif kind != "equal":
            yield f"{_cells(first, last)} of the notebook is {_CELL_CHANGES[kind]}"


_CELL_CHANGES = {"insert": "new", "replace": "changed"}


def _cells(start: int, end: int) -> str:
    return f"cell {start + 1}" if end - start == 1 else f"what stands in cells {start + 1} to {end}"


def _of_files(old: Facts, new: Facts) -> Iterator[str]:
    """Tell of data files; notebook, module and README change along with what is told already."""
    data = [name for name in {**old, **new} if not name.endswith((".ipynb", ".py", ".md"))]
    for name in sorted(data):
        if old.get(name) != new.get(name):
            kind = "new" if name not in old else "gone" if name not in new else "changed"
            yield f"file {name} is {kind}"
