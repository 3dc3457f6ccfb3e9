"""A push: plan → show → check → write → read back → journal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from autograder.classes.people import People
from autograder.frozen import dataclass
from autograder.lms.due import Due
from autograder.lms.journal import Intent, Journal, is_there, outcome_of
from autograder.lms.matching import Matched, match
from autograder.lms.plan import CAUTIOUS, SERVED, Allowed, Line, Planning, plan
from autograder.lms.platform import NOTHING_THERE, Platform, Refusal, Standing, Target, Write
from autograder.lms.words import as_html, as_plain
from autograder.texts import format_points

_MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be pushed."""

    people: People
    dues: tuple[Due, ...]
    possible: float
    questions: Mapping[str, float]  #: what each is worth
    allowed: Allowed = CAUTIOUS
    only: str | None = None  #: one student's id
    without: frozenset[str] = frozenset()  #: ids of who is left out

    def serves(self, student: str) -> bool:
        return self.only in (None, student) and student not in self.without


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan, and what it was made of."""

    target: Target
    matched: Matched
    lines: tuple[Line, ...]

    @property
    def held(self) -> tuple[Line, ...]:
        """Return the lines of who is not served."""
        return tuple(line for line in self.lines if line.kind not in SERVED)

    @property
    def sent(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_sent)


@dataclass(frozen=True, kw_only=True)
class Pushed:
    """What became of a line that was to be sent."""

    line: Line
    why: str = ""  #: it is not there; empty if it is


def make_plan(order: Order, platform: Platform, journal: Journal, *, keep: bool) -> Plan:
    """Read what is there, and return what a push would do; raises LmsError, UsageError.

    `keep`: what became of writes that a kill has cut off is written into the journal.
    """
    target = platform.read_target()
    coming = _settle(target, platform, journal, keep=keep)
    matched = _accounts(order, platform, target)
    planning = Planning(
        target=target,
        matched=matched,
        possible=order.possible,
        questions=order.questions,
        journal=journal,
        worded=lambda due: _worded(due, platform),
        coming=coming,
        allowed=order.allowed,
    )
    dues = [due for due in order.dues if order.serves(due.student.id)]
    return Plan(
        target=target, matched=matched, lines=plan(planning, dues, whole=order.only is None)
    )


def _settle(
    target: Target, platform: Platform, journal: Journal, *, keep: bool
) -> Mapping[str, str]:
    """Look what became of writes of which nobody knows; return what may still come, by account."""
    now, coming = platform.now(), {}
    outcomes = []
    for intent in journal.unsettled(target.item):
        there, before = target.standing(intent.account), _replaced(intent, journal)
        left = platform.lag - (now - (intent.sent_at or now))
        if platform.lag and left > timedelta(0) and not is_there(intent, there, before):
            coming[intent.account] = _coming(intent, left)
        else:
            outcomes.append(outcome_of(intent, there, before))
    (journal.settle if keep else journal.remember)(outcomes)
    return coming


def _coming(intent: Intent, left: timedelta) -> str:
    sent = "an excuse" if intent.is_excused else f"{format_points(intent.points)} points"
    minutes = math.ceil(left / timedelta(minutes=1))
    when = f"{minutes} minutes" if minutes > 1 else "a minute"
    return f"{sent} may still arrive, and would be there twice; push again in {when}"


def _accounts(order: Order, platform: Platform, target: Target) -> Matched:
    """Return whose each account is; what people handed in there is looked up only if need be."""
    sources = {due.student.id: due.sources for due in order.dues}
    matched = match(order.people, target.accounts, {})
    if all(due.student.id in matched.accounts for due in order.dues if due.sources):
        return matched
    known = platform.sources()
    accounts = (replace(a, source=known.get(a.id, a.source)) for a in target.accounts)
    return match(order.people, accounts, sources)


def _worded(due: Due, platform: Platform) -> str:
    word = as_html if platform.markup else as_plain
    return word(due.feedback, due.page, platform.longest)


def check(shown: Plan, now: Plan) -> tuple[tuple[Line, ...], tuple[Pushed, ...]]:
    """Return the lines that hold still, and those that do not: people wait before they say yes."""
    lines = {line.student: line for line in now.lines if line.student}
    still, gone = [], []
    for line in shown.sent:
        new = lines.get(line.student)
        if new is not None and new.is_sent and new.write == line.write:
            still.append(new)
        else:
            why = f"{new.kind.value}: {new.why}" if new else "is not in the plan"
            gone.append(Pushed(line=line, why=f"has changed meanwhile: {why}"))
    return tuple(still), tuple(gone)


def carry_out(
    lines: Sequence[Line],
    target: Target,
    platform: Platform,
    journal: Journal,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Pushed]:
    """Write, batch by batch, and yield what became of each; raises LmsError where all is lost."""
    for first in range(0, len(lines), platform.batch):
        batch = lines[first : first + platform.batch]
        yield from _one_batch(batch, target, platform, journal)
        progress(len(batch))


def _one_batch(
    lines: Sequence[Line], target: Target, platform: Platform, journal: Journal
) -> Iterator[Pushed]:
    writes = [line.write for line in lines if line.write]
    there, missing = _written(writes, target.item, target.standings, platform, journal)
    if again := [w for w in writes if w.account in missing and missing[w.account].again]:
        _, still = _written(again, target.item, there, platform, journal)
        once_more = {write.account for write in again}
        missing = {a: r for a, r in missing.items() if a not in once_more} | still
    for line in lines:
        refusal = missing.get(line.account)
        yield Pushed(line=line, why=refusal.why if refusal else "")


def _written(
    writes: Sequence[Write],
    item: str,
    there: Mapping[str, Standing],
    platform: Platform,
    journal: Journal,
) -> tuple[Mapping[str, Standing], dict[str, Refusal]]:
    """Write, look, and keep both in the journal; return what is there, and what is not."""
    intents = journal.intend(
        item, [_timed(write, item, there, platform, journal) for write in writes]
    )
    before = {intent.account: _replaced(intent, journal) for intent in intents}
    refused = platform.write([_as_intended(*pair) for pair in zip(writes, intents, strict=True)])
    found = platform.read_back([write.account for write in writes])
    missing = dict(_not_there(intents, found, before, refused))
    journal.settle(
        outcome_of(intent, found.get(intent.account, NOTHING_THERE), before[intent.account])
        for intent in intents
        if intent.account not in missing or not missing[intent.account].may_come
    )
    return found, missing


def _replaced(intent: Intent, journal: Journal) -> str:
    return journal.replaced(intent.item, intent.account, intent.feedback)


def _as_intended(write: Write, intent: Intent) -> Write:
    return replace(write, sent_at=intent.sent_at)


def _timed(
    write: Write,
    item: str,
    there: Mapping[str, Standing],
    platform: Platform,
    journal: Journal,
) -> Write:
    """Return the write with a time later than anything sent before, or changed there."""
    moments = [platform.now()]
    if last := journal.last_sent(item, write.account):
        moments.append(last + _MOMENT)
    if changed := there.get(write.account, NOTHING_THERE).changed_at:
        moments.append(changed + timedelta(seconds=1))
    return replace(write, sent_at=max(moments))


def _not_there(
    intents: Iterable[Intent],
    there: Mapping[str, Standing],
    before: Mapping[str, str],
    refused: Mapping[str, Refusal],
) -> Iterator[tuple[str, Refusal]]:
    for intent in intents:
        found = there.get(intent.account, NOTHING_THERE)
        if not is_there(intent, found, before[intent.account]):
            silent = Refusal(why="was accepted, and is not there")
            yield intent.account, refused.get(intent.account, silent)
