"""Grader and worker: Why a value cannot travel, as a sentence.

A worker tells the grader a kind and a number, never words: text that student code made up must
not reach feedback.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from autograder.records import Unsendable, UnsendableKind
from autograder.records.sentences import Sentence, _, filled
from autograder.texts import size

_REASONS: Mapping[UnsendableKind, Sentence] = MappingProxyType(
    {
        "values": _("more than {number} values"),
        "cells": _("a table of {shape} cells; there may be {number}"),
        "columns": _("more than {number} columns of tables, or single times"),
        "depth": _("nested more than {number} deep"),
        "size": _("more than {size}"),
        "total": _("more than {size} in all answers together"),
        "integer": _("an integer of {number} bits"),
        "shape": _("an array of shape {shape}"),
        "key": _("a key that is not plain data"),
        "message": _("a message of {number} bytes"),
        "brackets": _("a message of too many values"),
        "other": _("something that cannot be sent"),
    }
)


def reason(why: Unsendable) -> Sentence:
    """Return why something cannot be sent."""
    number = why.number or 0
    return filled(_REASONS[why.kind], number=number, size=size(number), shape=why.shape or ())
