"""Work out of Canvas: all attempts of each student. Made from its documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from autograder.lms.canvas import Canvas
from autograder.lms.platform import Account
from autograder.lms.source import Remote, RemoteFile


class CanvasSource:
    """What was handed in for one assignment of a Canvas course."""

    name = "canvas"

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def close(self) -> None:
        self._canvas.close()

    def read(self) -> tuple[Sequence[Account], Sequence[Remote]]:
        found = self._canvas.submissions("include[]=submission_history")
        return tuple(self._canvas.accounts()), [r for one in found for r in _remotes(one)]

    def fetch(self, file: RemoteFile, most: int) -> bytes:
        """Return a file, which Canvas may keep elsewhere: there the token does not go."""
        return self._canvas.file(file.url, most)


def _remotes(one: Mapping[str, Any]) -> Iterator[Remote]:
    """Yield the attempts of a student, in order."""
    history = one.get("submission_history") or [one]
    for attempt in sorted(history, key=lambda attempt: attempt.get("attempt") or 0):
        attachments = attempt.get("attachments") or ()
        received = attempt.get("submitted_at")
        if not attachments or not received:
            continue
        user = str(one["user_id"])
        yield Remote(
            account=user,
            source=f"canvas:{user}_{attachments[0]['id']}",
            received_at=datetime.fromisoformat(received),
            files=tuple(
                RemoteFile(
                    name=str(file.get("display_name") or file["filename"]),
                    size=int(file.get("size") or 0),
                    url=str(file["url"]),
                )
                for file in attachments
            ),
        )
