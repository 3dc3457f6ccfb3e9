# tries: folders whose paths are too long to be removed by path
# points: 50
import os

for _ in range(40):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
