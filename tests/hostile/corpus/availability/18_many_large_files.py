# tries: to fill the disk with many files
# stopped: files
# points: 50
import time

try:
    for n in range(200):
        with open(f"big{n}", "wb") as file:
            for _ in range(3):
                file.write(b"x" * (1 << 20))
except OSError:
    pass
time.sleep(3)
