"""The corpus: what each attack tries, and what must come of it.

An attack is a file of `corpus/<group>/`, as a student would hand it in, that begins with

    # tries: what it is after
    # square: killed, skipped      outcomes of a question's checks; where none is named, all pass
    # points: 40                   of all questions; without it, all of them
    # stopped: exit                reasons for which it was stopped, if it was; "files or cpu"
    # raises: PermissionError      with which a cell ended, if one did; or one of several
    # wall: 1.5                    times the limit of CPU seconds by the clock, for one that sleeps
    # assignment: network          of `course/`; without it, `vault`
    # form: notebook               in which its cells are handed in; without it, `module`

Then follow its cells. What it leaves undefined is defined as it should be by `honest/`, so that
an attack on one question shows what becomes of the others. `@GRADER@` and the like stand for what
an attacker has found out about the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from autograder.course.submissions.cells import percent_cells
from autograder.handout.cells import as_notebook

HERE = Path(__file__).parent
COURSE = HERE / "course"
CORPUS = HERE / "corpus"
PAIRS = HERE / "pairs"  #: of submissions that are graded at the same time
BREACH = "BREACH"  #: what an attack prints or returns that has got what it wanted


@dataclass(frozen=True)
class Attack:
    """One submission of the corpus."""

    path: Path
    tries: str
    source: str
    points: float | None
    stopped: tuple[str, ...]
    raises: tuple[str, ...]
    wall: float | None
    assignment: str
    form: str
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: by question

    @property
    def id(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"

    def may_be_stopped(self, reasons: Sequence[str]) -> bool:
        """Whether these are the reasons for which it must be stopped."""
        # On a machine that is busy the clock may be faster than the processor.
        stated = product(
            *(reason.replace("cpu", "cpu or wall").split(" or ") for reason in self.stopped)
        )
        return any(list(reasons) == [r for r in one if r != "nothing"] for one in stated)

    def aimed(self, targets: Mapping[str, str]) -> str:
        """Return the whole submission, with what the attacker knows in place of its names."""
        source = self.source
        for name, value in targets.items():
            source = source.replace(f"@{name}@", value)
        rest = HERE / "honest" / f"{self.assignment}.py"
        whole = f"{source}\n# %%\n{rest.read_text()}" if rest.exists() else source
        return whole if self.form == "module" else as_notebook(percent_cells(whole))

    @property
    def file(self) -> str:
        """Name of the file in which it is handed in."""
        return f"{self.id}{'.py' if self.form == 'module' else '.ipynb'}"


def corpus() -> Iterator[Attack]:
    """Yield all attacks, by group."""
    for path in sorted(CORPUS.glob("*/*.py")):
        yield read(path)


def read(path: Path) -> Attack:
    """Return the attack in a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    length = next(n for n, line in enumerate(lines) if not line.startswith("# "))
    said = dict(line[2:].strip().split(": ", 1) for line in lines[:length])
    return Attack(
        path=path,
        tries=said.pop("tries"),
        source="".join(lines[length:]),
        points=float(said.pop("points")) if "points" in said else None,
        stopped=_words(said.pop("stopped", "")),
        raises=_words(said.pop("raises", "")),
        wall=float(said.pop("wall")) if "wall" in said else None,
        assignment=said.pop("assignment", "vault"),
        form=said.pop("form", "module"),
        outcomes={question: _words(outcomes) for question, outcomes in said.items()},
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
