# tries: to leave something where every process may write
# points: 50
import os
import tempfile

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/var/lock", "/dev", "/dev/mqueue", "/proc/self", "/sys/fs/cgroup"):
    for leave in (
        lambda path: open(path, "w").close(),
        os.mkdir,
        os.mkfifo,
        lambda path: os.symlink("/etc/passwd", path),
        lambda path: os.mknod(path, 0o600 | 0o020000, os.makedev(1, 3)),
    ):
        try:
            leave(folder + "/akapen-was-here")
            print("BREACH", folder)
        except OSError:
            pass
print(tempfile.gettempdir() == os.getcwd())
