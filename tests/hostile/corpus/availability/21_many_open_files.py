# tries: to use up the open files
# form: notebook
# raises: OSError
# points: 50
import os

kept = [os.dup(0) for _ in range(100_000)]
print("BREACH")
