"""Grader and worker: Records as plain data, with the values in them.

`load(kind, dump(kind, record))` is the record again; values are written as `grammar` says.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from autograder.codec import Codec, CodecError
from autograder.protocol.budget import WireBudget
from autograder.protocol.errors import WireError
from autograder.protocol.values import decode, encode

T = TypeVar("T")

_TEXT = "sent"  #: what `text_once` has made, among what a record holds and beside its fields


def decoded(node: object) -> object:
    """Return the value of a node; CodecError, where `decode` raises WireError."""
    return _or_codec_error(decode, node)


RECORDS = Codec(encode=encode, decode=decoded)

dump = RECORDS.dump
load = RECORDS.load


def text_once(kind: Any, record: Any) -> bytes:
    """Return the JSON of a record that is sent again and again; it is kept with the record.

    Raises `WireError` where it cannot be sent.
    """
    kept: bytes | None = vars(record).get(_TEXT)
    if kept is None:
        data = RECORDS.dump(kind, record)
        try:
            text = json.dumps(data, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise WireError(f"not JSON: {error}") from error
        kept = vars(record)[_TEXT] = text.encode("ascii")
    return kept


def load_text(kind: Any, text: bytes) -> Any:
    """Return the record of a text of ours, which `text_once` then gives as it is."""
    record = RECORDS.load(kind, json.loads(text))
    vars(record)[_TEXT] = text
    return record


def load_of_submission(kind: Any, data: Any) -> Any:
    """Return what `load` does, if all its parts and values together are no more than one value.

    None of them may be a function's text.
    """
    budget = WireBudget()
    codec = replace(
        RECORDS,
        decode=lambda node: _or_codec_error(partial(decode, of_submission=True), node, budget),
        count=lambda parts: _or_codec_error(budget.take_parts, parts),
    )
    return codec.load(kind, data)


def _or_codec_error(function: Callable[..., T], *given: Any) -> T:
    try:
        return function(*given)
    except WireError as error:
        raise CodecError(str(error)) from error
