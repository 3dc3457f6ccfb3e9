# tries: a namespace that gives another function each time it is asked
# points: 50
import types

class Lying(types.ModuleType):
    def __getattribute__(self, name):
        return super().__getattribute__(name) if name.startswith("_") else (lambda *a: 9)

import __main__
__main__.__class__ = Lying
