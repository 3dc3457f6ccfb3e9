# tries: to learn from the command what the grader has asked for
# points: 50
import os
import sys

told = " ".join([*sys.orig_argv, *sys.argv])
try:
    told += open("/proc/self/cmdline").read()
except OSError:
    pass
for word in ("landlock", "seccomp", "namespaces", "self-test", "autograder", "stock", "GRADER"):
    if word in told:
        print("BREACH", word)
if os.path.dirname(sys.executable) in " ".join(sys.orig_argv):
    print("BREACH", sys.orig_argv)
