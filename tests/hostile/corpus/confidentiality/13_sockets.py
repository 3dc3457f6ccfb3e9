# tries: to open a connection to anybody
# points: 50
import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET, 40):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind)
            print("BREACH", family, kind)
        except OSError:
            pass
try:
    socket.create_connection(("127.0.0.1", 80), 1)
    print("BREACH")
except OSError:
    pass
try:
    socket.getaddrinfo("example.org", 80)
    print("BREACH")
except OSError:
    pass
one, other = socket.socketpair()
try:
    socket.send_fds(one, [b"x"], [1])
    print("BREACH")
except OSError:
    pass
