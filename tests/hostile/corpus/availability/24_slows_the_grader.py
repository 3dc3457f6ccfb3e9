# tries: to lower the grader's limits and priority
# points: 50
import os
import resource

for pid in (@PID@, @SURVIVOR@, os.getppid() or 1):
    for attempt in (
        lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
        lambda: os.setpriority(os.PRIO_PGRP, 0, 19),
        lambda: os.setpriority(os.PRIO_USER, 0, 19),
        lambda: os.sched_setaffinity(pid, {0}),
        lambda: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)),
        lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, 3)),
    ):
        try:
            attempt()
            print("BREACH")
        except OSError:
            pass
