# tries: dictionaries whose keys cannot be told apart, or are no keys
# kinds: failed, failed
# square: failed, failed
# points: 30

class Key(int):
    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

kinds = {("sheep", (1, 2)): "wool", frozenset({1}): "milk"}

def square(x):
    return {Key(1): 1, Key(1): 2}
