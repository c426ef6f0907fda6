"""The page on which a contract of the past is entered from its paper."""

from functools import partial

from commissioning.contracts.actions import BEGIN
from commissioning.contracts.views import whose
from commissioning.past_contracts.actions import begin_past_contract
from commissioning.past_contracts.forms import PastForm
from core.pages.page import page
from core.registers.records import act_page, posted

HOW = (
    "For a contract or grant that was agreed before today and stands on paper. It is judged by the Code, the plans and "
    "the value bands as they stood on the day on which it was agreed, and is marked as entered from paper."
)


@page(BEGIN, methods=["GET", "POST"])
def past(request):
    anybodys, given = whose(request)
    form = PastForm(posted(request), actor=request.actor, for_any_body=anybodys)
    said = "" if anybodys else f"It is entered for {request.actor.organisation.name}. "
    return act_page(
        request, form, partial(begin_past_contract, **given), "Enter a contract of the past from paper", "Enter it",
        words=f"{said}{HOW}",
    )  # fmt: skip
