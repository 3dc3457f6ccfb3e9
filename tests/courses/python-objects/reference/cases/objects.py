from autograder.authoring import case


def ages():
    return [("0",), ("7",), (" 99 ",)]


def no_ages():
    return [("-3",), ("seven",), ("",), ("3.5",)]


def add_ten(number):
    return number + 10


def shout(text):
    return text.upper() + "!"


def mirrored(items):
    return [*items, *reversed(items)]


def example():
    return [(add_ten, 3)]


def functions():
    return [(add_ten, -10), (shout, "help"), (mirrored, [1, 2])]


def counters():
    return [(0,), (-4,), (2.5,)]


def collections():
    return [(1,), ("a",), case(2, items=[1])]


def bills():
    return [("",), ("1\n",), ("1.005\n2\n3\n",), ("-1\n",)]
