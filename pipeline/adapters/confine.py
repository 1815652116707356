"""What a process may no longer do once it parses untrusted bytes. Linux; elsewhere only what the system offers.

Residual risk: the process runs as the same user and can read what that user can; a separate user or a container
around the service narrows that.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38  # <linux/prctl.h>
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # <linux/sched.h>
_MIB = 1024 * 1024
_OPEN_FILES = 128


def confine(*, memory: int, ceiling: int, file_size: int, parent: int) -> bool:
    """Give up the network, new privileges and core dumps, and take the limits on.

    `memory` and `ceiling` are MiB of private writable memory, now and at most; `file_size` is in bytes. Must run before
    any thread starts. The process dies with its parent (process id `parent`). Returns whether the network is gone.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)  # the parent died before the signal was armed
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        isolated = any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    else:
        isolated = False
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, file_size, file_size)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)
    _lower(resource.RLIMIT_DATA, memory * _MIB, ceiling * _MIB)
    return isolated


def allow_memory(mebibytes: int) -> None:
    """Raise the soft memory limit, up to the ceiling taken on at the start."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    _lower(resource.RLIMIT_DATA, mebibytes * _MIB, hard)


def allow_cpu(seconds: int) -> None:
    """From now on `seconds` of CPU time more; past them the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1, hard)


def resident() -> int:
    """MiB of memory this process holds now, or 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // _MIB
    except OSError:
        return 0


def _lower(which: int, soft: int, hard: int) -> None:
    """Set a limit, never above the one in force."""
    _, ceiling = resource.getrlimit(which)
    if ceiling != resource.RLIM_INFINITY:
        hard = ceiling if hard == resource.RLIM_INFINITY else min(hard, ceiling)
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(which, (soft, hard))
