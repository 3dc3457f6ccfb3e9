"""`observations/<submission>.json`, for instructors: what was asked, what was answered.

Format `akapen-observation`, version 3:

    {"format": "akapen-observation", "version": 3, "autograder": "0.2.0",
     "depends_on": {"base": SHA-256, "groups": [{"checks": ["conv1d/1"], "requests": SHA-256}, …]},
     "arrays": null | SHA-256 of the array file's bytes,
     "limits": LIMITS, "observation": OBSERVATION}

LIMITS and OBSERVATION are the fields of `records.Limits` and `records.Observation`, as
`autograder.codec` writes them, values as `autograder.protocol.grammar` describes. An array of more
than `INLINE` bytes that is an answer stands beside, in `observations/<submission>.npz`, and its
node is `["npz", KEY]`. `depends_on` is made by `autograder.store.fingerprint`.

Only what this grader has written is read, never anything of a submission's; all the same a file
that is damaged counts as not there.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder import __version__
from autograder.codec import Codec
from autograder.digests import digest_of
from autograder.frozen import dataclass
from autograder.protocol.records import RECORDS, decoded
from autograder.protocol.values import Node, encode
from autograder.records import (
    Answer,
    AskedGroup,
    CellRun,
    DependsOn,
    Exchange,
    Limits,
    NotAsked,
    Observation,
    Request,
    Stopped,
    Unsendable,
)
from autograder.records.shared_answers import SharedExchanges
from autograder.store.pieces import Pieces, TextsMet

FORMAT = "akapen-observation"
VERSION = 3
INLINE = 4096  #: bytes of the largest array that stands in the JSON itself

_DAMAGED = (ValueError, TypeError, LookupError, RecursionError)


@dataclass(frozen=True, kw_only=True)
class _File:
    """Contents of the JSON file."""

    format: Literal["akapen-observation"] = "akapen-observation"
    version: Literal[3] = 3
    autograder: str
    depends_on: DependsOn
    arrays: str | None = None
    limits: Limits
    observation: Observation


@dataclass(frozen=True, kw_only=True)
class StoredObservation:
    """An observation as it was written, and what it depends on."""

    observation: Observation
    depends_on: DependsOn
    limits: Limits
    sha256: str  #: of the JSON file


class ObservationFiles(NamedTuple):
    """What stands in the files of an observation."""

    text: str  #: of the JSON file
    arrays: bytes | None  #: of the array file, if one is needed
    #: (check id, its exchanges) …: the same as of others, where they are written alike
    exchanges: tuple[tuple[str, tuple[Exchange, ...]], ...]


def observation_files(
    observation: Observation, limits: Limits, depends_on: DependsOn
) -> ObservationFiles:
    """Return what is to stand in the files of an observation."""
    arrays: dict[str, NDArray[Any]] = {}

    def node(value: object) -> Node:
        if isinstance(value, np.ndarray) and value.nbytes > INLINE and not value.dtype.hasobject:
            arrays[key := f"a{len(arrays)}"] = value
            return ["npz", key]
        return encode(value)

    _encode_requests_once(observation)
    file = _File(
        autograder=__version__,
        depends_on=depends_on,
        limits=limits,
        observation=observation,
    )
    document = replace(RECORDS, encode=node, shares=_SMALL).dump(_File, file)
    beside = _npz(arrays) if arrays else None
    document["arrays"] = digest_of(beside) if beside else None
    return ObservationFiles(
        text=json.dumps(document) + "\n",
        arrays=beside,
        exchanges=observation.exchanges if arrays else _alike(observation, document),
    )


def _alike(
    observation: Observation, document: Mapping[str, Any]
) -> tuple[tuple[str, tuple[Exchange, ...]], ...]:
    """Return the exchanges as they are read again: equal ones, as most of a class have, are one."""
    texts = [json.dumps(asked) for _, asked in document["observation"]["exchanges"]]
    return tuple(
        (id_, _shared_exchanges(text) if len(text) <= _MOST_SHARED else exchanges)
        for (id_, exchanges), text in zip(observation.exchanges, texts, strict=True)
    )


class _Large(Exception):
    """An array that does not stand in the JSON itself."""


def _small(value: object) -> Node:
    if isinstance(value, np.ndarray) and value.nbytes > INLINE:
        raise _Large
    return encode(value)


_SMALL = replace(RECORDS, encode=_small)


def _encode_requests_once(observation: Observation) -> None:
    """Keep the data of requests with them: most are the same for a whole class."""
    for _, exchanges in observation.exchanges:
        for exchange in exchanges:
            with suppress(_Large):
                _SMALL.dump_once(Request, exchange.request)


def read_observation(path: Path) -> StoredObservation | None:
    """Return the observation in a JSON file, None unless it is whole and of this version."""
    try:
        return stored_observation(path.read_bytes(), path.with_suffix(".npz").read_bytes)
    except OSError:
        return None


def stored_observation(content: bytes, beside: Callable[[], bytes]) -> StoredObservation | None:
    """Return the observation in the bytes of a JSON file; `beside` returns its array file's.

    None unless it is whole and of this version. Raises what `beside` raises.
    """
    try:
        there = _TakenApart(content)
        arrays = _arrays(beside, there.document["arrays"])
        codec = replace(RECORDS, decode=lambda node: _value(node, arrays))
        file = codec.load(_File, there.document)
        exchanges = tuple((id_, _exchanges(text, codec, arrays)) for id_, text in there.asked)
        runs = tuple(map(_shared_run, there.runs))
        groups = tuple(map(_shared_group, there.groups))
    except (zipfile.BadZipFile, *_DAMAGED):
        return None
    return StoredObservation(
        observation=replace(file.observation, runs=runs, exchanges=exchanges),
        depends_on=replace(file.depends_on, groups=groups),
        limits=file.limits,
        sha256=digest_of(content),
    )


def recorded_exchanges(
    path: Path, sha256: str, checks: Sequence[str]
) -> dict[str, tuple[Exchange, ...]] | None:
    """Return what some checks have asked; None unless the file is the one of that hash, and whole.

    Nothing else of the file is decoded, which is most of the work.
    """
    try:
        content = path.read_bytes()
        if digest_of(content) != sha256:
            return None
        there = _TakenApart(content)
        arrays = _arrays(path.with_suffix(".npz").read_bytes, there.document["arrays"])
        codec = replace(RECORDS, decode=lambda node: _value(node, arrays))
        asked = dict(there.asked)
        return {id_: _exchanges(asked[id_], codec, arrays) for id_ in checks}
    except (OSError, zipfile.BadZipFile, *_DAMAGED):
        return None


class _TakenApart:
    """A file without what others of a class have alike, and that as text, part by part."""

    def __init__(self, content: bytes) -> None:
        self.groups: list[str] = []
        self.runs: list[str] = []
        self.asked: list[tuple[str, str]] = []  #: the exchanges of each check, by its id
        pieces = Pieces(content.decode("ascii"))
        self.document = {key: self._field(key, pieces) for key in pieces.members()}
        pieces.end()

    def _field(self, key: str, pieces: Pieces) -> Any:
        if key == "depends_on":
            return {key: self._of_what_it_depends_on(key, pieces) for key in pieces.members()}
        if key == "observation":
            return {key: self._of_the_observation(key, pieces) for key in pieces.members()}
        return pieces.value()

    def _of_what_it_depends_on(self, key: str, pieces: Pieces) -> Any:
        if key != "groups":
            return pieces.value()
        self.groups = [pieces.text() for _ in pieces.items()]
        return []

    def _of_the_observation(self, key: str, pieces: Pieces) -> Any:
        match key:
            case "runs":
                self.runs = [pieces.text() for _ in pieces.items()]
            case "exchanges":
                self.asked = [_asked_pair(pieces) for _ in pieces.items()]
            case _:
                return pieces.value()
        return []


def _asked_pair(pieces: Pieces) -> tuple[str, str]:
    """Take the id of a check with the text of its exchanges."""
    pair = pieces.items()
    next(pair, None)
    id_ = RECORDS.load(str, pieces.value())
    next(pair, None)
    text = _MET.take(id_, pieces)
    if list(pair):
        raise ValueError("more than a pair")
    return id_, text


_MOST_KNOWN = 2000  #: exchanges of a check that are kept, those that were met last
_MOST_SHARED = 1 << 14  #: characters of those that are kept
_MET = TextsMet()  #: exchanges, by their check


def _exchanges(text: str, codec: Codec, arrays: Mapping[str, Any]) -> tuple[Exchange, ...]:
    """Return what a check has asked; of equal text, as most of a class have, the same."""
    if arrays or len(text) > _MOST_SHARED:  # large ones, which are not to stay in memory
        return codec.load(tuple[Exchange, ...], json.loads(text))
    return _shared_exchanges(text)


@lru_cache(_MOST_KNOWN)
def _shared_exchanges(text: str) -> SharedExchanges:
    return SharedExchanges(map(_exchange, json.loads(text)))


def _exchange(data: Mapping[str, Any]) -> Exchange:
    """Return an exchange; its request is the same for all who were asked so."""
    if len(data) > 2:
        raise ValueError("no exchange")
    return Exchange(
        request=_shared_request(json.dumps(data["request"])),
        answer=RECORDS.load(Answer, data["answer"]),
    )


@lru_cache(_MOST_KNOWN)
def _shared_run(text: str) -> CellRun:
    return RECORDS.load(CellRun, json.loads(text))


@lru_cache(_MOST_KNOWN)
def _shared_group(text: str) -> AskedGroup:
    return RECORDS.load(AskedGroup, json.loads(text))


@lru_cache(_MOST_KNOWN)
def _shared_request(text: str) -> Request:
    request: Request = RECORDS.load(Request, json.loads(text))
    return request


def read_limits(path: Path) -> Limits | None:
    """Return the limits of an observation without its answers, None if there are none."""
    try:
        return RECORDS.load(Limits, json.loads(path.read_bytes())["limits"])
    except (OSError, *_DAMAGED):
        return None


def is_of_earlier_version(path: Path) -> bool:
    """Tell whether an earlier autograder wrote the file, which nobody reads any more."""
    try:
        document = json.loads(path.read_bytes())
        return bool(document["format"] == FORMAT and document["version"] < VERSION)
    except (OSError, *_DAMAGED):
        return False


def what_holds(stored: StoredObservation, now: DependsOn) -> Observation | None:
    """Return what need not be observed again, by the ids that checks have now; None if nothing.

    The first phase, cells and visible checks, holds where all visible checks ask the same as
    before, or not at all: then it has no runs. A hidden group holds that asks the same as before.
    Where not all groups do, one in which something was stopped does not: it may have been stopped
    for what others had used.
    """
    before = stored.depends_on
    if before.base != now.base:
        return None
    holds = _asked(before, hidden=False) == _asked(now, hidden=False)
    exchanges = dict(stored.observation.exchanges)
    first = _known(exchanges, before, now, hidden=False) if holds else {}
    second = _known(exchanges, before, now, hidden=True)
    if not holds or _asked(before, hidden=True) != _asked(now, hidden=True):
        second = {check: asked for check, asked in second.items() if _stands_alone(asked)}
    return replace(
        stored.observation,
        runs=stored.observation.runs if holds else (),
        exchanges=(*first.items(), *second.items()),
        fault=None,
    )


Exchanges = Mapping[str, tuple[Exchange, ...]]


def _known(
    exchanges: Exchanges, before: DependsOn, now: DependsOn, *, hidden: bool
) -> dict[str, tuple[Exchange, ...]]:
    """Return the exchanges of groups that ask the same as before, each group once."""
    left = [group for group in before.groups if group.hidden is hidden]
    known = {}
    for group in (group for group in now.groups if group.hidden is hidden):
        same = next((other for other in left if other.requests == group.requests), None)
        if same:
            left.remove(same)
            ids = zip(group.checks, same.checks, strict=True)
            known.update({check: exchanges[old] for check, old in ids if old in exchanges})
    return known


def _asked(depends_on: DependsOn, *, hidden: bool) -> list[str]:
    return [group.requests for group in depends_on.groups if group.hidden is hidden]


def _stands_alone(exchanges: Sequence[Exchange]) -> bool:
    return not any(isinstance(e.answer, Stopped | NotAsked | Unsendable) for e in exchanges)


def _npz(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _arrays(read: Callable[[], bytes], digest: str | None) -> Mapping[str, NDArray[Any]]:
    """Return the arrays beside; ValueError if they are not the ones that the JSON belongs to."""
    if digest is None:
        return {}
    content = read()
    if digest_of(content) != digest:
        raise ValueError("arrays of another observation")
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        return dict(stored)


def _value(node: Any, arrays: Mapping[str, NDArray[Any]]) -> object:
    return arrays[node[1]] if node[0] == "npz" else decoded(node)
