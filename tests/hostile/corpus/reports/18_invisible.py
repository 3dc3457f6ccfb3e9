# tries: to hide text between characters that nobody sees
# square: raised, raised
# raises: ValueError
# points: 40
HIDDEN = "pas\u200bsed\u061c\u2060\ufeff\u00ad\u200d\u2063\U000e0041"

print(HIDDEN)

def square(x):
    raise ValueError(HIDDEN)

raise ValueError(HIDDEN)
