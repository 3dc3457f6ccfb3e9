# tries: always the more frequent label
# label: failed
# points: 40

def label(x):
    return [0] * len(x)
