# tries: to tell a neighbour hidden inputs by names in places that both can see
import os
import time

def square(x):
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "..", "../..", "/run"):
        for name in (f"akapen-was-here-{x}", "akapen-was-here"):
            try:
                open(os.path.join(folder, name), "w").write(str(x))
            except OSError:
                pass
    time.sleep(0.1)
    return x * x
