"""The pages of variations: what is proposed, who has agreed, and what it was before."""

from commissioning.contracts import days, rules
from commissioning.contracts.page import heading
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.variations import actions
from commissioning.variations.forms import ProposeForm
from commissioning.variations.reading import LOADED
from core.pages import words
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

AGREE = (actions.AGREE, "Agree it for your side", "variation_agree")
WITHDRAW = (actions.WITHDRAW, "Withdraw it", "variation_withdraw")


@page("commissioning.view_variation")
def variation(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found, "contract", "reason", "ends", "ends_before", "proposed_on", "commissioner_agreed_on",
                     "provider_agreed_on", "agreed_on", "withdrawn_on")  # fmt: skip
    for name, key in (("value", "New value"), ("value_before", "Value before")):
        facts.append({"key": key, "value": words.money(getattr(found, name))})
    if found.agreed_by.all():
        facts.append({"key": "Agreed by", "value": ", ".join(each.organisation.name for each in found.agreed_by.all())})
    open_ = found.agreed_on is None and found.withdrawn_on is None
    links = [AGREE, WITHDRAW] if open_ else []
    rows = [[days.year_words(each.year), words.money(each.before, "not said"), words.money(each.amount)]
            for each in found.years.all()]  # fmt: skip
    return record_page(
        request, found, facts=facts, links=links, tags=[found.standing], rows=rows,
        columns=heading("Financial year", "Before", "Then", numbers=(1, 2)), breadcrumbs=crumbs_to(found.contract),
        template="commissioning/variations/variation.html",
    )  # fmt: skip


@page(actions.PROPOSE, methods=["GET", "POST"])
def propose(request, pk):
    found = to_act_on(request, CONTRACTS, pk)
    said = "Somebody with authority on either side then agrees it. Until both have, the contract stays as it is."
    return act_page(
        request, ProposeForm(posted(request), contract=found), actions.propose_variation, "Propose a variation",
        "Propose it", words=said, gates=rules.TO_GO_ON, contract=found,
    )  # fmt: skip


@page(actions.AGREE, methods=["GET", "POST"])
def agree(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = f"{found.reason} With the agreement of both sides the contract changes at once."
    return act_page(
        request, Form(posted(request), version=found.version), actions.agree_variation, "Agree the variation",
        "Agree it", words=said, about=found.contract, variation=found,
    )  # fmt: skip


@page(actions.WITHDRAW, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, Form(posted(request), once=True), actions.withdraw_variation, "Withdraw the variation",
        "Withdraw it", about=found.contract, variation=found,
    )  # fmt: skip
