# tries: memory that the usual limit does not count
# raises: OSError
# points: 50
import mmap

kept = []
for _ in range(40):
    kept.append(mmap.mmap(-1, 1 << 28))
else:
    print("BREACH")
