# tries: to learn about users, mounts and connections of the machine
# points: 50
import pwd

for path in (
    "/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts", "/etc/ssh/ssh_config",
    "/proc/mounts", "/proc/net/tcp", "/proc/version", "/proc/self/status", "/proc/self/maps",
    "/proc/loadavg", "/proc/sys/kernel/hostname", "/sys/class/net", "/dev/sda", "/dev/vda",
    "/dev/mem", "/dev/tty", "/dev/kmsg", "/var/log/syslog", "/run", "/boot",
):
    try:
        open(path).read(10)
        print("BREACH", path)
    except OSError:
        pass
print(pwd.getpwall() if False else "")
