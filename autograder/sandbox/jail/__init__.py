"""Template and worker: The warm process, and how what it forks locks itself in."""
