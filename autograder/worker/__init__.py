"""What runs inside the student's process: it runs cells, makes calls and reports what happened.

It holds no answer and no opinion, so student code that takes it apart spoils nothing but its own
submission.
"""

from __future__ import annotations

from autograder.worker.service import prepare, serve

__all__ = ["prepare", "serve"]
