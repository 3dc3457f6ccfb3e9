# tries: to slow the machine by calls that are not counted
# points: 50
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
os.sync()
for number, arguments in ((162, ()), (306, (1,)), (151, (3,)), (279, (0, 1, 0, 0, 0, 0)), (256, (0, 1, 0, 0)), (251, (1, 0, 0)), (203, (0, 8, bytes(8))), (149, (0, 4096))):
    if libc.syscall(number, *arguments) > 0:
        print("BREACH", number)
