# tries: to hear it
import os
import signal
import socket
import time

signal.signal(signal.SIGUSR1, lambda number, frame: print("BREACH"))
try:
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.bind(b"\0akapen")
    print("BREACH")
except OSError:
    pass
until = time.monotonic() + 1.2
while time.monotonic() < until:
    for pid in range(os.getpid() - 20, os.getpid() + 20):
        if pid != os.getpid():
            for name in ("cmdline", "fd/4", "environ", "cwd/seen"):
                try:
                    open(f"/proc/{pid}/{name}").read(1)
                    print("BREACH", pid, name)
                except OSError:
                    pass
    time.sleep(0.05)
