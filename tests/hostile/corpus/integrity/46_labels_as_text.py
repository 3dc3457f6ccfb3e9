# tries: labels that look like numbers
# label: failed
# points: 40

def label(x):
    return ["1" if n > 0 else "0" for n in x]
