"""The files that people can be read from, in the order in which they are tried."""

from __future__ import annotations

from autograder.classes.importers.canvas_gradebook import CANVAS_GRADEBOOK
from autograder.classes.importers.gradescope_roster import GRADESCOPE_ROSTER
from autograder.classes.importers.importer import Importer
from autograder.classes.importers.moodle_participants import MOODLE_PARTICIPANTS
from autograder.classes.importers.moodle_worksheet import MOODLE_WORKSHEET
from autograder.classes.tables import Table
from autograder.errors import ClassError

IMPORTERS = (MOODLE_WORKSHEET, GRADESCOPE_ROSTER, CANVAS_GRADEBOOK, MOODLE_PARTICIPANTS)


def importer_of(table: Table) -> Importer:
    """Return what reads the table; raises ClassError if nothing does."""
    for importer in IMPORTERS:
        if importer.recognises(table):
            return importer
    kinds = ", ".join(importer.name for importer in IMPORTERS)
    blind = "; a worksheet of an anonymous assignment names nobody"
    message = f"its header is that of none of these: {kinds}{blind}"
    raise ClassError([table.fault(None, message)])
