# tries: to find what an earlier submission has changed in the warm modules
# points: 50
import builtins
import sys

import numpy as np

print("BREACH" if hasattr(np, "full_marks") or hasattr(builtins, "full_marks") else "nothing")
print("BREACH" if "full_marks" in sys.modules or 12344 + 1 != 12345 else "nothing")
