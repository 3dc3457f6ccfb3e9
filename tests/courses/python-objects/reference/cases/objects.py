from autograder.authoring import Violation, case


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


def receipts():
    return [(prices, "receipt.csv") for prices in ("", "1\n", "1.005\n2\n3\n", "12\n0.5\n")]


def stacks_are_compared(ask):
    one, other = ask.new("Stack"), ask.new("Stack")
    if not one == other:
        return Violation(en="Two empty stacks should be equal.")
    one.call("push", "a")
    if one == other:
        return Violation(en="Stacks of different items should not be equal.")
    other.call("push", one.call("pop"))
    with ask.raises("IndexError", message="empty"):
        one.call("pop")
    if other.get("size") != 1 or one == other:
        return Violation(en="What is popped off one stack and pushed onto another should be there.")
    return None


def is_fair(ask, sides=6):
    with ask.one_state():
        rolls = [ask("roll", sides) for _ in range(40 * sides)]
    counts = [rolls.count(side) for side in range(1, sides + 1)]
    if sum(counts) != len(rolls):
        return Violation(en="A side is a whole number from 1 to the number of sides.")
    if min(counts) < 10:  # of about 40: the chance is below 1 in a million
        return Violation(en="Some sides come up too seldom, or never.")
    return None


def is_fair_with_many_sides(ask):
    return is_fair(ask, sides=20)
