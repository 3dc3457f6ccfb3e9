"""Worker: Displayed values: text and pixels are kept, anything that could run script is not."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

IMAGES = ("image/png", "image/jpeg")
KEPT = ("text/plain", *IMAGES)

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


def kept(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the harmless representations of a value, images in base64."""
    content = {kind: _as_text(kind, data[kind]) for kind in KEPT if kind in data}
    return {kind: text for kind, text in content.items() if text is not None}


def _as_text(kind: str, data: object) -> str | None:
    if kind in IMAGES:
        return _as_base64(data)
    return data if type(data) is str else None


def _as_base64(data: object) -> str | None:
    if isinstance(data, bytes):
        return base64.b64encode(data).decode("ascii")
    if not isinstance(data, str):
        return None
    text = "".join(data.split())
    return text if _BASE64.fullmatch(text) else None


class ScreenPublisher(DisplayPublisher):
    """`display(…)` and figures, into the shell's transcript."""

    shell: Any

    def publish(self, data: Mapping[str, Any], *_: Any, **__: Any) -> None:
        if content := kept(data):
            self.shell.screen.transcript.show("display_data", content)

    def clear_output(self, wait: bool = False) -> None:
        transcript = self.shell.screen.transcript
        transcript.clear_with_next() if wait else transcript.clear()


class ScreenDisplayHook(DisplayHook):
    """The value of a cell's last expression, into the shell's transcript."""

    shell: Any

    def write_output_prompt(self) -> None:
        """Nothing: the kind of the output says what it is."""

    def write_format_data(self, format_dict: Mapping[str, Any], md_dict: object = None) -> None:
        if content := kept(format_dict):
            self.shell.screen.transcript.show("execute_result", content)

    def log_output(self, format_dict: Mapping[str, Any]) -> None:
        """Nothing: a second copy would only take memory."""

    def finish_displayhook(self) -> None:
        self._is_active = False
