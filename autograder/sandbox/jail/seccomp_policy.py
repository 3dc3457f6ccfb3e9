"""Template: The policy: system calls that a worker may make, and answers to all others.

A call that is named nowhere here is answered with ENOSYS: to the C library a new kernel feature
then looks absent, and it falls back to an old one (`clone3` to `clone`, whose flags a filter can
read).
"""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import dataclass

Answer = int | None  #: an errno, 0 to say that it worked without doing it; or ALLOW

ALLOW: Answer = None

OWN_PID = 0x7EDCBA98  #: stands for the worker's own process id, unknown before it is forked

ALLOWED = """
    read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 sendfile
    copy_file_range     close close_range lseek dup dup2 dup3 pipe pipe2 eventfd eventfd2
    stat fstat lstat newfstatat statx access faccessat faccessat2 getdents
    getdents64 readlink readlinkat getcwd chdir fchdir umask
    mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2
    ftruncate fallocate fsync fdatasync fadvise64
    mmap munmap mremap mprotect madvise brk msync membarrier
    futex set_robust_list rseq set_tid_address arch_prctl exit exit_group restart_syscall
    getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp
    getpgid getsid wait4 waitid
    sched_yield sched_getaffinity sched_getscheduler sched_getparam sched_get_priority_max
    sched_get_priority_min sched_rr_get_interval getpriority
    getrlimit setrlimit getrusage times sysinfo uname getcpu getrandom
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
    pause alarm setitimer getitimer signalfd signalfd4
    timer_create timer_settime timer_gettime timer_delete
    timerfd_create timerfd_settime timerfd_gettime
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time
    poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
    epoll_pwait2 sendto recvfrom getsockopt setsockopt getsockname getpeername shutdown
"""

#: Among them statfs: two submissions could talk through how many files fit on a disk they share.
FORBIDDEN = """
    fork vfork execve execveat ptrace process_vm_readv process_vm_writev kcmp
    pidfd_open pidfd_getfd pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo tkill
    socket connect bind listen accept accept4 sendmsg recvmsg sendmmsg recvmmsg
    mount umount2 pivot_root chroot unshare setns link linkat symlink symlinkat mknod mknodat
    keyctl add_key request_key bpf perf_event_open userfaultfd personality
    setsid setpgid setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid
    capset setpriority ioprio_set sched_setaffinity sched_setscheduler sched_setparam sched_setattr
    shmget shmat shmctl msgget msgsnd msgrcv msgctl semget semop semtimedop semctl mq_open
    inotify_init inotify_init1 inotify_add_watch fanotify_init fanotify_mark
    open_by_handle_at name_to_handle_at sync syncfs mlock mlockall mlock2
    process_madvise move_pages migrate_pages get_robust_list statfs fstatfs
"""

#: Answered with EOPNOTSUPP, which file copying takes for a file system without the feature.
#: A lock needs no write access: two submissions could talk through one on a library's file.
UNSUPPORTED = """
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr fsetxattr
    removexattr lremovexattr fremovexattr flock
"""

#: Said to have worked, without effect: Landlock overlooks them, and `shutil.copy` needs them.
PRETENDED = """
    chmod fchmod fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat
"""


@dataclass(frozen=True)
class Among:
    """Holds if an argument's lower 32 bits, masked, are one of some values."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True)
class Rule:
    """What happens to a call depends on its arguments."""

    call: str
    conditions: tuple[Among, ...]  #: all must hold
    then: Answer
    otherwise: Answer | Rule


_CLONE_THREAD = 0x0001_0000
_CLONE_NEW_OR_TRACED = 0x7E02_0000 | 0x0080_0000 | 0x2000

#: DUPFD … SETFL, DUPFD_CLOEXEC, GETPIPE_SZ. Not SETOWN, SETSIG, LEASE and NOTIFY, which make the
#: kernel send any signal to any process; not SETPIPE_SZ, which pins memory; and not GETLK, which
#: tells who holds a lock, and where in the file.
_FCNTL = (0, 1, 2, 3, 4, 1030, 1032)

#: SETLK, SETLKW and those of open files: said to have worked, because SQLite does nothing without,
#: even on files that nobody else can open.
_FCNTL_LOCK = (6, 7, 37, 38)

#: TCGETS (isatty), TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

#: Getters and names of threads and mappings; nothing that lets a worker outlive the template.
_PRCTL = (3, 15, 16, 23, 42, 0x53564D41)

# Landlock before ABI 3 overlooks truncation: of files opened for reading, and by path.
_TRUNCATES_UNWRITABLE = (os.O_TRUNC,)

RULES = (
    Rule(
        "openat",
        (Among(2, _TRUNCATES_UNWRITABLE, os.O_TRUNC | os.O_ACCMODE),),
        then=errno.EACCES,
        otherwise=ALLOW,
    ),
    Rule(
        "open",
        (Among(1, _TRUNCATES_UNWRITABLE, os.O_TRUNC | os.O_ACCMODE),),
        then=errno.EACCES,
        otherwise=ALLOW,
    ),
    Rule("truncate", (), then=errno.EACCES, otherwise=errno.EACCES),
    Rule(
        "clone",
        (Among(0, (_CLONE_THREAD,), _CLONE_THREAD | _CLONE_NEW_OR_TRACED),),
        then=ALLOW,
        otherwise=errno.EPERM,
    ),
    Rule("kill", (Among(0, (OWN_PID,)),), then=ALLOW, otherwise=errno.EPERM),
    Rule("tgkill", (Among(0, (OWN_PID,)),), then=ALLOW, otherwise=errno.EPERM),
    Rule("prlimit64", (Among(0, (0,)),), then=ALLOW, otherwise=errno.EPERM),
    Rule(
        "fcntl",
        (Among(1, _FCNTL),),
        then=ALLOW,
        otherwise=Rule("fcntl", (Among(1, _FCNTL_LOCK),), then=0, otherwise=errno.EPERM),
    ),
    Rule("ioctl", (Among(1, _IOCTL),), then=ALLOW, otherwise=errno.ENOTTY),
    Rule("prctl", (Among(0, _PRCTL),), then=ALLOW, otherwise=errno.EPERM),
    Rule(
        "socketpair",
        (Among(0, (socket.AF_UNIX,)), Among(1, (socket.SOCK_STREAM,), 0xF)),
        then=ALLOW,  # asyncio wakes itself up through one
        otherwise=errno.EPERM,
    ),
)
