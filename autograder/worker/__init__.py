"""Template and worker: Running cells, making calls, reporting what happened.

It holds no answer and no opinion, so student code that takes it apart spoils nothing but its own
submission.
"""

from __future__ import annotations

from autograder.worker.service import move_in, prepare

__all__ = ["move_in", "prepare"]
