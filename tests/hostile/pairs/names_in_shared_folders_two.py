# tries: to hear it
import os
import time

until = time.monotonic() + 1.2
while time.monotonic() < until:
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "..", "../..", "/run"):
        for name in ("akapen-was-here-902101731", "akapen-was-here"):
            if os.path.exists(os.path.join(folder, name)):
                print("BREACH", folder)
    time.sleep(0.01)
