# tries: to import what the grader knows
# points: 50
import importlib.util
import sys

sys.path[:0] = ["@GRADER@/course", "@GRADER@/others", "@GRADER@"]
for name in ("reference", "reference.vault", "neighbour", "tests", "course"):
    try:
        __import__(name)
        print("BREACH", name)
    except ImportError:
        pass
for name in ("autograder.grading", "autograder.course.course"):
    try:
        __import__(name)
    except Exception:
        pass
