"""Results of version 1, where each sentence stands as text in both languages, as version 2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.codec import Codec
from autograder.records import Text

Json = Mapping[str, Any]

_CODEC = Codec()
_SAID = ("sentences", "label", "remark", "sentence", "advice")  #: fields that hold sentences


def of_version_1(document: Json) -> dict[str, Any]:
    """Return the fields of a result file as they are written today.

    Raises ValueError if it is none of that version.
    """
    try:
        return _of_today(document)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no result of version 1: {error}") from error


def _of_today(document: Json) -> dict[str, Any]:
    return {
        **document,
        "title": _text(**document["title"]),
        "reason": document["reason"] and _said(**document["reason"]),
        "cells": _merged(**document["cells"]),
        "questions": [_question(question) for question in document["questions"]],
    }


def _question(question: Json) -> dict[str, Any]:
    feedback = {
        **_merged(**question["feedback"]),
        "explanation": _explanation(**question["feedback"]),
    }
    checks = [{**check, "message": _message(**check["message"])} for check in question["checks"]]
    title = _text(**question["title"])
    return {**question, "title": title, "feedback": feedback, "checks": checks}


def _explanation(en: Json, ja: Json) -> Any:
    return en["explanation"] and _text(en["explanation"], ja["explanation"])


def _message(en: str, ja: str) -> dict[str, Any]:
    return {"sentences": [_said(en, ja)] if en else []}


def _merged(en: Any, ja: Any, key: str = "") -> Any:
    """Return what was told in both languages once, its sentences in both."""
    if isinstance(en, dict):
        return {name: _merged(en[name], ja[name], name) for name in en}
    if isinstance(en, list):
        return [_merged(one, other, key) for one, other in zip(en, ja, strict=True)]
    return _said(en, ja) if key in _SAID and en is not None else en


def _said(en: str, ja: str) -> dict[str, Any]:
    return {"Text": _text(en, ja)}


def _text(en: str, ja: str) -> Any:
    return _CODEC.dump(Text, Text.of(en=en, ja=ja))
