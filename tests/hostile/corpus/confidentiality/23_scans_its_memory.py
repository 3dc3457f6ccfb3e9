# tries: to find what the template has kept of earlier submissions
# points: 50
import ctypes
import gc

found = 0
for thing in gc.get_objects():
    if isinstance(thing, (dict, list, tuple)) and thing is not globals():
        for part in thing.values() if isinstance(thing, dict) else thing:
            if isinstance(part, str) and "scratch/autograder" in part and part != str(part):
                found += 1
print("BREACH" if found else "nothing")
