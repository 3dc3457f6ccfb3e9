# tries: to replace the compiled code of modules that are imported later
# points: 50
import importlib.util
import os

for name in ("json", "random", "numpy", "statistics"):
    path = importlib.util.cache_from_source(importlib.util.find_spec(name).origin)
    for change in (
        lambda: open(path, "r+b"),
        lambda: os.rename(path, "mine"),
        lambda: os.unlink(path),
        lambda: os.replace("kinds.pyc", path),
    ):
        try:
            change()
            print("BREACH", path)
        except OSError:
            pass
