# tries: to fill a report with long names, messages, lines and groups
# square: raised, raised
# stretch: failed, failed
# raises: ExceptionGroup
# points: 30

def square(x):
    raise type("N" * 100_000, (Exception,), {})("m" * 1_000_000)

def stretch(x):
    return type("T" * 100_000, (), {})()

raise ExceptionGroup("g" * 100_000, [ValueError("e" * 1000)] * 1000)
