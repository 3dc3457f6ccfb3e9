# tries: to read the reference, the hidden checks and what lies around them
# points: 50
import glob
import os

for path in (
    "@GRADER@/course/reference/vault.py",
    "@GRADER@/course/reference/cases/vault.py",
    "@GRADER@/course/assignments/vault/assignment.yaml",
    "@GRADER@/others/neighbour.py",
    "@GRADER@/out/scores.csv",
    "../../course/reference/vault.py",
    "/proc/self/cwd/../../course/reference/vault.py",
):
    try:
        print("BREACH", open(path).read())
    except OSError:
        pass
for folder in ("@GRADER@", "@GRADER@/course", "..", "../..", "/", "/tmp", "/proc", "/home", "/root"):
    try:
        print("BREACH", os.listdir(folder))
    except OSError:
        pass
print(glob.glob("@GRADER@/*"), glob.glob("../*"))
