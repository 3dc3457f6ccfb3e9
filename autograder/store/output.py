"""The output folder of a batch: what stands where, and who may write to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records import (
    AskedGroup,
    DependsOn,
    Language,
    Limits,
    Observation,
    Submission,
)
from autograder.records.judging import JudgedBy
from autograder.records.runs import Run
from autograder.records.shared_errors import SharedErrors
from autograder.records.stored_results import StoredResult
from autograder.store.batches import BATCH_FILE, LastBatch, batch_json, read_batch
from autograder.store.cache import NO_CACHE, Cache
from autograder.store.folder import (
    file_names,
    flush_all,
    held,
    left_over,
    move_aside,
    open_folder,
    remove,
    require_same_assignment,
    write_whole,
)
from autograder.store.judged_by import JUDGED_BY_FILE, judged_by_json, read_judged_by
from autograder.store.observations import (
    ObservationFiles,
    StoredObservation,
    is_of_earlier_version,
    observation_files,
    read_observation,
    what_holds,
)
from autograder.store.results import read_result
from autograder.store.runs import Stopwatch, append_run, read_runs
from autograder.store.shared_errors import SHARED_ERRORS_FILE, shared_errors_json

Files = Mapping[str, str | bytes | None]
"""Contents by their places, as "results/{name}.json"; None for a file that must not be there."""


Holds = Callable[[Observation], Observation]
"""What takes out of a recorded observation what does not answer today's checks."""


class Record(Protocol):
    """Place of one submission's observation."""

    def read(self, holds: Holds) -> Observation | None:
        """Return what still holds of an earlier observation, None if nothing does."""

    def write(self, observation: Observation) -> Observation:
        """Keep an observation, or its sealed first phase, in its file before this returns.

        What is returned says the same, with exchanges that others have alike, where they are known.
        """

    def charge(self, what: int | str, seconds: float) -> None:
        """Note the CPU seconds of a cell (its number) or a question (its id)."""


class _NoRecord:
    def read(self, holds: Holds) -> None:
        return None

    def write(self, observation: Observation) -> Observation:
        """Keep nothing: what is observed lives as long as the result in memory."""
        return observation

    def charge(self, what: int | str, seconds: float) -> None:
        """Note nothing."""


NO_RECORD: Record = _NoRecord()


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked of one submission now, and what of its record is good for it."""

    groups: tuple[AskedGroup, ...]
    base: Callable[[], str]  #: of `DependsOn`; it takes workers to know it
    limits: Limits
    fresh: bool = False  #: nothing is: all is observed anew
    as_recorded: bool = False  #: all of it is, whatever it was run with, if it has all answers

    @cached_property
    def depends_on(self) -> DependsOn:
        return DependsOn(base=self.base(), groups=self.groups)


class ObservationFile:
    """The record of one submission in the output folder."""

    def __init__(
        self, path: Path, submission: Submission, asking: Asking, cache: Cache = NO_CACHE
    ) -> None:
        self.sha256: str | None = None  #: of the JSON file that is there now
        self.was_outdated = False  #: written by an earlier autograder, so that it could not be read
        self._is_read = False
        self._is_written = False
        self._path = path
        self._submission = submission.name
        self._sha256 = submission.sha256
        self._asking = asking
        self._cache = cache
        self._stopwatch = Stopwatch()

    def start(self) -> None:
        """Begin to take the time: what came before was waiting for others."""
        self._stopwatch = Stopwatch()

    def charge(self, what: int | str, seconds: float) -> None:
        """Note the CPU seconds of a cell (its number) or a question (its id)."""
        self._stopwatch.charge(what, seconds)

    @property
    def run(self) -> Run:
        """Costs so far."""
        return self._stopwatch.run(self._submission, unchanged=self.is_unchanged)

    @property
    def is_unchanged(self) -> bool:
        """Whether all that was wanted was on record."""
        return self._is_read and not self._is_written

    def read(self, holds: Holds) -> Observation | None:
        """Return what still holds, None if nothing does or all is to be observed anew."""
        if self._asking.fresh:
            return None
        stored = read_observation(self._path)
        self.was_outdated = stored is None and is_of_earlier_version(self._path)
        if stored is None or stored.observation.submission != self._submission:
            return self._from_cache(holds)
        self._is_read = True
        self.sha256 = stored.sha256
        if self._asking.as_recorded and (whole := self._as_recorded(stored, holds)):
            return whole
        known = what_holds(stored, self._asking.depends_on)
        return holds(known) if known else self._from_cache(holds)

    def _from_cache(self, holds: Holds) -> Observation | None:
        """Return what was observed for another folder, if all of it holds, and keep it here too."""
        found = self._cache.read(self._sha256, self._asking.depends_on)
        if found is None:
            return None
        observation = replace(found.observation, submission=self._submission)
        if len(holds(observation).exchanges) < len(observation.exchanges):
            return None
        self._keep(observation)
        self._is_read = True
        return observation

    def _as_recorded(self, stored: StoredObservation, holds: Holds) -> Observation | None:
        """Return the record if it has all answers; part of it is never mixed with other runs."""
        groups = self._asking.groups
        known = what_holds(stored, DependsOn(base=stored.depends_on.base, groups=groups))
        if known is None or len(holds(known).exchanges) < len(known.exchanges):
            return None
        asked = {check for group in groups for check in group.checks}
        return known if asked == dict(known.exchanges).keys() else None

    def write(self, observation: Observation) -> Observation:
        """Keep an observation; return it as it would be read again. Raises OutputError."""
        kept = self._keep(observation)
        self._cache.write(observation, self._asking.depends_on, kept.text, kept.arrays)
        self._is_written = True
        return replace(observation, exchanges=kept.exchanges)

    def _keep(self, observation: Observation) -> ObservationFiles:
        """Write both files, and return what stands in them."""
        kept = observation_files(observation, self._asking.limits, self._asking.depends_on)
        # The arrays first: a JSON file must find beside it the ones that it names.
        _put(self._path.with_suffix(".npz"), kept.arrays)
        _put(self._path, kept.text)
        self.sha256 = sha256(kept.text.encode()).hexdigest()
        return kept

    def remove(self) -> None:
        """Let nothing stay of an earlier run; raises OutputError."""
        for path in (self._path.with_suffix(".npz"), self._path):
            remove(path)
        self._is_read = False
        self.sha256 = None


class OutputFolder:
    """An output folder while a batch is graded into it."""

    def __init__(
        self,
        folder: Path,
        assignment: str,
        submissions: Iterable[str],
        *,
        of: Path | None = None,
        cache: Cache = NO_CACHE,
    ) -> None:
        """Open the folder; OutputError if it cannot be written to, or is another assignment's.

        What was run for another folder is taken from `cache`. `of`: the folder of which this is a
        stage, which is flushed when it is applied.
        """
        open_folder(folder)
        require_same_assignment(folder, assignment)
        self.folder = folder
        self.kept: Path | None = None  #: a scores.csv that was not as we had left it
        self._names = file_names(submissions)
        self.lasting = of or folder  #: holds what no other results put out of date
        self._flushed = of is None
        self._cache = cache

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other graders out; lists of all submissions, of an earlier run, go.

        A list that somebody has changed since is kept under another name.
        """
        with held(self.folder):
            scores, last = self.folder / "scores.csv", read_batch(self.folder)
            if scores.is_file() and (last is None or _digest(scores) != last.scores):
                self.kept = move_aside(scores, f"kept {datetime.now():%Y-%m-%d}")
            for list_of_all in ("report.html", "index.html", "scores.csv", SHARED_ERRORS_FILE):
                remove(self.folder / list_of_all)
            yield

    def result_path(self, submission: str) -> Path:
        """Return where the result of a submission stands."""
        return self.folder / "results" / f"{self._names[submission]}.json"

    def file_of(self, submission: str) -> str:
        """Return the stem of the files of a submission."""
        return self._names[submission]

    def record(self, submission: Submission, asking: Asking) -> ObservationFile:
        """Return where the observation of a submission is kept."""
        path = self.folder / "observations" / f"{self._names[submission.name]}.json"
        return ObservationFile(path, submission, asking, self._cache)

    def write(self, submission: Submission, files: Files) -> None:
        """Write the files of one submission, and nothing of an earlier run stays."""
        for place, content in files.items():
            _put(self.folder / place.format(name=self._names[submission.name]), content)

    def flush(self) -> None:
        """Have the disk hold all that was written; before that, a power cut may empty any of it.

        What is empty then is written anew by the next run: the list of all submissions, which
        comes last, says that there is nothing such.
        """
        if self._flushed:
            flush_all()  # at once: a disk makes each file wait otherwise

    def append(self, run: Run) -> None:
        """Write down what a submission has taken."""
        append_run(self.folder / "runs.jsonl", run)

    @property
    def seconds_before(self) -> Mapping[str, float]:
        """How long each submission took when its code was run last, as far as that is known."""
        runs = read_runs(self.folder / "runs.jsonl")
        return {name: run.seconds for name, run in runs.items() if not run.unchanged}

    def write_scores(self, table: bytes, language: Language, sources: Iterable[Path] = ()) -> None:
        """Write the list of all submissions with their points, and what this run was."""
        earlier = read_batch(self.folder)
        known = earlier.sources if earlier else ()
        last = LastBatch(
            language=language,
            files=tuple(self._names.values()),
            scores=sha256(table).hexdigest(),
            sources=tuple(dict.fromkeys([*known, *(str(path.absolute()) for path in sources)])),
        )
        write_whole(self.folder / BATCH_FILE, batch_json(last))
        write_whole(self.folder / "scores.csv", table)

    def begin_judging(self, now: JudgedBy) -> None:
        """Let the folder no longer say what its results were judged by, if that changes."""
        if read_judged_by(self.folder) != now:
            remove(self.folder / JUDGED_BY_FILE)

    def end_judging(self, now: JudgedBy) -> None:
        """Write down what all results are judged by, unless some are left over from before."""
        if not self.left_over:
            write_whole(self.folder / JUDGED_BY_FILE, judged_by_json(now))

    def write_shared_errors(self, shared: SharedErrors) -> None:
        """Write which errors many submissions stop with, if any."""
        if shared.errors:
            write_whole(self.folder / SHARED_ERRORS_FILE, shared_errors_json(shared))

    @property
    def results_from_before(self) -> tuple[StoredResult, ...]:
        """Results in the folder that are of no submission; one that cannot be read is none."""
        paths = (self.folder / "results" / f"{name}.json" for name in self.left_over)
        found = (result for path in paths if (result := _readable(path)))
        # Of files that differ in capitals alone, one may have had another file name before.
        return tuple(result for result in found if result.submission not in self._names)

    @property
    def left_over(self) -> tuple[str, ...]:
        """File names of results in the folder that are of no submission."""
        return left_over(self.folder, self._names.values())


def _readable(path: Path) -> StoredResult | None:
    try:
        return read_result(path)
    except UsageError:
        return None


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:  # not as we had left it
        return ""


def _put(path: Path, content: str | bytes | None) -> None:
    if content is None:
        remove(path)
    else:
        write_whole(path, content, flushed=False)
