# tries: memory in the kernel: files, pipes, sockets, shared segments
# points: 50
import ctypes
import fcntl
import os
import socket

libc = ctypes.CDLL(None, use_errno=True)
for call in (
    lambda: libc.memfd_create(b"x", 0),
    lambda: libc.syscall(447, 0),
    lambda: libc.shmget(0, 1 << 28, 0o1600),
    lambda: libc.msgget(0, 0o1600),
    lambda: libc.semget(0, 1000, 0o1600),
    lambda: libc.mq_open(b"/x", 0o102, 0o600, 0),
    lambda: libc.shm_open(b"/akapen-was-here", 0o102, 0o600),
    lambda: libc.mlockall(3),
):
    if call() >= 0:
        print("BREACH")
try:
    fcntl.fcntl(os.pipe()[1], 1031, 1 << 20)
    print("BREACH")
except OSError:
    pass
one, other = socket.socketpair()
for option in (socket.SO_SNDBUF, socket.SO_RCVBUF, 32, 33):
    try:
        one.setsockopt(socket.SOL_SOCKET, option, 1 << 30)
        print("BREACH", option)
    except PermissionError:
        pass
