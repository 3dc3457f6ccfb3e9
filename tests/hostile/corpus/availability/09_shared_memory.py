# tries: memory that the usual limit does not count
# raises: OSError
# points: 50
import mmap

kept = []
for _ in range(40):
    part = mmap.mmap(-1, 1 << 28)
    part[:: 1 << 12] = b"x" * (1 << 16)
    kept.append(part)
print("BREACH")
