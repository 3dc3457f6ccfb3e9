"""The way of the data, from paths to reports: the only module that knows the order of stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.checks.judging import check_submission
from autograder.observing import may_be_our_fault, observe
from autograder.records import Assignment, Language, ScoredCheck, Submission, SubmissionResult
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.folder import file_name, open_folder, write_whole
from autograder.reports.observations import observation_files
from autograder.reports.results import result_json
from autograder.reports.scores import scores_csv
from autograder.sandbox.client import Isolation, Sandbox
from autograder.scoring import score_problem, score_submission

Progress = Callable[[SubmissionResult], None]


@dataclass(frozen=True)
class Class:
    """One assignment, everything that was handed in for it, and how to grade it."""

    assignment: Assignment
    submissions: tuple[Submission, ...]
    language: Language
    jobs: int = 1
    isolation: Isolation = Isolation.FULL


def grade(group: Class, out: Path, progress: Progress) -> tuple[SubmissionResult, ...]:
    """Grade a class into the folder `out`; `progress` is called after each submission.

    Returns the results in the order of the submissions. Raises OutputError, SandboxError.
    """
    open_folder(out)
    order = {submission.name: place for place, submission in enumerate(group.submissions)}
    results = []
    with Sandbox(group.assignment.imports, group.isolation) as sandbox:
        for result in _results(group, sandbox):
            tell(group, result, out)
            progress(result)
            results.append(_without_answers(result))
    results.sort(key=lambda result: order[result.submission.name])
    write_whole(out / "scores.csv", scores_csv(group.assignment, results))
    return tuple(results)


def grade_one(assignment: Assignment, submission: Submission, sandbox: Sandbox) -> SubmissionResult:
    """Return the result of one submission: observe, check, score."""
    if submission.problem:
        return score_problem(assignment, submission)
    observation = observe(assignment, submission, sandbox)
    checked = check_submission(assignment, observation)
    return score_submission(assignment, submission, checked, observation)


def tell(group: Class, result: SubmissionResult, out: Path) -> None:
    """Write everything about one submission into `out`, and nothing of an earlier run stays."""
    name, language = file_name(result.submission.name), group.language
    observed = result.observation
    text, arrays = observation_files(observed, group.assignment) if observed else (None, None)
    files: dict[str, str | bytes | None] = {
        f"results/{name}.json": result_json(group.assignment, result),
        f"feedback/{name}.md": feedback_markdown(group.assignment, result, language),
        f"executed/{name}.ipynb": executed_notebook(result, language) if observed else None,
        f"observations/{name}.json": text,
        f"observations/{name}.npz": arrays,
    }
    for place, content in files.items():
        if content is None:
            (out / place).unlink(missing_ok=True)
        else:
            write_whole(out / place, content)


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


def _results(group: Class, sandbox: Sandbox) -> Iterator[SubmissionResult]:
    """Yield results as they come; what may have failed through us runs again, alone."""
    pool = ThreadPoolExecutor(group.jobs)
    again = []
    try:
        futures = (  # in no list, which would keep all observations until the end
            pool.submit(grade_one, group.assignment, submission, sandbox)
            for submission in group.submissions
        )
        for future in as_completed(futures):
            result = future.result()
            if result.observation and may_be_our_fault(result.observation):
                again.append(result.submission)
            else:
                yield result
    except BaseException:
        sandbox.close()  # or the threads would wait for their workers to come to an end
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    for submission in again:
        yield grade_one(group.assignment, submission, sandbox)
