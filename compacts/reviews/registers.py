"""The list of reviews of Compacts."""

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from compacts.reviews.filters import ReviewFilters
from compacts.reviews.models import CompactReview, ReviewState, state_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)

FOUND = {"findings": "", "led_by": "", "score": None}
"""What a review found and who held it, with what stands there for who does not read it."""


def read_of(name: str, empty: str | None, seen: Q) -> F | Case:
    """A field for who reads it of the reviews that are `seen`; of all where nothing stands there."""
    kept = CompactReview._meta.get_field(name)
    return Case(When(seen, then=F(name)), default=Value(empty), output_field=kept) if seen else F(name)


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
        Column("score", "Score of 100", value="score_read", kind=NUMBER, order=Coalesce("score_read", Value(-1))),
        Column("refreshed", "Refreshed", kind=YES_NO),
        Column("led_by", "Reviewed by", value=F("led_by_read"), on_page=False),
        Column("findings", "Findings", value=F("findings_read"), on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """Of a review that was declared void, what it found is the office's."""
        seen = actor.q("compacts.read_review")
        shown = {f"{name}_read": read_of(name, empty, seen) for name, empty in FOUND.items()}
        return super().rows(actor).annotate(stands_now=state_on(clock.today()), **shown)

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("What reviews asked for", fixed("review_actions"))]
