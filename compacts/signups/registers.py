"""The list of sign-ups."""

from django.db.models import QuerySet

from compacts.signups.filters import SignupFilters
from compacts.signups.models import Signup, Standing, standing_on
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class Signups(Register):
    """Every sign-up to a Compact that the person may see."""

    name = "signups"
    title = "Who signed up to Compacts"
    noun = "sign-up"
    model = Signup
    permission = "compacts.view_signup"
    filters = SignupFilters
    order = "organisation"
    link = "signup"
    crumbs = (("Local Compacts", "compacts"),)
    intro = (
        "Which organisations signed a Local Compact, and which are actively working towards one, with what shows it."
    )
    as_at_note = "Names and kinds are today's."
    empty = "Record on a Compact's page who signed it, and who is actively working towards it."
    of_a_day = {"status": standing_on}
    columns = (
        Column("organisation", "Organisation", value="organisation__name", order="organisation__sort_name", link=True),
        Column("code", "Code", value="organisation__code", on_page=False),
        Column("kind", "Kind of body", value="organisation__kind__title", order="organisation__kind__title"),
        Column("compact", "Compact", value="compact__title", order="compact__sort_name"),
        Column("compact_id", "Id of the Compact", kind=NUMBER, on_page=False),
        Column("area", "Locality", value="compact__area__name", order="compact__area__name"),
        Column("status", "Status", value="stands_now", kind=CHOICE, choices=dict(Standing.choices)),
        Column("edition", "Edition signed", value="signature__edition__number", kind=NUMBER),
        Column("starts", "From", kind=DATE, order="starts"),
        Column("ended_on", "Ended", kind=DATE),
        Column("end_reason", "Why it ended", on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
        Column("public_body", "With the public body", value="public_body__name", on_page=False),
        Column("vcs_partner", "With the voluntary or community organisation", value="vcs_partner__name", on_page=False),
        Column("evidence", "Evidence", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(stands_now=standing_on(clock.today()))
