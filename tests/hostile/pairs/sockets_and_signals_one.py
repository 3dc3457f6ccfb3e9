# tries: to send a neighbour messages, signals and descriptors
import os
import signal
import socket
import time

until = time.monotonic() + 1.2
while time.monotonic() < until:
    try:
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"x", b"\0akapen")
        print("BREACH")
    except OSError:
        pass
    for pid in range(os.getpid() - 20, os.getpid() + 20):
        if pid != os.getpid():
            try:
                os.kill(pid, signal.SIGUSR1)
                print("BREACH", pid)
            except OSError:
                pass
    time.sleep(0.05)
