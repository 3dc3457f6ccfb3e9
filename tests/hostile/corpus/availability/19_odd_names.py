# tries: names and modes that make removal fail
# points: 50
import os

for name in (b"\xff\xfe", b"-rf", b"a\nb", "\u202e".encode(), b"x" * 255, b"*", b"~"):
    try:
        os.mkdir(name)
        os.close(os.open(os.path.join(name, name), os.O_CREAT | os.O_WRONLY, 0))
    except OSError:
        pass
os.mkdir("closed", 0)
os.umask(0o777)
os.mkdir("closed too")
