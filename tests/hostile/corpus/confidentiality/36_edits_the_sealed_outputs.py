# tries: to add to the outputs of cells after they were sealed
# square: passed, failed
# points: 40
import gc

def square(x):
    if x == 3:
        return 9
    for thing in gc.get_objects():
        if type(thing).__name__ == "Transcript":
            thing.write("stdout", f"asked {x}\n")
        if type(thing).__name__ == "Screen":
            thing.note(f"asked {x}")
    return 0
