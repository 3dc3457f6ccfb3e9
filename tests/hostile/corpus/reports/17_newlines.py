# tries: a million lines, which the executed notebook keeps one by one
# points: 50

print("\n" * 1_000_000)
