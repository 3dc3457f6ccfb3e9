"""Worker: Names that older libraries had and that only show something, or nothing at all."""

from __future__ import annotations

import locale
from collections.abc import Callable
from functools import wraps

import IPython.core.display
import IPython.display


def restore(note: Callable[[str], None]) -> None:
    """Put them back where notebooks look for them."""
    vars(IPython.core.display)["display"] = IPython.display.display
    vars(IPython.display)["set_matplotlib_formats"] = _set_nothing
    vars(locale)["setlocale"] = _forgiving(locale.setlocale, note)


def _set_nothing(*_: object, **__: object) -> None:
    """Choose formats of figures, which are kept as pixels in any case."""


def _forgiving(set_locale: Callable[..., str], note: Callable[[str], None]) -> Callable[..., str]:
    """Return `setlocale` that leaves things as they are where a language is not installed."""

    @wraps(set_locale)
    def setlocale(category: int, wanted: object = None) -> str:
        try:
            return set_locale(category, wanted)
        except locale.Error:
            note(f"not available while grading: the locale {wanted!r}")
            return set_locale(category)

    return setlocale
