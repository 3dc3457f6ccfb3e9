# tries: to print without an end through Python
# points: 50
import sys

for _ in range(2000):
    sys.stdout.write("A" * 10_000 + "\n")
    sys.stderr.write("B" * 10_000 + "\r")
