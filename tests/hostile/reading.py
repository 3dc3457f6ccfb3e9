"""What a reader of the reports could be harmed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.target import feedback, shown

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u202a-\u202e\u2060\ufeff\u2066-\u2069\ud800-\udfff]"
)
_CODE = re.compile(r"^(`{3,})text$.*?^\1$|(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(r"<[a-z/!]|\]\(|javascript:|http:", re.IGNORECASE)
_LONGEST = 20_000  #: characters of feedback


def harm(out: Path, name: str) -> list[str]:
    """Return control characters, markup outside code and media that could run something."""
    text, outputs = feedback(out, name), shown(out, name)
    media = {kind for output in outputs for kind in output.get("data", ())}
    return [
        *_CONTROL.findall(text + "".join(_texts(outputs))),
        *_MARKUP.findall(_CODE.sub("", text)),
        *(media - {"text/plain", "image/png", "image/jpeg"}),
        *(["too long"] if len(text) > _LONGEST else []),
    ]


def _texts(outputs: object) -> Iterator[str]:
    """Yield all texts in a notebook's outputs."""
    if isinstance(outputs, str):
        yield outputs
    elif isinstance(outputs, list):
        yield from (text for part in outputs for text in _texts(part))
    elif isinstance(outputs, dict):
        yield from _texts(list(outputs.values()))
