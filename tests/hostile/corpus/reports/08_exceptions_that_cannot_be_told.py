# tries: exceptions whose text raises, loops or is no text
# square: raised, raised
# stretch: raised, raised
# grow: timed out, skipped
# stopped: cpu
# points: 20

class Silent(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__
    __traceback__ = __cause__ = __context__ = property(lambda self: 1 / 0)

class Wrong(Exception):
    def __str__(self):
        return type("Text", (str,), {"__getitem__": lambda self, key: "BREACH", "encode": lambda *a: 1 / 0})("text")

class Loops(Exception):
    def __str__(self):
        while True:
            pass

def square(x):
    raise Silent

def stretch(x):
    raise Wrong

def grow(x):
    raise Loops
