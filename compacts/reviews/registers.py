"""The list of reviews of Compacts."""

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from compacts.reviews.filters import ReviewFilters
from compacts.reviews.models import CompactReview, ReviewState, state_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)


@add
class Reviews(Register):
    """Every review of a Compact that the person may see: visitors see those that were concluded."""

    name, title, noun, model = "reviews", "Reviews of Compacts", "review", CompactReview
    permission, link, order = "compacts.view_review", "review", "-began_on"
    filters = ReviewFilters
    crumbs = (("Local Compacts", "compacts"),)
    intro = "When each Compact was reviewed and by whom, what was found, and how far it was kept, from 0 to 100."
    as_at_note = "Everything but the state is today's."
    empty = (
        "Begin a review on the page of a Compact that is launched. Write what it found, and conclude it with a score."
    )
    of_a_day = {"state": state_on}
    columns = (
        Column("compact", "Compact", value="compact__title", order="compact__sort_name", link=True),
        Column("compact_id", "Id of the Compact", kind=NUMBER, on_page=False),
        Column("area", "Locality", value="compact__area__name", order="compact__area__name"),
        Column("state", "State", value="stands_now", kind=CHOICE, choices=dict(ReviewState.choices)),
        Column("began_on", "Began", kind=DATE, order="began_on"),
        Column("concluded_on", "Concluded", kind=DATE, order=Coalesce("concluded_on", STILL)),
        Column("score", "Score of 100", kind=NUMBER, order=Coalesce("score", Value(-1))),
        Column("refreshed", "Refreshed", kind=YES_NO),
        Column("led_by", "Reviewed by", on_page=False),
        Column("findings", "Findings", on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(stands_now=state_on(clock.today()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("What reviews asked for", fixed("review_actions"))]
