"""A class judged anew: who moves and why, in place and back, with nobody's decision lost.

Tests of `cli/regrade.py`, `cli/work.py`, `regrading/staging.py`, `regrading/telling.py`,
`regrading/moves.py`, `regrading/differences.py`, `store/judged_by.py`, `records/judging.py` and
`execution/on_demand.py`.
"""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.authoring import UNWRITTEN
from autograder.cli import cli
from autograder.errors import AutograderError
from autograder.feedback.show.catalogues import require_catalogues
from autograder.store.judged_by import JUDGED_BY_FILE
from autograder.store.results import read_result, read_results
from tests.small_course import write, write_small_course
from tests.test_store_history import full_disk

pytestmark = pytest.mark.process

WORK = {
    "abe": "def double(x):\n    return 2 * x + 1\n",
    "ito": "def double(x):\n    return x * x\n",
    "sato": "def double(x):\n    return 2 * x\n",
    "ueda": "def double(x):\n    return 2.01 * x\n",
}
YAML = "assignments/doubling/assignment.yaml"
MISTAKES = "reference/mistakes/doubling.py"


def run(*words: object) -> tuple[int, list[str]]:
    """Return the exit status of a command, and the lines that it says."""
    done = CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)
    if isinstance(done.exception, AutograderError):
        return done.exception.exit_status, str(done.exception).splitlines()
    assert done.exception is None, done.output
    return done.return_value, done.output.splitlines()


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, submissions, and the folder they are graded into; made once and copied."""
    place = tmp_path_factory.mktemp("once")
    write_small_course(place / "course")
    for name, source in WORK.items():
        write(place / f"class/{name}.py", source)
    status, _ = run(
        *("grade", "doubling", place / "class", "--out", place / "out"),
        *("--course", place / "course"),
    )
    assert status == 0
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Iterator[Path]:
    for name in ("course", "out"):
        shutil.copytree(once / name, tmp_path / name)
    return tmp_path


Regrade = Callable[..., list[str]]


@pytest.fixture
def regrade(place: Path) -> Regrade:
    def command(*words: object, status: int = 0) -> list[str]:
        found, said = run(
            *("regrade", "doubling", *words, "--out", place / "out"),
            *("--course", place / "course"),
        )
        assert found == status, said
        return said

    return command


def edit(place: Path, name: str, old: str, new: str) -> None:
    path = place / "course" / name
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new))


def points(out: Path) -> dict[str, float | None]:
    return {name: result.points for name, result in read_results(out).items()}


def ran(out: Path) -> list[str]:
    """Return who was run, and not only judged, in the last judging."""
    lines = [json.loads(line) for line in (out / "runs.jsonl").read_text("utf-8").splitlines()]
    return sorted(line["submission"] for line in lines[len(WORK) :] if not line["unchanged"])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_where_nothing_has_changed_nobody_moves(regrade: Regrade, place: Path) -> None:
    before = contents(place / "out")
    said = ["Nothing has changed that doubling is judged by: nobody moves."]
    assert regrade() == said
    assert regrade("--apply") == said
    assert contents(place / "out") == before


def test_points_that_change_move_who_has_them(regrade: Regrade, place: Path) -> None:
    before = contents(place / "out")
    edit(place, YAML, "points: 10", "points: 12")
    assert regrade() == [
        "Judged by otherwise than before:",
        "  double: points 10 → 12",
        "Moved: 1 of 4 submissions, 1 up, 0 down.",
        "  double: 1, +2",
        "sato +2",
        "  double: 10 → 12 (double: points 10 → 12)",
        "Nothing was run again.",
        f"Everybody who moves: {place / 'out/staged/moved.csv'}. The results are as they were; "
        "--apply puts these in their place.",
    ]
    staged = contents(place / "out/staged")
    there = contents(place / "out")
    assert {name: there[name] for name in before} == before
    assert ran(place / "out/staged") == []
    assert regrade("--apply")[-1] == (
        f"The results are in place; the former ones are in {place / 'out/history/1'}, and --undo "
        f"puts them back. Everybody who has moved: {place / 'out/moved.csv'}. Pages are made by "
        "`autograder report`."
    )
    now = contents(place / "out")
    assert {n: c for n, c in now.items() if n in staged and n != "runs.jsonl"} == {
        n: c for n, c in staged.items() if n != "runs.jsonl"
    }
    assert points(place / "out")["sato"] == 12
    assert regrade("--undo") == [
        f"The results of {place / 'out/history/1'} are in place again; what is undone is in "
        f"{place / 'out/staged'}."
    ]
    assert {n: c for n, c in contents(place / "out").items() if n in before} == before


def test_a_tolerance_moves_those_whose_check_goes_otherwise(regrade: Regrade, place: Path) -> None:
    edit(place, YAML, "agrees_with", "relative: 0.02\n        agrees_with")
    edit(place, YAML, "gives: 6", "gives: 6\n        tolerance: 0.1")
    said = regrade("--apply")
    assert said[1:7] == [
        "  double/1: tolerance unset → 0.1",
        "  double/2: relative tolerance unset → 0.02",
        "Moved: 1 of 4 submissions, 1 up, 0 down.",
        "  double: 1, +10",
        "ueda +10",
        "  double: 0 → 10 (double/1: tolerance unset → 0.1; "
        "double/2: relative tolerance unset → 0.02)",
    ]
    assert points(place / "out") == {"abe": 0, "ito": 0, "sato": 10, "ueda": 10}
    with (place / "out/moved.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["submission", "question", "before", "after", "change", "because"],
        ["ueda", "double", "0", "10", "+10.00", said[6].partition("(")[2].rstrip(")")],
    ]


def test_a_reference_that_changes_is_the_reason(regrade: Regrade, place: Path) -> None:
    edit(place, "reference/doubling.py", "return 2 * x", "return 2 * x + 1")
    edit(place, YAML, "gives: 6", "gives: 7")
    said = regrade()
    assert said[1:3] == [
        "  double/1: the reference's answers",
        "  double/2: the reference's answers",
    ]
    assert said[3:5] == [
        "Moved: 2 of 4 submissions, 1 up, 1 down.",
        "  double: 2, −10 to +10",
    ]
    assert said[5:9] == [
        "sato −10",
        "  double: 10 → 0 (double/1: the reference's answers; double/2: the reference's answers)",
        "abe +10",
        "  double: 0 → 10 (double/1: the reference's answers; double/2: the reference's answers)",
    ]


def test_shares_and_checks_that_come_and_go_are_reasons(regrade: Regrade, place: Path) -> None:
    edit(place, YAML, "hidden: true", "hidden: true\n        share: 3")
    edit(
        place,
        YAML,
        "  - call: double\n        with: [3]",
        "  - call: double\n        with: [5]\n        gives: 10\n"
        "      - call: double\n        with: [3]",
    )
    said = regrade()
    assert "  double/1: a new check" in said
    assert "  double/3: share 1.0 → 3.0" in said
    assert not any("double/2" in line for line in said), "it has only moved"


def test_only_what_is_asked_otherwise_is_run(regrade: Regrade, place: Path) -> None:
    edit(place, "reference/cases/doubling.py", "(-2.5,)", "(2.0,)")
    edit(place, "reference/cases/doubling.py", "(0.0,), ", "")
    edit(place, "reference/cases/doubling.py", ", (np.array([1.0, -4.0]),)", "")
    said = regrade("--apply")
    assert "  double/2: its inputs" in said
    assert "Run, for what is not on record: 4 submissions." in said
    assert points(place / "out") == {"abe": 0, "ito": 5, "sato": 10, "ueda": 0}
    assert said[said.index("ito +5") + 1] == (
        "  double: 0 → 5 (double/2: its inputs; double/2: the reference's answers)"
    )
    assert ran(place / "out") == sorted(WORK)


def test_what_was_asked_in_a_stage_is_not_asked_again(regrade: Regrade, place: Path) -> None:
    edit(place, "reference/cases/doubling.py", "(-2.5,)", "(-3.5,)")
    assert "Run, for what is not on record: 4 submissions." in regrade()
    assert "Nothing was run again." in regrade("--apply")
    edit(place, YAML, "points: 10", "points: 20")
    assert "Nothing was run again." in regrade("--apply")
    assert points(place / "out")["sato"] == 20


def stub_of(report: Path) -> str:
    """Return the one mistake to paste that a class report shows, as it is read there."""
    (stub,) = re.findall(r"<pre[^>]*>(@mistake\(.*?)</pre>", report.read_text("utf-8"), re.S)
    return html.unescape(stub)


def test_a_stub_of_the_report_pasted_in_is_read_by_everyone_who_made_the_mistake(
    regrade: Regrade, place: Path, once: Path
) -> None:
    """From a group of identical wrong answers to an explanation: paste, validate, regrade."""
    shutil.copytree(once / "class", place / "class")
    write(place / "class/baba.py", "def double(n):\n    twice = n + n\n    return twice + 1\n")
    out = place / "out"
    status, said = run(
        *("grade", "doubling", place / "class", "--out", out, "--course", place / "course")
    )
    assert status == 0, said
    assert run("report", out)[0] == 0
    stub = stub_of(out / "report.html")
    explanation = "Your answers are what comes out when …"
    assert explanation in stub
    assert explanation not in (out / "feedback/abe.md").read_text("utf-8")

    path = place / "course" / MISTAKES
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n\n{stub}", "utf-8")
    status, said = run("validate", "doubling", "--course", place / "course")
    assert (status, "is still the stub's in `en`" in " ".join(said)) == (2, True)
    written = stub.replace(explanation, "You add one.").replace(
        UNWRITTEN["ja"], "1を足しています。"
    )
    explanation = "You add one."
    path.write_text(f"{before}\n\n{written}", "utf-8")
    status, said = run("validate", "doubling", "--course", place / "course")
    assert status == 0, said
    (name,) = re.findall(r"^def (\w+)", stub, re.M)
    assert regrade("--apply", place / "class")[:5] == [
        "Judged by otherwise than before:",
        f"  double: known mistake {name} (new)",
        "Moved: none of 5 submissions.",
        f"Newly explained by the known mistake {name}: 2 submissions.",
        "Nothing was run again.",
    ]
    told = {n for n in (*WORK, "baba") if explanation in (out / f"feedback/{n}.md").read_text()}
    assert told == {"abe", "baba"}
    for student in told:
        (check, _) = read_result(out / f"results/{student}.json").questions[0].checks
        assert check.mistake == name
    run("report", out)
    assert "@mistake(" not in (out / "report.html").read_text("utf-8"), "it is a known one now"


def test_a_mistake_that_changes_or_goes_is_named(regrade: Regrade, place: Path) -> None:
    edit(place, MISTAKES, "You squared.", "You have squared.")
    assert regrade()[1:3] == [
        "  double: known mistake double_squared (changed)",
        "Moved: none of 4 submissions.",
    ]
    edit(place, MISTAKES, '@mistake("double", en="You have squared.", ja="二乗しています。")\n', "")
    assert regrade("--apply")[1:3] == [
        "  double: known mistake double_squared (gone)",
        "Moved: none of 4 submissions.",
    ]
    assert "squared" not in (place / "out/feedback/ito.md").read_text("utf-8")


def test_a_check_that_vouches_no_more_for_the_shown_one_is_the_reason(
    regrade: Regrade, place: Path
) -> None:
    edit(place, YAML, "gives: 6", "gives: 6\n        tolerance: 0.1")
    regrade("--apply")
    assert points(place / "out")["ueda"] == 0, "the hidden check has not gone well"
    edit(place, YAML, "        hidden: true\n", "")
    assert regrade()[1:6] == [
        "  double/2: hidden yes → no",
        "Moved: 1 of 4 submissions, 1 up, 0 down.",
        "  double: 1, +5",
        "ueda +5",
        "  double: 0 → 5 (double/2: hidden yes → no)",
    ]


def test_a_check_that_is_gone_is_the_reason(regrade: Regrade, place: Path) -> None:
    edit(place, YAML, "      - call: double\n        with: [3]\n        gives: 6\n", "")
    edit(place, YAML, "agrees_with", "relative: 0.02\n        agrees_with")
    said = regrade()
    assert "  double/1: the check is gone" in said
    (line,) = [line for line in said if line.startswith("  double: 0 → 10")]
    assert line == (
        "  double: 0 → 10 (double/1: relative tolerance unset → 0.02; double/1: the check is gone)"
    )


def test_titles_move_nobody(regrade: Regrade, place: Path) -> None:
    edit(place, YAML, "title: Double\n", "title: Twice\n")
    assert regrade()[1:3] == ["  titles or languages", "Moved: none of 4 submissions."]


def test_a_comment_beside_the_judges_changes_nothing(regrade: Regrade, place: Path) -> None:
    edit(place, "reference/cases/doubling.py", "def numbers", "# a remark\n\ndef numbers")
    assert regrade() == ["Nothing has changed that doubling is judged by: nobody moves."]


# ------------------------------------------------------------------ what is not as it should be


def test_results_of_which_nobody_knows_what_they_were_judged_by(
    regrade: Regrade, place: Path
) -> None:
    (place / "out" / JUDGED_BY_FILE).unlink()
    edit(place, YAML, "points: 10", "points: 12")
    said = regrade()
    assert said[0] == (
        "It is not known what the results were judged by: they are of an earlier version of "
        "autograder, or some are of an earlier run. Who moves is shown, and not why."
    )
    assert "  double: 10 → 12 (it is not known what it was judged by before)" in said
    assert "Nothing was run again." in said


def test_a_result_that_is_half_written_is_judged_anew(regrade: Regrade, place: Path) -> None:
    path = place / "out/results/ito.json"
    path.write_bytes(path.read_bytes()[:200])
    said = regrade("--apply")
    assert said[0] == "ito.json cannot be read as a result; it is judged anew"
    assert "ito by an unknown number of points" in said
    assert points(place / "out")["ito"] == 0


def test_without_observations_it_is_run_again_where_it_has_to_be_judged(
    regrade: Regrade, place: Path
) -> None:
    shutil.rmtree(place / "out/observations")
    edit(place, YAML, "points: 10", "points: 12")
    assert "Nothing was run again." in regrade("--apply")
    assert points(place / "out")["sato"] == 12
    edit(place, YAML, "agrees_with", "relative: 0.02\n        agrees_with")
    assert "Run, for what is not on record: 4 submissions." in regrade("--apply")
    assert points(place / "out") == {"abe": 0, "ito": 0, "sato": 12, "ueda": 6}


def test_results_of_two_assignments_are_refused_by_name(regrade: Regrade, place: Path) -> None:
    path = place / "out/results/ito.json"
    path.write_text(path.read_text("utf-8").replace('"doubling"', '"halving"'), "utf-8")
    assert regrade(status=2) == [
        f"{path} is a result of halving, not of doubling; grade each assignment into a folder of "
        "its own"
    ]


def test_results_of_version_1_are_judged_anew(regrade: Regrade, place: Path) -> None:
    path = place / "out/results/ito.json"
    old = json.loads((Path(__file__).parent / "formats/akapen-result-1.json").read_text("utf-8"))
    now = json.loads(path.read_text("utf-8"))
    old |= {name: now[name] for name in ("assignment", "submission", "sha256")}
    write(path, json.dumps(old))
    (place / "out" / JUDGED_BY_FILE).unlink()
    said = regrade("--apply")
    assert said[1] == "Moved: none of 4 submissions."
    assert read_result(path).assignment_digest is not None


def test_a_record_of_a_later_version_is_none(regrade: Regrade, place: Path) -> None:
    path = place / "out" / JUDGED_BY_FILE
    write(path, path.read_text("utf-8").replace('"version": 1', '"version": 2'))
    assert regrade()[0].startswith("It is not known what the results were judged by")


def test_no_results_at_all(place: Path, regrade: Regrade) -> None:
    shutil.rmtree(place / "out/results")
    assert regrade(status=2) == [f"no results in {place / 'out'}; `autograder grade` makes some"]
    assert regrade("--undo", status=2) == [
        f"{place / 'out'} has no former results to go back to: nothing was regraded"
    ]


def test_what_was_handed_in_has_to_be_there_and_the_same(
    regrade: Regrade, place: Path, once: Path
) -> None:
    edit(place, YAML, "agrees_with", "relative: 0.02\n        agrees_with")
    shutil.copytree(once / "class", place / "moved")
    (place / "moved/ito.py").unlink()
    assert regrade(place / "moved", status=2) == [
        "ito: what was handed in is not there any more; name where it is after the assignment, or "
        f"remove what is in {place / 'out/results'} of it"
    ]
    write(place / "moved/ito.py", "def double(x):\n    return x\n")
    assert regrade(place / "moved", status=2) == [
        "ito: the file has changed since it was graded; `autograder grade` is for that"
    ]
    write(place / "moved/ito.py", WORK["ito"])
    write(place / "moved/new.py", WORK["ito"])
    assert "Moved: 1 of 4 submissions, 1 up, 0 down." in regrade(place / "moved")
    text = (place / "out/batch.json").read_text("utf-8")
    write(place / "out/batch.json", text.replace(str(once / "class"), "/nowhere"))
    assert regrade(status=2) == [
        f"it is not known where the submissions in {place / 'out'} came from; name them after the "
        "assignment, as for `autograder grade`"
    ]


def test_on_a_full_disk_the_results_stay(regrade: Regrade, place: Path) -> None:
    edit(place, YAML, "points: 10", "points: 12")
    before = contents(place / "out")
    with full_disk(room=10):
        (said,) = regrade("--apply", status=2)
    assert said == f"cannot write to {place / 'out/staged'}: File too large"
    assert {n: c for n, c in contents(place / "out").items() if n in before} == before
    regrade("--apply")
    assert points(place / "out")["sato"] == 12


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name the folder of the results with --out, or the class's folder with --class"),
        (
            ("--out", "out", "--never-lower"),
            "--never-lower writes adjustments, which are about people: name the class's folder "
            "with --class",
        ),
        (
            ("--out", "out", "--undo", "--apply"),
            "--undo puts the former results back, and goes with no other option",
        ),
    ],
)
def test_a_command_that_cannot_be_meant(words: tuple[str, ...], said: str, place: Path) -> None:
    assert run("regrade", "doubling", *words, "--course", place / "course") == (2, [said])


def test_catalogues_are_there() -> None:
    require_catalogues()
