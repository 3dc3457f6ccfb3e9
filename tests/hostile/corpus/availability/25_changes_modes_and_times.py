# tries: to close the grader's files to itself, or to make them look old
# points: 50
import os

for path in ("@GRADER@/course/reference/vault.py", "@GRADER@/home/.bashrc", "@GRADER@/others/neighbour.py", "@GRADER@"):
    for change in (
        lambda: os.chmod(path, 0),
        lambda: os.chown(path, 12345, 12345),
        lambda: os.utime(path, (0, 0)),
        lambda: os.setxattr(path, "user.x", b"1"),
        lambda: os.truncate(path, 0),
        lambda: os.unlink(path),
        lambda: os.rename(path, path + "~"),
        lambda: os.rename(path, "mine"),
        lambda: os.link(path, "mine"),
        lambda: os.replace("/dev/null", path),
        lambda: os.open(path, os.O_RDONLY | os.O_TRUNC),
        lambda: os.open(path, os.O_WRONLY | os.O_APPEND),
        lambda: os.mkdir(path + "/new"),
        lambda: os.rmdir(path),
    ):
        try:
            change()
        except OSError:
            pass
