"""The page on which a refresh of a plan is recorded. Refreshes stand on the page of the plan."""

from commissioning.plans.reading import LOADED
from commissioning.refreshes import actions, rules
from commissioning.refreshes.forms import RefreshForm
from core.pages.page import page
from core.registers.records import act_page, posted, to_act_on


@page(actions.REFRESH, methods=["GET", "POST"])
def refresh(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "Tick the tests that the plan meets. Where it does not, the notes say what is to change."
    return act_page(
        request, RefreshForm(posted(request)), actions.refresh_plan, "Record a refresh", "Save", words=said,
        gates=rules.TO_REFRESH, plan=found,
    )  # fmt: skip
