# tries: folders whose paths are too long to be removed by path
# stopped: files or nothing
import os

for _ in range(40):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
