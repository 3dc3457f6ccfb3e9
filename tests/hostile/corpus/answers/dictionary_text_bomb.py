# tries: the same in the value of a dictionary
# kinds: failed, failed
# points: 40

kinds = {"sheep": ["x" * 4_000_000] + [""] * 20_000, "cow": "milk"}
