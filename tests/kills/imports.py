"""An import of a published list that is stopped in its second batch, and what must have become of it in the end."""

import io

from django.core.files import File

from core import clock
from core.imports.actions import receive_file, start_import
from core.imports.looking import BATCH
from core.imports.models import ImportRun, RunState
from core.imports.sources import SOURCES
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.organisations.models import Identifier, Organisation
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.kills.product import Product
from tests.partnerships.organisations.imports.files import ods, ods_row

ROWS = 2 * BATCH + 100
PLACE = BATCH + 200
"""Where in the list the body stands that is there already, under another name: a row of the second batch."""
LOCK = "SELECT 1 FROM partnerships_organisation WHERE id = {} FOR UPDATE"


class AnImport:
    """A list of NHS bodies, one of which is there already. Their codes begin with `letters`."""

    def __init__(self, product: Product, letters: str) -> None:
        self.product = product
        self.codes = [f"{letters}{number:04}" for number in range(ROWS)]
        with product.acting():
            there = OrganisationFactory(name=f"Old Name {letters}", ods=self.codes[PLACE])
        self.stops_at = LOCK.format(there.pk)
        """What to hold for it to wait in the second batch."""

    def start(self) -> int:
        """Ask for it. Returns the number of the piece of work."""
        rows = [ods_row(code, f"BODY {code} NHS TRUST") for code in self.codes]
        with self.product.acting():
            by, source = make_actor("secretariat"), SOURCES["ods"]
            sent = File(io.BytesIO(ods(*rows).encode()), name="etr.csv")
            stored = receive_file(by=by, source=source, file=sent, name="etr.csv")
            self.run = start_import(by=by, source=source, file=stored, name="etr.csv", published_on=clock.today())
            return WorkRow.objects.get(key=f"import:{self.run.pk}").pk

    @property
    def read(self) -> int:
        """How many rows are taken, for good."""
        [(read,)] = self.product.database.query("SELECT read FROM core_importrun WHERE id = %s", self.run.pk)
        return read

    def check_done_once(self) -> None:
        """Every row was taken once: each body is there once, with its code, and the trail tells of it once."""
        with self.product.acting():
            run = ImportRun.objects.get(pk=self.run.pk)
            assert (run.state, run.total, run.read, run.created, run.updated, run.unchanged, run.refused) == (
                RunState.DONE, ROWS, ROWS, ROWS - 1, 1, 0, 0,
            )  # fmt: skip
            codes = Identifier.objects.filter(value__in=self.codes)
            bodies = Organisation.objects.filter(pk__in=codes.values("organisation"))
            named = bodies.filter(name__in=[f"Body {code} NHS Trust" for code in self.codes])
            assert (codes.count(), bodies.count(), named.count()) == (ROWS, ROWS, ROWS)
            events = Event.objects.filter(model="partnerships.organisation", object_id__in=bodies.values("pk"))
            assert events.filter(channel="import", verb="added").count() == ROWS - 1
            assert events.filter(channel="import", verb="changed").count() == 1
            assert list(Event.objects.of(run).values_list("verb", flat=True)) == ["imported", "asked for"]
