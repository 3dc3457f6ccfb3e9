"""Tokens and keys: from the environment, or from a file that nobody else can read."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import UsageError


class Secret:
    """Text that shows itself to nobody but who asks for it by name."""

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    def hidden_in(self, text: str) -> str:
        """Return the text with nothing of the secret in it."""
        return text.replace(self._text, "…") if self._text else text


def find_secret(name: str, environment: Mapping[str, str] = os.environ) -> Secret:
    """Return the secret in the variable `name`, or in the file that `name`_FILE names.

    Raises UsageError if there is neither, or if others can read the file.
    """
    if text := environment.get(name, "").strip():
        return Secret(text)
    if path := environment.get(f"{name}_FILE"):
        return secret_in(Path(path))
    raise UsageError(
        f"set {name}, or {name}_FILE to the name of a file (mode 0600) that holds it; "
        "a secret on the command line could be read by everybody on this machine"
    )


def secret_in(path: Path) -> Secret:
    """Return the secret in a file; UsageError if it is not there, or not its owner's alone."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise UsageError(
                    f"{path} can be read by others (mode {mode:04o}): chmod 600 {path}"
                )
            text = file.read(1 << 16).decode("utf-8").strip()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} holds no text") from None
    if not text:
        raise UsageError(f"{path} is empty")
    return Secret(text)
