"""The list of possible duplicates."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.duplicates.filters import DuplicateFilters
from partnerships.duplicates.models import DuplicateSuggestion, SuggestionState
from partnerships.organisations import registers as organisations

NOBODY_KNOWS = Value("")
NOT_YET = Value(clock.EARLIEST)
AREA = Coalesce("first__area__name", "second__area__name", NOBODY_KNOWS)


@add
class Duplicates(Register):
    """Pairs of entries that may be one body."""

    name = "duplicates"
    title = "Possible duplicates"
    noun = "possible duplicate"
    model = DuplicateSuggestion
    permission = "partnerships.view_duplicate"
    filters = DuplicateFilters
    order = "first"
    link = "duplicate"
    crumbs = organisations.PARTNERS
    intro = (
        "Entries of the register that may be one body, found every night by name, place and number, or named by a "
        "person. Open one to see both side by side, and say whether they are the same."
    )
    empty = (
        "No two entries look alike. The register is compared with itself every night; on an organisation's page "
        "'This was entered twice' names a pair by hand."
    )
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("first", "Entry", value="first__name", order="first__sort_name", link=True),
        Column("first_id", "Id of the entry", kind=NUMBER, on_page=False),
        Column("first_code", "Its code", value="first__code"),
        Column("second", "Other entry", value="second__name", order="second__sort_name"),
        Column("second_id", "Id of the other entry", kind=NUMBER, on_page=False),
        Column("second_code", "The other's code", value="second__code"),
        Column("why", "Why", order="why"),
        Column("area", "Area", value=AREA, order=AREA),
        Column("found_on", "Found on", kind=DATE, order="found_on"),
        Column("state", "State", kind=CHOICE, choices=dict(SuggestionState.choices), order="state"),
        Column("decided_on", "Decided on", kind=DATE, order=Coalesce(F("decided_on"), NOT_YET)),
        Column("decision", "Decision", on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Compare the register now", fixed("work_list"))] if actor.can_ever("core.run_job") else []
