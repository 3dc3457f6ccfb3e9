"""How long a class report takes: `python -m tests.benchmark_report FOLDER`.

CPU seconds, of this process and its reader, for the pages of a folder that `grade` has written:
those of each submission, and the report of all; and the most memory that it took.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from autograder.reading.reader import Reader
from autograder.reports.findings import without_words
from autograder.reports.pages.class_page import ClassView, class_page
from autograder.reports.pages.notebook import read_sources
from autograder.reports.site import report
from autograder.store.results import read_result, result_paths


def _class_report(folder: Path) -> str:
    paths = result_paths(folder)
    view = ClassView(
        results={file: without_words(read_result(path)) for file, path in paths.items()},
        read_result=lambda file: read_result(paths[file]),
        read_sources=lambda file: read_sources(folder / "executed" / f"{file}.ipynb"),
    )
    return class_page(view, "en")


def main(folder: Path) -> None:
    before = time.process_time()
    page = _class_report(folder)
    alone, count = time.process_time() - before, len(result_paths(folder))
    print(f"the report of {count}: {alone:.2f} CPU s, {len(page) / 1e6:.2f} MB")
    before = time.process_time()
    with Reader() as reader:
        report(folder, "en", lambda: None, reader)
    own = time.process_time() - before - alone
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading = child.ru_utime + child.ru_stime
    print(f"two pages: {1000 * own / count:.1f} ms, reading {1000 * reading / count:.1f}")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
