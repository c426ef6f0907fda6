"""The pages on which the terms of a contract are read and signed, and a signed paper is recorded."""

from commissioning.contract_signatures import actions
from commissioning.contract_signatures.forms import PaperForm
from commissioning.contract_signatures.models import ContractSignature
from commissioning.contracts import rules
from commissioning.contracts.page import outcomes_of, parties_of, years_of
from commissioning.contracts.reading import LOADED
from compacts.signing.forms import SignForm
from core.acts import NotVisible
from core.files.downloads import download_response
from core.gates import checklist
from core.pages import words
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, facts_of, form_page, posted, to_act_on

TERMS = (
    *("title", "reference", "kind", "description", "commissioner", "provider", "area", "value", "basis"),
    *("payment_model", "starts", "initial_end", "maximum_end", "notice_months", "notice_by"),
    *("feedback_method", "review_procedure", "review_on", "template_version"),
)


@page(actions.SIGN, methods=["GET", "POST"])
def sign(request, pk):
    """All terms as they stand, and under them the form in which they are signed."""
    found = to_act_on(request, LOADED, pk)
    form = SignForm(posted(request), version=found.terms, once=True)

    def act():
        return actions.sign_contract(by=request.actor, contract=found, **form.cleaned_data)

    actor = request.actor
    facts = [each for each in facts_of(found, *TERMS) if each["value"]]
    return submit(request, form, act, then=found.get_absolute_url()) or form_page(
        request, form, "Sign the terms", f"Sign version {found.terms}", about=found,
        template="commissioning/contract_signatures/sign.html", checks=checklist(rules.TO_SIGN, found), facts=facts,
        tables=[years_of(found), parties_of(found, False), outcomes_of(found, False)],
        deviations=[f"{each.term}: {each.instead}" for each in found.deviations.all()],
        name=actor.user.name if actor.user else "",
        designation=actor.membership.job_title if actor.membership else "",
    )  # fmt: skip


@page(actions.RECORD, methods=["GET", "POST"])
def paper(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = PaperForm(posted(request), files=request.FILES or None, contract=found)
    judged = "on which the last signature is recorded here, not by the day on the paper."
    if found.past_on is not None:
        judged = f"as at which it was entered from paper, {words.date(found.past_on)}, or that of a later signature."
    said = (
        f"It counts for the terms as they stand, version {found.terms}. Which Code and which plan the contract has to "
        f"keep is judged by the day {judged}"
    )
    return act_page(
        request, form, actions.record_contract_signature, "Record a signature on paper", "Record it", words=said,
        gates=rules.TO_SIGN, contract=found,
    )  # fmt: skip


@page("commissioning.view_contract_signature")
def scan(request, pk, key):
    """The scan of the signed paper, for who may read who signed."""
    rows = ContractSignature.objects.select_related("contract", "scan").prefetch_related("contract__parties")
    found = find(rows, request.actor, pk=key, contract__pk=pk)
    if found.scan is None:
        raise NotVisible
    return download_response(found.scan)
