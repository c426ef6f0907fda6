"""The demonstration's imports: the wrong list, undone; a row that was refused and corrected; one that waits; a sheet.

The boards are real, as the ONS lists them.
"""

import datetime
import tempfile
from pathlib import Path

from core import clock
from core.acts import Actor
from core.files.writers import write_csv
from core.imports.actions import import_file
from core.imports.line_actions import correct_line
from core.imports.models import ImportRun, LineOutcome
from core.imports.sources import source_named
from core.imports.undo_actions import begin_undo, carry_out_undo
from partnerships.intake.actions import save_mapping
from partnerships.organisations.models import OrganisationKind
from partnerships.people.actors import actor_for
from partnerships.people.models import User

SECRETARY = "ruth@example.org"
HEADINGS = ("ICB24CD", "ICB24CDH", "ICB24NM")
WRONG = [
    ["E54000039", "QUY", "NHS Bristol, North Somerset and South Gloucestershire Integrated Care Board"],
    ["E54000037", "QJK", "NHS Devon Integrated Care Board"],
]
NEIGHBOURS = [
    ["E54000043", "QR1", "NHS Gloucestershire Integrated Care Board"],
    ["E54000011", "", "NHS Shropshire, Telford and Wrekin Integrated Care Board"],
    ["E54000018", "?", "NHS Coventry and Warwickshire Integrated Care Board"],
]
CORRECTED = ["E54000011", "QOC", "NHS Shropshire, Telford and Wrekin Integrated Care Board"]
DAY = datetime.timedelta(days=1)


def load() -> None:
    """Tell of two lists and a sheet."""
    ruth = actor_for(User.objects.get(email=SECRETARY))
    with clock.at(clock.today() - 21 * DAY):
        run = taken(ruth, "boards-south-west.csv", WRONG)
        begin_undo(ruth, run, "These are the boards of the South West. Ours borders on Gloucestershire and Shropshire.")
        carry_out_undo(by=ruth, run=run)
    with clock.at(clock.today() - 20 * DAY):
        run = taken(ruth, "boards-next-to-ours.csv", NEIGHBOURS)
        correct_line(by=ruth, line=run.lines.filter(outcome=LineOutcome.REFUSED).earliest("line"), cells=CORRECTED)
    with clock.at(clock.today() - 14 * DAY):
        save_mapping(
            by=ruth,
            name="Groups that use the village halls",
            headings=["Group", "Hall", "Post code", "E-mail"],
            columns={"name": 0, "postcode": 2, "email": 3},
            kind=OrganisationKind.objects.get(code="community-group"),
        )


def taken(by: Actor, name: str, rows: list[list[str]]) -> ImportRun:
    """A list of integrated care boards, taken in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("wb") as file:
            write_csv(file, HEADINGS, rows)
        return import_file(by=by, source=source_named("icb"), path=path, name=name)
