"""Names of submissions, by which each can be told from all others.

A name is what its author chose for the file, or the name of a folder of the author's own. Where two
are alike, each is only extended: by its suffix, or by where it comes from, as in `ann (section 1)`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.course.submissions.hand_ins import HandIn
from autograder.course.submissions.suffixes import is_zip


def named_apart(hand_ins: Sequence[HandIn]) -> tuple[HandIn, ...]:
    """Return them with names that all differ; what cannot be told apart has a `namesake`."""
    return _counted(_with_places(_with_suffixes(_of_folders(hand_ins))))


def _of_folders(hand_ins: Sequence[HandIn]) -> Sequence[HandIn]:
    """Call all by their folders where all have one and the same file name: `*/units.ipynb`."""
    folders = {hand_in.place.parent for hand_in in hand_ins}
    files = {hand_in.place.name for hand_in in hand_ins if not hand_in.has_own_folder}
    alone = len(hand_ins) == len(folders) > 1 == len(files)
    if not alone or any(hand_in.has_own_folder for hand_in in hand_ins):
        return hand_ins
    return [replace(h, name=_label(h, 0) or h.name) for h in hand_ins]


def _with_suffixes(hand_ins: Iterable[HandIn]) -> list[HandIn]:
    """Let files of one stem that lie in one place keep their suffixes."""
    hand_ins = list(hand_ins)
    suffixes = defaultdict(set)
    for hand_in in hand_ins:
        suffixes[_stem_in_place(hand_in)].add(hand_in.place.suffix)
    return [
        replace(h, name=h.place.name) if _is_file(h) and len(suffixes[_stem_in_place(h)]) > 1 else h
        for h in hand_ins
    ]


def _stem_in_place(hand_in: HandIn) -> tuple[str, str]:
    return str(hand_in.place.parent), _key(hand_in.name)


def _is_file(hand_in: HandIn) -> bool:
    return hand_in.place.name != hand_in.name and hand_in.place.name.startswith(hand_in.name)


def _with_places(hand_ins: Iterable[HandIn]) -> list[HandIn]:
    """Tell those of equal names apart by where they come from."""
    alike: dict[str, list[HandIn]] = defaultdict(list)
    hand_ins = list(hand_ins)
    for hand_in in hand_ins:
        alike[_key(hand_in.name)].append(hand_in)
    labels = {id(h): label for same in alike.values() for h, label in _labelled(same)}
    return [
        replace(h, name=f"{h.name} ({labels[id(h)]})") if id(h) in labels else h for h in hand_ins
    ]


def _labelled(alike: Sequence[HandIn]) -> list[tuple[HandIn, str]]:
    """Return the nearest folder of each by which they differ, or as many as it takes."""
    places = {hand_in.place.parent for hand_in in alike}
    if len(places) == 1:
        return []
    deepest = max(len(place.parts) for place in places)
    for depth in range(deepest):
        labels = [_label(hand_in, depth) for hand_in in alike]
        if all(labels) and len(set(map(_key, labels))) == len(places):
            return list(zip(alike, labels, strict=True))
    for depth in range(1, deepest):
        labels = [
            "/".join(filter(None, (_label(h, level) for level in reversed(range(depth + 1)))))
            for h in alike
        ]
        if all(labels) and len(set(map(_key, labels))) == len(places):
            return list(zip(alike, labels, strict=True))
    return []


def _label(hand_in: HandIn, depth: int) -> str:
    """Return the name of the folder or zip file that it is in, from the nearest, 0, upwards."""
    parents = hand_in.place.absolute().parents
    if depth >= len(parents):
        return ""
    folder = parents[depth]
    return folder.stem if is_zip(folder) else folder.name


def _counted(hand_ins: Sequence[HandIn]) -> tuple[HandIn, ...]:
    """Number those that still have equal names, for a person to sort out."""
    taken = {_key(hand_in.name) for hand_in in hand_ins}
    seen: set[str] = set()
    counted = []
    for hand_in in hand_ins:
        if _key(hand_in.name) in seen:
            number = 2
            while _key(name := f"{hand_in.name} ({number})") in taken:
                number += 1
            hand_in = replace(hand_in, name=name, namesake=hand_in.name)
        taken.add(_key(hand_in.name))
        seen.add(_key(hand_in.name))
        counted.append(hand_in)
    return tuple(counted)


def _key(name: str) -> str:
    """Return what two names share that look alike (macOS writes é as two characters)."""
    return unicodedata.normalize("NFC", name)
