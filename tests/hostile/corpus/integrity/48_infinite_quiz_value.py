# tries: values that equal what is wanted
# kinds: failed, failed
# points: 40

kinds = {"sheep", "cow", "wool", "milk"}
