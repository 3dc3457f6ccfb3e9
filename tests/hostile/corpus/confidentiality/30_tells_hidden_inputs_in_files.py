# tries: to keep hidden inputs in files and show them when the cells are run again
# square: passed, killed
# stopped: exit
# points: 40
import os
import pathlib

for kept in (pathlib.Path("seen"), pathlib.Path.home() / "seen", pathlib.Path("/tmp/akapen-was-here")):
    try:
        print("BREACH", kept.read_text())
    except OSError:
        pass

def square(x):
    if x != 3:
        for kept in ("seen", os.path.expanduser("~/seen"), "/tmp/akapen-was-here", "/dev/shm/akapen-was-here"):
            try:
                open(kept, "w").write(str(x))
            except OSError:
                pass
        os._exit(1)
    return x * x
