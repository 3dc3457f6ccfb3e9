# tries: to write escape codes to the instructor's terminal
# square: raised, raised
# raises: ValueError
# points: 40

print("\x1b[2J\x1b]0;attacked\x07\x1b[31mred\x9b2J\x1b]8;;http://evil.example\x07link\x1b]8;;\x07")

def square(x):
    raise ValueError("\x1b[2J\x1b]0;attacked\x07\r\b\b\bpassed")

raise ValueError("\x1b[2J\u202e\u2066passed\x00")
