"""What a property asks with: functions, objects, exceptions, random numbers that go on.

ask("f", x, n=3)                  calls a function; plain data comes back
stack = ask.new("Stack", 3)       makes an object; it stays in the worker, known by a handle
stack.call("push", 1)             calls a method
stack.get("size")                 reads an attribute
stack.new("copy")                 calls a method; what comes of it is an object
stack == other                    is what the submission says of two objects
with ask.raises("IndexError"):    what is asked in it has to stop so
with ask.one_state():             random numbers go on from one call to the next
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from autograder.checks.handles import AskError, Came, Does, Handle, Made
from autograder.checks.own_functions import with_texts
from autograder.checks.patterns import fault_of
from autograder.checks.raising import wrongly_raised
from autograder.codec import CodecError
from autograder.protocol.errors import WireError
from autograder.protocol.frames import require_size
from autograder.protocol.parts import with_parts
from autograder.protocol.reading_tables import with_tables
from autograder.protocol.records import text_once
from autograder.protocol.values import Held, Opaque
from autograder.records import CallRequest, Raised, Request, Step, StepRequest, Value
from autograder.records.sentences import Sentence

Asked = CallRequest | StepRequest

_LONGEST = 40  #: characters of an object's name, without its number


class Ended(BaseException):
    """The submission gave no value, so that the property has nothing to go on with.

    This and the others pass any `except Exception` of the author's.
    """


class NotAsExpected(BaseException):
    """What should stop with an exception does not, or stops with another one."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _AsExpected(BaseException):
    """What is asked has stopped as it should."""


@dataclass
class _Expected:
    """An exception with which the next thing that stops should stop."""

    error: str
    message: str | None
    is_asked: bool = False

    def meet(self, raised: Raised) -> BaseException:
        wrong = wrongly_raised(raised, self.error, self.message)
        return NotAsExpected(wrong) if wrong else _AsExpected()

    def miss(self) -> BaseException:
        """Return what to raise where nothing has stopped."""
        if not self.is_asked:
            return AskError(f"nothing is asked inside of `with ask.raises({self.error!r})`")
        wrong = wrongly_raised(Value(value=None), self.error, self.message)
        assert wrong
        return NotAsExpected(wrong)


class Ask:
    """What a property is given; called itself, it calls a function of the submission."""

    def __init__(self, answered: Callable[[Asked], object]) -> None:
        """`answered` returns plain data, in which an `Opaque` stands for an object, or `Raised`."""
        self._answered = answered
        self._names: set[str] = set()  #: of objects
        self._has_objects = False
        self._goes_on: bool | None = None  #: in one state: whether it has begun
        self._expected: _Expected | None = None

    def __call__(self, name: str, /, *arguments: object, **keywords: object) -> Any:
        given, named = _sent(arguments, keywords)
        _require_name(name, 'ask("f", …)')
        goes_on = self._has_begun(otherwise=False)
        return _with_handles(
            self._answer(
                CallRequest(
                    name=name, arguments=given, keywords=tuple(named.items()), goes_on=goes_on
                )
            )
        )

    def new(self, name: str, /, *arguments: object, **keywords: object) -> Any:
        """Return a handle of the object that a class, or a function, of the submission makes."""
        _require_name(name, 'ask.new("Stack", …)')
        return self._taken(None, "new", name, arguments, keywords)

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let random numbers start anew once, and go on from one call to the next."""
        before, self._goes_on = self._goes_on, False
        try:
            yield
        finally:
            self._goes_on = before

    @contextmanager
    def raises(
        self, error: str | type[BaseException], message: str | None = None
    ) -> Iterator[None]:
        """Demand that what is asked stops with this exception, its message holding a pattern."""
        before, self._expected = self._expected, _expected(error, message)
        expected = self._expected
        try:
            yield
        except _AsExpected:
            return
        finally:
            self._expected = before
        raise expected.miss()

    def _taken(
        self,
        handle: Handle | None,
        does: Does,
        name: str,
        arguments: tuple[object, ...] = (),
        keywords: Mapping[str, object] | None = None,
    ) -> Any:
        """Take a step; return plain data, or a handle of what is none."""
        if handle is not None:
            _require_name(name, f'{handle!r}.{does}("name", …)')
        given, named = _sent(arguments, dict(keywords or {}))
        of = name if handle is None else handle.of
        step = Step(
            does=does,
            name=name,
            on="" if handle is None else handle.held.name,
            arguments=given,
            keywords=tuple(named.items()),
            keeps=self._free(name) if does != "compare" else "",
        )
        goes_on = self._has_begun(otherwise=self._has_objects)
        self._has_objects = True
        answer = self._answer(StepRequest(name=of, step=step, goes_on=goes_on))
        if does != "new" and not (isinstance(answer, Opaque) and step.keeps):
            return _with_handles(answer)
        self._names.add(step.keeps)
        return (Made if does == "new" else Came)(Held(step.keeps), of, self._taken)

    def _has_begun(self, otherwise: bool) -> bool:
        """Tell whether random numbers go on, `otherwise` where no state is asked for."""
        if self._goes_on is None:
            return otherwise
        before, self._goes_on = self._goes_on, True
        return before

    def _answer(self, request: Asked) -> object:
        answer = self._answered(request)
        if self._expected:
            self._expected.is_asked = True
        if isinstance(answer, Raised):
            raise self._expected.meet(answer) if self._expected else Ended
        return answer

    def _free(self, name: str) -> str:
        """Return a name for an object as a student would write it: `stack`, then `stack2`."""
        bare = name.strip("_")[:_LONGEST] or "object"
        first = bare[:1].lower() + bare[1:]
        names = (f"{first}{number}" if number > 1 else first for number in range(1, 1 << 20))
        return next(free for free in names if free not in self._names)


# As an author reads them where they are called wrongly.
for _method, _name in ((Ask.__call__, "ask"), (Ask.new, "ask.new")):
    _method.__qualname__ = _name


def text_of(request: Request) -> bytes:
    """Return a request as it is sent; AskError if that cannot be."""
    try:
        text = text_once(Request, request)
        require_size(text)
    except (WireError, CodecError, RecursionError) as error:
        raise AskError(f"what it asks with cannot be sent to a submission: {error}") from None
    return text


def _require_name(name: object, example: str) -> None:
    if not isinstance(name, str):
        kind = type(name).__name__
        raise AskError(f"a name is text, as in `{example}`, and not {kind}")


def _expected(error: object, message: str | None) -> _Expected:
    name = error.__name__ if isinstance(error, type) else error
    if not isinstance(name, str):
        kind = type(name).__name__
        raise AskError(f'an exception is named, as in `ask.raises("ValueError")`, and not {kind}')
    if message is not None and (fault := fault_of(message, "message")):
        raise AskError(fault)
    return _Expected(name, message)


def _sent(
    arguments: tuple[object, ...], keywords: dict[str, object]
) -> tuple[tuple[object, ...], dict[str, object]]:
    """Return arguments as they travel: fresh, tables as plain data, names for objects."""
    sent: tuple[tuple[object, ...], dict[str, object]] = with_parts(
        with_tables(deepcopy(with_texts((arguments, keywords)))), _held
    )
    return sent


def _held(part: object) -> object:
    if not isinstance(part, Handle):
        return part
    if part.of == _NOTHING:  # an object came where it cannot have been expected
        raise Ended
    return part.held


_NOTHING = ""  #: the class of an object that has no name in the worker


def _with_handles(answer: object) -> object:
    """Return an answer in which no object is equal to anything; those inside cannot be asked."""
    return with_parts(answer, _handle_of)


def _handle_of(part: object) -> object:
    if not isinstance(part, Opaque):
        return part
    return Came(Held(part.type_name), _NOTHING, _cannot_ask)


def _cannot_ask(handle: Handle | None, does: Does, *_: object, **__: object) -> Any:
    said = (
        f"an object ({handle!r}) inside of a list or another answer cannot be asked: only one that "
        "is given by itself"
    )
    # A dictionary may have been expected there, whose `get` it is.
    raise TypeError(said) if does == "get" else AskError(said)
