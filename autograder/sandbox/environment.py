"""Grader: Environment variables of a template, of its workers, and of workers without a sandbox."""

from __future__ import annotations

from collections.abc import Mapping

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"

#: Wherever student code or its libraries run.
_EVERYWHERE = {
    "CUDA_VISIBLE_DEVICES": "-1",
    "JOBLIB_MULTIPROCESSING": "0",  # it would try, and complain that it may not
    "MPLBACKEND": "Agg",
    _NO_BYTECODE: "1",
    "PYTHONHASHSEED": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",  # its sums come out differently on different processors
}
_ASKED = {  # sums in one order, so that training comes out the same each time
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}
_TEMPLATE = {
    "HOME": "/nonexistent",
    "IPYTHONDIR": "/nonexistent",
    "KERAS_HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "HDF5_USE_FILE_LOCKING": "FALSE",  # read when it is imported
    # One thread, because a fork copies only one; few arenas, because each reserves address space.
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
#: What the machine itself needs.
_KEPT = ("LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", _NO_BYTECODE)
_WORKER = {
    "LANG": "C.UTF-8",
    "PATH": "/nonexistent",
    "USER": "student",
}
_HOMES = ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "KERAS_HOME")


def of_template(ours: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a template, made from nothing but a little of `ours`.

    It may keep what it has compiled of us, as long as it has met nothing of a submission.
    """
    kept = {name: ours[name] for name in _KEPT if name in ours}
    everywhere = {name: text for name, text in _EVERYWHERE.items() if name != _NO_BYTECODE}
    return {**everywhere, **_TEMPLATE, **kept}


def of_worker(home: str) -> dict[str, str]:
    """Return the environment of a worker, made from nothing."""
    return {**_EVERYWHERE, **_ASKED, **_WORKER, **dict.fromkeys(_HOMES, home)}


def of_local_worker(ours: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a worker that has its user's own, `ours`, besides."""
    return {**ours, **_EVERYWHERE, **_ASKED}
