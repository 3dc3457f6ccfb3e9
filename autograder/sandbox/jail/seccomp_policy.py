"""Template: The policy: system calls that a worker may make, and answers to all others.

A call that is named nowhere here or in `seccomp_rules` is answered with ENOSYS: to the C library a
new kernel feature then looks absent, and it falls back to an old one (`clone3` to `clone`, whose
flags a filter can read).
"""

from __future__ import annotations

ALLOWED = """
    read write pread64 pwrite64 readv writev preadv pwritev sendfile copy_file_range
    close close_range lseek dup dup2 dup3 pipe pipe2 eventfd eventfd2
    stat fstat lstat newfstatat statx access faccessat faccessat2 getdents
    getdents64 readlink readlinkat getcwd chdir fchdir umask
    mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2
    ftruncate fallocate fsync fdatasync
    munmap mremap mprotect brk msync membarrier
    futex set_robust_list rseq set_tid_address arch_prctl exit exit_group restart_syscall
    getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp
    getpgid getsid wait4 waitid
    sched_yield sched_getaffinity sched_getscheduler sched_getparam sched_get_priority_max
    sched_get_priority_min sched_rr_get_interval getpriority
    getrlimit times uname getcpu getrandom
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
    pause alarm setitimer getitimer signalfd signalfd4
    timerfd_create timerfd_settime timerfd_gettime
    nanosleep gettimeofday time
    poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
    epoll_pwait2 sendto recvfrom getsockname getpeername shutdown
"""

#: Among them what tells of others: statfs (how many files fit on a disk that all share), sysinfo
#: (how much memory is free, how many processes run), getrusage (whether a page had to be read from
#: disk: `usage` stands in for it). And timers, which send any signal: a worker that kills itself so
#: would pass for one that the kernel has killed.
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
    process_madvise move_pages migrate_pages get_robust_list statfs fstatfs getrusage sysinfo
    timer_create timer_settime timer_gettime timer_delete setsockopt
"""

#: Answered with EOPNOTSUPP, which file copying takes for a file system without the feature.
#: A lock needs no write access: two submissions could talk through one on a library's file.
UNSUPPORTED = """
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr fsetxattr
    removexattr lremovexattr fremovexattr flock
"""

#: Said to have worked, without effect: Landlock overlooks them, and `shutil.copy` needs them; and
#: advice on a file that all share would be heard by all.
PRETENDED = """
    fadvise64 chmod fchmod fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat
"""
