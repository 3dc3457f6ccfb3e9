# tries: to find expected values, checks or the reference among all objects of the process
# square: raised, raised
# points: 40
import gc
import sys

def square(x):
    for thing in gc.get_objects():
        kind = type(thing).__name__
        if kind.endswith("Check") or kind in ("Assignment", "Mistake", "Case", "Observation"):
            print("BREACH", kind)
            return thing
    for name in sys.modules:
        if name.split(".")[0] == "reference" or name.startswith(("autograder.checks", "autograder.course")):
            print("BREACH", name)
            return name
    raise LookupError
