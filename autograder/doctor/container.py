"""Grader: The container, the way out where student code cannot be isolated."""

from __future__ import annotations

FILE = ".container/Containerfile"  #: in the checkout

#: For a POSIX shell and for PowerShell; builds the image where it is not yet built.
COMMAND = (
    'docker run --rm --volume "${PWD}:/course" '
    f"$(docker build --quiet --file {FILE} .) "
    "grade ASSIGNMENT submissions --out graded"
)
ADVICE = (
    "Or grade in a container. In the checkout, with what was handed in in its folder "
    f"`submissions`, and with Docker or Podman (write `podman` for `docker`):\n\n    {COMMAND}"
)
