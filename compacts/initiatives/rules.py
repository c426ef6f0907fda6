"""When an agreement may have a further initiative, who leads and answers for one, and when it is done.

Source: Partnership working: the facts (2007), on the joint agreement of the Isle of Wight.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.agreements.models import AgreementKind
from compacts.agreements.rules import it_has_not_ended, standing
from compacts.initiatives.models import GoverningBody, Initiative
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.agreements.models import Agreement

FACTS = "Partnership working: the facts, 2007"


@gate("It has no work plan of its own")
def it_has_no_work_plan(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """What is done under an annual agreement stands in its work plan."""
    if agreement.kind != AgreementKind.ANNUAL:
        return None
    where = agreement.annual.get_absolute_url() if hasattr(agreement, "annual") else agreement.get_absolute_url()
    return Obstacle("An annual agreement has a work plan. Add a line to that instead.", where=where)


@gate("Its lead is a party to the agreement", source=FACTS)
def its_lead_is_a_party(initiative: Initiative, on: datetime.date) -> Obstacle | None:
    """Whoever leads agreed to it."""
    if initiative.lead_id in {each.organisation_id for each in standing(initiative.agreement, on)}:
        return None
    return Obstacle(
        f"{initiative.lead.name} is not a party to the agreement. Choose one of its parties, or add it as one first.",
        where=initiative.agreement.get_absolute_url(),
    )


@gate("Who is responsible governs the agreement", source=FACTS)
def its_body_governs(initiative: Initiative, on: datetime.date) -> Obstacle | None:
    """The board or group responsible is in the tree of those that govern."""
    body, agreement = initiative.body, initiative.agreement
    if body is None or GoverningBody.objects.filter(agreement=agreement, body=body).exists():
        return None
    return Obstacle(
        f"{body.name} is not among those that govern the agreement. Choose one that is, or name it there first.",
        where=reverse("agreement_govern", args=[agreement.pk]),
    )


@gate("The board or group goes on")
def the_board_goes_on(held: GoverningBody | Initiative, on: datetime.date) -> Obstacle | None:
    """What is over governs nothing, and nothing rests with it from now on."""
    body = held.body
    if body is None or body.ends is None or body.ends >= on:
        return None
    return Obstacle(
        f"{body.name} ended on {words.date(body.ends)}. Choose one that goes on, or say on its page that it goes on "
        "after all.",
        where=body.get_absolute_url(),
    )


@gate("It was not entered by mistake")
def it_counts(initiative: Initiative, on: datetime.date) -> Obstacle | None:
    """What is void stays as it was."""
    if initiative.voided_on is None:
        return None
    return Obstacle(
        f"It was declared void on {words.date(initiative.voided_on)}. If it was right after all, add it to the "
        "agreement again.",
        where=initiative.agreement.get_absolute_url(),
    )


@gate("It is neither done nor stopped")
def it_goes_on(initiative: Initiative, on: datetime.date) -> Obstacle | None:
    """What is over stays as it was."""
    day = initiative.done_on or initiative.stopped_on
    if day is None:
        return None
    how = "done" if initiative.done_on else "stopped"
    return Obstacle(
        f"It was {how} on {words.date(day)}. What is done anew is another initiative: add it to the agreement. "
        "If it goes on after all, say so on its page.",
        where=initiative.get_absolute_url(),
    )


@gate("No initiative rests with it")
def no_initiative_rests_with_it(governing: GoverningBody, on: datetime.date) -> Obstacle | None:
    """Who is responsible for one still governs."""
    resting = Initiative.objects.counting().filter(agreement=governing.agreement_id, body=governing.body_id)
    titles = resting.values_list("title", flat=True)
    named = "; ".join(titles.order_by("sort_name")[:3])
    if not named:
        return None
    return Obstacle(
        f"It is responsible for: {named}. Choose another board or group for that first.",
        where=governing.agreement.get_absolute_url(),
    )


TO_ADD = (it_has_not_ended, it_has_no_work_plan)
TO_GOVERN = (it_has_not_ended,)
TO_BE_NAMED = (the_board_goes_on,)
TO_BE_LED = (its_lead_is_a_party,)
TO_ANSWER = (its_body_governs, the_board_goes_on)
TO_COUNT = (it_counts,)
TO_GO_ON = (it_counts, it_goes_on)
TO_UNNAME = (no_initiative_rests_with_it,)
