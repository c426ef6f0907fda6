"""The pages of disputes: what each is about, where it is on the ladder, and its next steps."""

from compacts.disputes import actions, rules
from compacts.disputes.forms import (
    CloseForm,
    EntryForm,
    FurtherForm,
    HearerForm,
    PutOffForm,
    RaiseForm,
    RecordForm,
    WithdrawForm,
)
from compacts.disputes.models import HEARD, Dispute
from compacts.disputes.reading import LOADED
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

RAISE, RECORD, PURSUE, SETTLE = actions.RAISE, actions.RECORD, actions.PURSUE, actions.SETTLE
EDIT = (SETTLE, "Change what is recorded", "dispute_edit")
FURTHER = (PURSUE, "Take it to the next rung", "dispute_further")
CLOSE = (SETTLE, "Enter how it ended", "dispute_close")
HEARER = (SETTLE, "Say which board or group hears it", "dispute_hearer")
PUT_OFF = (SETTLE, "Give more time", "dispute_put_off")
WITHDRAW = (PURSUE, "Withdraw it", "dispute_withdraw")
PUBLISH = (SETTLE, "Publish what was learned", "dispute_publish")
UNPUBLISH = (SETTLE, "Take back what was published", "dispute_unpublish")
FIRST = (
    "It begins between the two, informally. Both read what you write here, and so do the Forum secretariat and "
    "auditors; nobody else does."
)
SAID = "Everybody then reads what was learned on the page of the locality's Compact, but not who the two were."


def links_of(dispute: Dispute) -> list[tuple[str, str, str]]:
    """What can be done with it as it stands."""
    if dispute.closed_on is None:
        heard = [HEARER] if dispute.step.rung in HEARD else []
        return [FURTHER, CLOSE, PUT_OFF, *heard, EDIT, WITHDRAW]
    return [UNPUBLISH if dispute.published_on else PUBLISH, EDIT]


@page("compacts.view_dispute")
def dispute(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(
        found, *("raised_by", "against", "area", "code", "clause", "about", "happened_on", "raised_on", "closed_on"),
        *("outcome", "decision", "learning", "published_on"),
    )  # fmt: skip
    gates = rules.to_go_on(found) if found.closed_on is None and request.actor.may(PURSUE, found) else ()
    return record_page(
        request, found, facts=facts, links=links_of(found), gates=gates, tags=[found.standing],
        template="compacts/disputes/dispute.html",
    )  # fmt: skip


@page(RAISE, methods=["GET", "POST"])
def raise_one(request):
    form = RaiseForm(posted(request))
    return act_page(request, form, actions.raise_dispute, "Raise a dispute", "Raise it", words=FIRST)


@page(RECORD, methods=["GET", "POST"])
def record_one(request):
    form = RecordForm(posted(request))
    return act_page(
        request, form, actions.record_dispute, "Record a dispute that was raised", "Record it",
        words="For what was raised by letter or in a meeting. It begins between the two, informally.",
    )  # fmt: skip


@page(SETTLE, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_dispute, "Change what is recorded", "Save", dispute=found)


@page(PURSUE, methods=["GET", "POST"])
def further(request, pk):
    found = to_act_on(request, LOADED, pk)
    above = found.next_rung
    said = f"The next rung is: {above.label}." if above else ""
    form = FurtherForm(posted(request), of=found, once=True, version=found.version)
    return act_page(
        request, form, actions.take_further, "Take it to the next rung", "Take it further", words=said,
        gates=rules.to_go_on(found), dispute=found,
    )  # fmt: skip


@page(SETTLE, methods=["GET", "POST"])
def hearer(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = HearerForm(posted(request), of=found, version=found.version)
    return act_page(
        request, form, actions.name_hearer, "Say which board or group hears it", "Save",
        words=f"It is on this rung: {found.step.get_rung_display()}.", gates=rules.TO_BE_HEARD, dispute=found,
    )  # fmt: skip


@page(SETTLE, methods=["GET", "POST"])
def put_off(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, PutOffForm(posted(request), once=True), actions.put_off, "Give more time", "Save",
        gates=rules.TO_PUT_OFF, dispute=found,
    )  # fmt: skip


@page(SETTLE, methods=["GET", "POST"])
def close(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, CloseForm(posted(request), once=True), actions.close_dispute, "Enter how it ended", "Save",
        gates=rules.TO_CLOSE, dispute=found,
    )  # fmt: skip


@page(PURSUE, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, WithdrawForm(posted(request), once=True), actions.withdraw_dispute, "Withdraw it", "Withdraw it",
        words="It stays on record, with the reason, for both sides.", gates=rules.TO_CLOSE, dispute=found,
    )  # fmt: skip


@page(SETTLE, methods=["GET", "POST"])
def publish(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, Form(posted(request), once=True), actions.publish_learning, "Publish what was learned", "Publish it",
        words=SAID, gates=rules.TO_PUBLISH, dispute=found,
    )  # fmt: skip


@page(SETTLE, methods=["GET", "POST"])
def unpublish(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, Form(posted(request), once=True), actions.unpublish_learning, "Take back what was published",
        "Take it back", words="Nobody but the two sides and staff reads it any more.", dispute=found,
    )  # fmt: skip
