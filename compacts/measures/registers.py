"""The lists of measures and of their readings."""

from django.db.models.functions import Coalesce

from compacts.measures.filters import MeasureFilters, ReadingFilters
from compacts.measures.models import Better, Measure, PriceBasis, Reading
from compacts.measures.uploads import ReadingUpload
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add


@add
class Measures(Register):
    """Every measure."""

    name, title, noun, model = "measures", "Measures", "measure", Measure
    permission, link, order = "compacts.view_measure", "measure", "title"
    filters = MeasureFilters
    crumbs = (("Targets", "targets"),)
    intro = "What is counted for targets, in which unit, by whose count, and for money in which prices."
    empty = (
        "Add a measure before you record figures or set a target: say what counts, in which unit, and who counts it."
    )
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("code", "Short name", order="code"),
        Column("unit", "Unit", order="unit"),
        Column("price_basis", "Prices", kind=CHOICE, choices=dict(PriceBasis.choices), order="price_basis"),
        Column("price_year", "In the prices of", on_page=False),
        Column("is_share", "A share", kind=YES_NO),
        Column("better", "Which way is better", kind=CHOICE, choices=dict(Better.choices), on_page=False),
        Column("source", "Source"),
        Column("counts", "What counts", on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        add_one = [("Add a measure", fixed("measure_add"))] if actor.can_ever("compacts.add_measure") else []
        return [*add_one, ("Readings", fixed("readings"))]


@add
class Readings(Register):
    """Every reading the person may see, also those that no longer count."""

    name, title, noun, model = "readings", "Readings", "reading", Reading
    permission, link, order = "compacts.view_reading", "reading", "-starts"
    filters = ReadingFilters
    upload = ReadingUpload
    crumbs = (("Targets", "targets"), ("Measures", "measures"))
    intro = (
        "What each measure came to, for whom and over which period. A figure that was corrected or withdrawn stays in "
        "the list with the day until which it counted."
    )
    empty = "Record a figure on the page of its measure, or send many of them as a sheet."
    columns = (
        Column("measure_title", "Measure", value="measure__title", order="measure__sort_name", link=True),
        Column("measure", "Short name of the measure", value="measure__code", on_page=False),
        Column(
            "organisation",
            "Organisation",
            value="organisation__name",
            order=Coalesce("organisation__sort_name", "area__name"),
        ),
        Column("organisation_code", "Code", value="organisation__code", on_page=False),
        Column("area", "Area", value="area__name"),
        Column("starts", "Period from", kind=DATE, order="starts"),
        Column("ends", "Period to", kind=DATE, order="ends"),
        Column("value", "Figure", kind=NUMBER, order="value"),
        Column("unit", "Unit", value="measure__unit"),
        Column("covers_from", "Covers from", kind=DATE),
        Column("covers_to", "Covers to", kind=DATE),
        Column("source", "Source of the figure", on_page=False),
        Column("nothing_reason", "Why it is nothing", on_page=False),
        Column("verified_on", "Verified", kind=DATE),
        Column("replaced_on", "Counted until", kind=DATE),
        Column("replaced_reason", "Why it no longer counts", on_page=False),
        Column("id", "Id", kind=NUMBER, on_page=False),
        Column("version", "Version", kind=NUMBER, on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Measures, to record a figure", fixed("measures"))]
