"""The list of Compacts' documents."""

from compacts.editions.filters import EditionFilters
from compacts.editions.models import CompactEdition
from core.registers.columns import DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class Editions(Register):
    """Every edition of a Compact's document that the person may see: visitors see those of what was launched."""

    name, title, noun, model = "editions", "Documents of Compacts", "edition", CompactEdition
    permission, link, order = "compacts.view_edition", "edition", "-dated_on"
    filters = EditionFilters
    crumbs = (("Local Compacts", "compacts"),)
    intro = "The document of each Compact as a file, with every edition there was."
    empty = "Add the document on a Compact's page. Everybody reads it once the Compact is launched."
    columns = (
        Column("compact", "Compact", value="compact__title", order="compact__sort_name", link=True),
        Column("compact_id", "Id of the Compact", kind=NUMBER, on_page=False),
        Column("area", "Locality", value="compact__area__name", order="compact__area__name"),
        Column("number", "Edition", kind=NUMBER, order="number"),
        Column("dated_on", "Dated", kind=DATE, order="dated_on"),
        Column("note", "What is new in it"),
        Column("added_on", "Added", kind=DATE, on_page=False),
        Column("withdrawn_on", "Withdrawn", kind=DATE, on_page=False),
        Column("withdraw_reason", "Why it was withdrawn", on_page=False),
    )
