# tries: text of lines, quotes and backslashes, which grows where it is shown
# square: failed, failed
# stretch: failed, failed
# points: 30

def square(x):
    return "\n\\\"'" * 1_000_000

def stretch(x):
    return {"\x00" * 100_000: ["\U0001f600" * 100_000]}
