"""The list of what reviews of Compacts asked for."""

from django.db.models import QuerySet

from compacts.review_actions.filters import ReviewActionFilters
from compacts.review_actions.models import ActionState, ReviewAction, state_on
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class ReviewActions(Register):
    """Everything that reviews asked for and the person may see."""

    name, title, noun = "review_actions", "What reviews of Compacts asked for", "action of a review"
    nouns, model = "actions of reviews", ReviewAction
    permission, link, order = "compacts.view_review_action", "review_action", "due_on"
    filters = ReviewActionFilters
    crumbs = (("Local Compacts", "compacts"), ("Reviews of Compacts", "reviews"))
    intro = "What each review of a Compact asked an organisation to do, by when, and what came of it."
    as_at_note = "Everything but the state is today's."
    empty = "Enter on the page of a review what is to be done, by whom and by when. It is then listed here."
    of_a_day = {"state": state_on}
    columns = (
        Column("what", "What is to be done", order="what", link=True),
        Column("owner", "Who does it", value="owner__name", order="owner__sort_name"),
        Column("due_on", "By when", kind=DATE, order="due_on"),
        Column("state", "State", value="stands_now", kind=CHOICE, choices=dict(ActionState.choices)),
        Column("compact", "Compact", value="review__compact__title", order="review__compact__sort_name"),
        Column("review_id", "Id of the review", kind=NUMBER, on_page=False),
        Column("review_began_on", "The review began", value="review__began_on", kind=DATE, on_page=False),
        Column("done_on", "Done", kind=DATE, on_page=False),
        Column("dropped_on", "Given up", kind=DATE, on_page=False),
        Column("note", "What came of it", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """Nothing of a review that was declared void: nobody has to do it."""
        return super().rows(actor).filter(review__voided_on=None).annotate(stands_now=state_on(clock.today()))
