"""What the columns of a sheet mean, for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from partnerships.intake.models import SheetMapping


class SheetMappingFactory(DjangoModelFactory):
    """A mapping of a sheet of charities."""

    name = factory.Sequence(lambda number: f"Sheet {number}")
    headings = ["Group", "Charity no", "PC"]
    columns = {"name": 0, "charity": 1, "postcode": 2}
    saved_on = datetime.date(2026, 10, 1)

    class Meta:
        model = SheetMapping
