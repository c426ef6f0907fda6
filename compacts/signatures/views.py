"""The pages on which an agreement is signed, a paper is recorded, and a signature is declared void."""

from compacts.agreements.reading import LOADED as AGREEMENTS
from compacts.agreements.rules import paragraphs, to_sign
from compacts.signatures import actions
from compacts.signatures.forms import PaperForm, VoidForm
from compacts.signatures.reading import LOADED
from compacts.signing.forms import SignForm
from core.acts import NotVisible
from core.files.downloads import download_response
from core.gates import checklist
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, crumbs_to, facts_of, form_page, posted, record_page, to_act_on


@page(actions.SIGN, methods=["GET", "POST"])
def sign(request, pk):
    """The whole text of the latest draft, and under it the form in which it is signed."""
    found = to_act_on(request, AGREEMENTS, pk)
    draft = found.drafts.filter(number=found.latest).first()
    form = SignForm(posted(request), version=found.latest, once=True)

    def act():
        return actions.sign_agreement(by=request.actor, agreement=found, **form.cleaned_data)

    actor = request.actor
    return submit(request, form, act, then=found.get_absolute_url()) or form_page(
        request, form, "Sign the agreement", f"Sign draft {found.latest}",
        about=found, template="compacts/signatures/sign.html", checks=checklist(to_sign(found), found), draft=draft,
        paragraphs=paragraphs(draft.text) if draft else [], name=actor.user.name if actor.user else "",
        designation=actor.membership.job_title if actor.membership else "",
    )  # fmt: skip


@page(actions.RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, AGREEMENTS, pk)
    form = PaperForm(posted(request), files=request.FILES or None, agreement=found)
    said = "What was signed on paper counts from the day on the paper, also where it is recorded late."
    return act_page(
        request, form, actions.record_signature, "Record a signature on paper", "Record it", words=said, agreement=found
    )


@page("compacts.view_signature")
def signature(request, pk):
    """Who signed, as what and with what authority."""
    found = find(LOADED, request.actor, pk=pk)
    facts = [
        *facts_of(found.draft, "agreement", "number", number="Draft"),
        *facts_of(found, "party", "way", "name", "designation", "authority", "signed_on", "recorded_on", "kept_at"),
        *facts_of(found, "voided_on", "void_reason"),
    ]
    links = [] if found.voided_on else [(actions.VOID, "Declare it void", "signature_void")]
    links += [("compacts.view_signature", "Download the scan", "signature_scan")] if found.scan else []
    tags = [("Void", "red")] if found.voided_on else []
    way = crumbs_to(found.draft.agreement)
    return record_page(request, found, facts=facts, links=links, tags=tags, breadcrumbs=way)


@page("compacts.view_signature")
def scan(request, pk):
    """The scan of the signed paper, for who may read who signed."""
    found = find(LOADED, request.actor, pk=pk)
    if found.scan is None:
        raise NotVisible
    return download_response(found.scan)


@page(actions.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = VoidForm(posted(request), once=True)
    said = "It then counts as if it had never been given. The draft is in force no more, until the party signs again."
    return act_page(
        request, form, actions.void_signature, "Declare the signature void", "Declare it void", words=said,
        about=found.draft.agreement, signature=found,
    )  # fmt: skip
