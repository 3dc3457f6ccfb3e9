# tries: names of types that look like ours, and unprintable ones
# square: failed, failed
# stretch: failed, failed
# kinds: failed, failed
# points: 20

def square(x):
    return type("ellipsis", (), {"__module__": "builtins"})()

def stretch(x):
    return type("numpy.ma\n\x1b[2J" + "x" * 10_000, (), {"__module__": "\u202e"})()

kinds = type("numpy.ma.MaskedArray", (dict,), {"__module__": "numpy.ma"})(sheep="wool", cow="milk")
