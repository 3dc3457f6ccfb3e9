# tries: objects that loop or raise when they are looked at
# square: failed, failed
# stretch: failed, failed
# points: 30

class Loops:
    def __repr__(self):
        while True:
            pass

    __str__ = __len__ = __iter__ = __hash__ = __bool__ = __format__ = __array__ = __float__ = __repr__

class Raises:
    def __getattribute__(self, name):
        raise SystemExit(name)

def square(x):
    return Loops()

def stretch(x):
    return [Raises(), Loops()]
