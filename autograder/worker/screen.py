"""Worker: Standard streams that write into a transcript and behave like a terminal's."""

from __future__ import annotations

import io
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autograder.worker.transcript import Transcript

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Screen:
    """The outputs of student code: one transcript at a time, two streams that last."""

    def __init__(self) -> None:
        self.transcript = Transcript()
        self.stdout = _Stream(_Sink(self, "stdout", 1))
        self.stderr = _Stream(_Sink(self, "stderr", 2))

    def turn_page(self) -> Transcript:
        """Start a new transcript, and return it."""
        self.transcript = Transcript()
        return self.transcript

    def printed(self, stream: str = "stdout") -> str:
        """Return what student code has printed on one stream of this page."""
        self.flush()
        printed = (dict(output.content) for output in self.transcript.outputs())
        return "".join(c["text"] for c in printed if c.get("name") == stream)

    def note(self, sentence: str) -> None:
        """Leave a short remark of ours among what is printed."""
        self.transcript.write("stdout", f"({sentence})\n")

    def install(self) -> None:
        """Make them the process's streams; nobody can type anything."""
        sys.stdout, sys.stderr = self.stdout, self.stderr
        self.close_keyboard()

    def close_keyboard(self) -> None:
        """Make `input()` end at once, also after `exit()` has closed it."""
        sys.stdin = io.StringIO()

    @contextmanager
    def borrowed(self) -> Iterator[None]:
        """Install for a while, in a process that needs its own streams again."""
        streams = sys.stdin, sys.stdout, sys.stderr
        self.install()
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams

    def flush(self) -> None:
        """Fetch what is left in streams that student code has put around or instead of ours."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:  # the student's own stream, closed or broken
                continue


class _Sink(io.BufferedIOBase):
    """The bytes end of a stream; it stays open whoever closes it."""

    def __init__(self, screen: Screen, stream: str, fd: int) -> None:
        self._screen = screen
        self._stream = stream
        self._fd = fd
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self.name = f"<{stream}>"
        self.mode = "wb"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._fd

    def write(self, data: ReadableBuffer, /) -> int:
        given = bytes(data)
        self._screen.transcript.write(self._stream, self._decoder.decode(given))
        return len(given)

    def close(self) -> None:
        pass


class _Stream(io.TextIOWrapper):
    def __init__(self, sink: _Sink) -> None:
        super().__init__(sink, encoding="utf-8", errors="backslashreplace", write_through=True)

    def close(self) -> None:
        self.flush()
