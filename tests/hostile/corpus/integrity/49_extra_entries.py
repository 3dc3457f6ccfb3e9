# tries: a dictionary that holds every possible answer
# kinds: passed, failed
# points: 40

kinds = {"sheep": "wool", "cow": "milk", "Sheep": "milk", "COW": "wool"}
