# tries: to learn the grader's folders from tracebacks, commands and modules
# points: 50
import sys
import traceback

try:
    raise ValueError
except ValueError:
    traceback.print_exc()
print(sys.argv, sys.path, __file__ if "__file__" in globals() else "")
print("BREACH" if "@GRADER@/course" in str(sys.orig_argv) + str(sys.path) else "")
