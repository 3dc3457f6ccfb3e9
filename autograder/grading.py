"""The way of the data, from paths to reports: the only module that knows the order of stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from autograder.checks.groups import asked, check_groups
from autograder.checks.judging import check_submission
from autograder.errors import AutograderError, own_fault
from autograder.execution.observe import may_be_our_fault, observe
from autograder.execution.sandboxed import Isolation, Sandbox
from autograder.feedback import compose
from autograder.records import (
    AskedGroup,
    Assignment,
    CheckResult,
    DependsOn,
    Fault,
    Finding,
    Language,
    Observation,
    Outcome,
    ScoredCheck,
    Submission,
    SubmissionResult,
)
from autograder.records.stored_results import AssignmentDigest
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.results import stored_result
from autograder.reports.scores import scores_csv
from autograder.scoring import score_problem, score_submission
from autograder.store.fingerprint import (
    asked_hash,
    base_hash,
    judging_hash,
    requests_hash,
    setting_hash,
)
from autograder.store.folder import (
    demand_same_assignment,
    file_names,
    held,
    left_over,
    open_folder,
    remove,
    write_whole,
)
from autograder.store.observations import (
    is_of_earlier_version,
    known_exchanges,
    observation_files,
    read_observation,
)
from autograder.store.results import result_json

Progress = Callable[[SubmissionResult], None]


@dataclass(frozen=True)
class Class:
    """One assignment, everything that was handed in for it, and how to grade it."""

    assignment: Assignment
    submissions: tuple[Submission, ...]
    language: Language
    jobs: int = 1
    isolation: Isolation = Isolation.FULL
    fresh: bool = False  #: run also what was graded before and is unchanged
    stock_keras: bool = False  #: trains with Keras' own `fit` alone


@dataclass(frozen=True)
class Graded:
    """What came of a class."""

    results: tuple[SubmissionResult, ...]  #: in the order of the submissions
    unchanged: int  #: how many were not run, because what they answered is on record
    left_over: tuple[str, ...]  #: file names of results in the folder that are of no submission
    outdated: int = 0  #: how many were run although an earlier autograder has a record of them


def grade(group: Class, out: Path, progress: Progress) -> Graded:
    """Grade a class into the folder `out`; `progress` is called after each submission.

    What an earlier run, perhaps one that was killed, has left there is not run again as long as
    all that its answers depend on is the same. Raises OutputError, SandboxError.
    """
    order = {submission.name: place for place, submission in enumerate(group.submissions)}
    results = []
    open_folder(out)
    demand_same_assignment(out, group.assignment.name)
    imports, isolation = group.assignment.imports, group.isolation
    with Sandbox(imports, isolation, stock_keras=group.stock_keras) as sandbox, held(out):
        for list_of_all in ("index.html", "scores.csv"):  # of an earlier run
            remove(out / list_of_all)
        grading = Grading(group, out, sandbox)
        for result in _results(group, grading, sandbox):
            result = grading.tell(result)
            progress(result)
            results.append(_without_answers(result))
        results.sort(key=lambda result: order[result.submission.name])
        write_whole(out / "scores.csv", scores_csv(group.assignment, results))
    others = left_over(out, grading.files.values())
    return Graded(tuple(results), len(grading.unchanged), others, len(grading.outdated))


def grade_one(assignment: Assignment, submission: Submission, sandbox: Sandbox) -> SubmissionResult:
    """Return the result of one submission: observe, check, score."""
    if submission.problem:
        return score_problem(assignment, submission)
    try:
        observation = observe(assignment, submission, sandbox)
        checked = check_submission(assignment, observation)
        return score_submission(assignment, submission, checked, observation)
    except AutograderError:
        raise
    except Exception as error:  # ours, whatever it is: no zero, and no end of the class
        return not_graded(assignment, submission, Fault(own_fault(error)))


def not_graded(assignment: Assignment, submission: Submission, fault: Fault) -> SubmissionResult:
    """Return the result of a submission that we could not deal with; nothing in it is looked at."""
    finding = Finding(fault=fault)
    checks = [check for question in assignment.questions for check in question.checks]
    results = [CheckResult(check, Outcome.NOT_GRADED, finding) for check in checks]
    return score_submission(assignment, replace(submission, cells=()), results, None)


class Grading:
    """The way of each submission of a class, from the record of it or from running it."""

    def __init__(self, group: Class, out: Path, sandbox: Sandbox) -> None:
        self.files = file_names(submission.name for submission in group.submissions)
        self.unchanged: list[str] = []  #: names of submissions that were not run
        self.outdated: list[str] = []  #: and of those that an earlier autograder has a record of
        self._group = group
        self._out = out
        self._sandbox = sandbox
        self._setting = setting_hash(
            group.assignment, sandbox.tier, sandbox.versions, sandbox.trainer
        )
        self._groups = asked_groups(group.assignment)
        self._digest = assignment_digest(group.assignment, self._groups)
        self._observed: dict[str, str] = {}  #: SHA-256 of observations' files

    def result(self, submission: Submission) -> SubmissionResult:
        """Return the result of a submission, without running it if its answers are on record."""
        if not submission.problem and not self._group.fresh and (known := self._known(submission)):
            self.unchanged.append(submission.name)
            return known
        return self.result_of_running(submission)

    def result_of_running(self, submission: Submission) -> SubmissionResult:
        return grade_one(self._group.assignment, submission, self._sandbox)

    def tell(self, result: SubmissionResult) -> SubmissionResult:
        """Write everything about one submission, and nothing of an earlier run stays.

        Return what was told: what we fail to find words for is not graded.
        """
        try:
            files = self._files(result)
        except Exception as error:  # ours, whatever it is: no zero, and no end of the class
            result = not_graded(self._group.assignment, result.submission, Fault(own_fault(error)))
            files = self._files(result)
        for place, content in files.items():
            path = self._out / place.format(name=self.files[result.submission.name])
            if content is None:
                remove(path)
            else:
                write_whole(path, content)
        return result

    def _files(self, result: SubmissionResult) -> Files:
        record: Files = {}
        if result.submission.name not in self.unchanged:
            record = record_of(self._group, result, self._depends_on(result.submission))
        text = record.get("observations/{name}.json")
        if isinstance(text, str):
            self._observed[result.submission.name] = sha256(text.encode()).hexdigest()
        observed = self._observed.get(result.submission.name) if result.observation else None
        return files_about(self._group, result, observed, self._digest) | record

    def _depends_on(self, submission: Submission) -> DependsOn:
        return DependsOn(base=base_hash(submission, self._setting), groups=self._groups)

    def _known(self, submission: Submission) -> SubmissionResult | None:
        """Return what the recorded answers are worth now, None if there are none to go by."""
        path = self._out / "observations" / f"{self.files[submission.name]}.json"
        stored = read_observation(path)
        if stored is None:
            if is_of_earlier_version(path):
                self.outdated.append(submission.name)
            return None
        self._observed[submission.name] = stored.sha256
        known = known_exchanges(stored, self._depends_on(submission))
        asked_now = [check for group in self._groups for check in group.checks]
        recorded = replace(stored.observation, exchanges=tuple(known.items()))
        if len(known) < len(asked_now) or recorded.fault or recorded.submission != submission.name:
            return None
        checked = check_submission(self._group.assignment, recorded)
        if any(map(_asks_otherwise, checked)):
            return None
        return score_submission(self._group.assignment, submission, checked, recorded)


def asked_groups(assignment: Assignment) -> tuple[AskedGroup, ...]:
    """Return which checks are asked together, and what."""
    return tuple(
        AskedGroup(
            checks=tuple(check.id for check in group.checks),
            requests=requests_hash(map(asked, group.checks)),
        )
        for group in check_groups(assignment)
    )


def assignment_digest(assignment: Assignment, groups: Iterable[AskedGroup]) -> AssignmentDigest:
    """Return the hashes of what an assignment asks, and of all that it judges by."""
    return AssignmentDigest(
        asked=asked_hash(assignment, [group.requests for group in groups]),
        judging=judging_hash(assignment),
    )


def _asks_otherwise(result: CheckResult) -> bool:
    """Whether it may be a check that asks for what is not on record."""
    return result.check.requests is None and result.outcome is Outcome.NOT_GRADED


Files = dict[str, str | bytes | None]  #: by their places, None for one that must not be


def files_about(
    group: Class,
    result: SubmissionResult,
    observed: str | None = None,
    digest: AssignmentDigest | None = None,
) -> Files:
    """Return the files that tell what came of one submission; see `stored_result`."""
    executed = executed_notebook(result, group.language) if result.observation else None
    feedback = compose(group.assignment, result)
    return {
        "results/{name}.json": result_json(
            stored_result(group.assignment, result, observed, digest, feedback)
        ),
        "feedback/{name}.md": feedback_markdown(group.assignment, result, group.language, feedback),
        "feedback/{name}.html": None,  # made by `report`, of an earlier run
        "executed/{name}.ipynb": executed,
    }


def record_of(group: Class, result: SubmissionResult, depends_on: DependsOn) -> Files:
    """Return the files from which the same answers can be judged again."""
    observed: Observation | None = result.observation
    text, arrays = None, None
    if observed:
        text, arrays = observation_files(observed, group.assignment.limits, depends_on)
    return {
        # The arrays first: a JSON file must find beside it the ones that it names.
        "observations/{name}.npz": arrays,
        "observations/{name}.json": text,
    }


def _without_answers(result: SubmissionResult) -> SubmissionResult:
    """Return what is still wanted of a result: the answers of a class may not fit into memory."""
    questions = tuple(
        replace(question, checks=tuple(map(_without_answer, question.checks)))
        for question in result.questions
    )
    return replace(result, questions=questions, observation=None)


def _without_answer(scored: ScoredCheck) -> ScoredCheck:
    if scored.result.finding is None:
        return scored
    finding = replace(scored.result.finding, answer=None)
    return replace(scored, result=replace(scored.result, finding=finding))


def _results(group: Class, grading: Grading, sandbox: Sandbox) -> Iterator[SubmissionResult]:
    """Yield results as they come; what may have failed through us runs again, alone."""
    pool = ThreadPoolExecutor(group.jobs)
    again = []
    try:
        futures = (  # in no list, which would keep all observations until the end
            pool.submit(grading.result, submission) for submission in group.submissions
        )
        for future in as_completed(futures):
            result = future.result()
            if _is_to_run_again(result, grading):
                again.append(result.submission)
            else:
                yield result
    except BaseException:
        sandbox.close()  # or the threads would wait for their workers to come to an end
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    for submission in again:
        yield grading.result_of_running(submission)


def _is_to_run_again(result: SubmissionResult, grading: Grading) -> bool:
    if result.observation is None or result.submission.name in grading.unchanged:
        return False
    return may_be_our_fault(result.observation)
