# tries: folders that nobody may look into
# points: 50
import os

os.mkdir("m", 0)
os.makedirs("a/b/c", 0)
os.mkdir("w", 0o300)
open("w/file", "w").write("x" * 1000)

def square(x):
    os.mkdir(f"m{x}", 0)
    return x * x
