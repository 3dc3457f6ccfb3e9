"""The class that `demo` makes."""

from __future__ import annotations

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.gate.demonstration import STUDENTS, deal, planted
from autograder.records import Cell, Mistake, Text
from tests.paths import ROOT


def mistake(id_: str, question: str, source: str = "") -> Mistake:
    return Mistake(
        id=id_, question=question, explanation=Text.of(en=id_, ja=id_), answers=(), source=source
    )


@pytest.mark.parametrize("name", ["units", "convolution"])
def test_every_known_mistake_is_somebodys(name):
    assignment = load_assignment(find_course(ROOT), name)
    mistakes = [m for question in assignment.questions for m in question.mistakes]
    hands = deal(mistakes)
    assert sorted(m.id for hand in hands for m in hand) == sorted(m.id for m in mistakes)
    for hand in hands:
        assert len({m.question for m in hand}) == len(hand)
    assert (len(hands), hands[0], hands[1], hands[-1]) == (len(STUDENTS), (), (), ())


def test_a_mistake_replaces_the_definition_it_stands_for():
    cells = (
        Cell(kind="markdown", source="def f"),
        Cell(kind="code", source="a = 1\ndef f(x):\n    return x\nb = 2"),
    )
    (_, cell) = planted(cells, [mistake("f_wrong", "f", "def f(x):\n    return -x\n")])
    assert cell.source == "a = 1\ndef f(x):\n    return -x\nb = 2"


def test_a_mistake_in_variables_replaces_their_values():
    cells = (Cell(kind="code", source="s = 1\nt = 2"),)
    (cell,) = planted(cells, [mistake("wrong", "q", "s = 5\nt = 6\n")])
    assert cell.source == "s = 5\nt = 6"


def test_a_mistake_in_something_the_master_does_not_define():
    with pytest.raises(AssignmentError) as caught:
        planted((Cell(kind="code", source="s = 1"),), [mistake("wrong", "q", "u = 5\n")])
    assert str(caught.value) == (
        "the master: nothing defines or calls u, which the known mistake `wrong` replaces"
    )


def test_a_mistake_replaces_the_call_it_stands_for():
    cells = (Cell(kind="code", source="m.compile('sgd')\nm.fit(x, y)"),)
    (cell,) = planted(cells, [mistake("wrong", "q", "m.fit(x)")])
    assert cell.source == "m.compile('sgd')\nm.fit(x)"
    (cell,) = planted(cells, [mistake("left out", "q", "m.fit\nm.compile")])
    assert cell.source == "m.compile\nm.fit"
