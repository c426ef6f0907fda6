"""The pages of agreements: what each is, how it stands, what each draft says, and the acts on it."""

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from compacts.agreements import actions, rules
from compacts.agreements.comparing import INSERTED, REMOVED, differences
from compacts.agreements.forms import (
    BeginForm,
    CompareForm,
    DraftForm,
    EndForm,
    EntryForm,
    FinalForm,
    LeaveForm,
    PartyForm,
    SendOutForm,
    UnpublishForm,
)
from compacts.agreements.models import COLOURS, Agreement, AgreementDraft, AgreementKind, Stage
from compacts.agreements.reading import LOADED, as_read_by
from compacts.agreements.withheld import texts_for
from core import clock
from core.acts import NotVisible
from core.pages import words
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on
from partnerships.bodies.models import Body
from partnerships.bodies.tree import tree_of

VIEW, EDIT, DRAFT, PUBLISH = "compacts.view_agreement", actions.EDIT, actions.DRAFT, actions.PUBLISH
SIGN = ("compacts.sign_agreement", "Sign it for your organisation", "agreement_sign")
PAPER = ("compacts.record_signature", "Record a signature on paper", "agreement_record_signature")
FINAL = (DRAFT, "Say that the latest draft is final", "agreement_final")
SEND_OUT = (DRAFT, "Say when it was sent out for consultation", "agreement_send_out")
ADD_DRAFT = (DRAFT, "Add a draft", "agreement_draft_add")
ADD_PARTY = (EDIT, "Add a party", "agreement_party_add")
GOVERN = ("compacts.govern_agreement", "Name who governs it", "agreement_govern")
INITIATIVE = ("compacts.add_initiative", "Add an initiative", "initiative_add")
RELATE = (EDIT, "Say how it stands to another agreement", "agreement_relate")
TERMS = (EDIT, "Enter the terms of the framework", "framework_begin")
ENTRY = (EDIT, "Change the entry", "agreement_edit")
PUBLISHING = (PUBLISH, "Publish the latest draft", "agreement_publish")
UNPUBLISHING = (PUBLISH, "Take back its publication", "agreement_unpublish")
END = ("compacts.end_agreement", "It has ended", "agreement_end")
STEPS = {
    Stage.DRAFT: (FINAL, SEND_OUT),
    Stage.CONSULTATION: (FINAL,),
    Stage.FINAL: (SIGN, PAPER),
    Stage.IN_FORCE: (PAPER,),
    Stage.ENDED: (PAPER,),
}
"""The next steps of each stage."""


@page(VIEW)
def agreement(request, pk):
    found = find(LOADED.select_related("framework", "annual"), request.actor, pk=pk)
    as_read_by(request.actor, [found])
    facts = facts_of(
        found,
        *("kind", "force", "area", "aims", "values", "vision", "why_jointly", "action_plan"),
        *("consulted_on", "final_on", "in_force_on", "ended_on", "end_reason", "published_on"),
    )
    drafts = list(drafts_for(request, found).defer("text").prefetch_related("signatures__party__organisation"))
    current = next((each for each in drafts if each.number == found.latest), None)
    may_change = found.ended_on is None and bool(request.actor.may(EDIT, found))
    return record_page(
        request, found, facts=facts, links=links_of(found, current), tags=[(found.stage.label, COLOURS[found.stage])],
        gates=rules.next_step(found) if request.actor.may(EDIT, found) else (),
        template="compacts/agreements/agreement.html",
        drafts=[(each, signatures_of(request, each)) for each in reversed(drafts)],
        parties=list(found.parties.all()), may_change=may_change, to_sign=still_to_sign(found, current),
        relations=relations_of(request, found), framework=getattr(found, "framework", None),
        annual=annual_of(request, found), **governance_of(found),
        may_govern=request.actor.may("compacts.govern_agreement", found),
    )  # fmt: skip


def governance_of(found: Agreement) -> dict[str, list]:
    """The boards and groups that govern it, as a tree, and what is done under it."""
    named = Body.objects.filter(governs__agreement=found).order_by("sort_name", "pk")
    initiatives = (
        found.initiatives.counting().select_related("lead").order_by(F("starts").asc(nulls_last=True), "sort_name")
    )
    return {"governing": tree_of(named), "initiatives": list(initiatives)}


def annual_of(request, found: Agreement):
    """The components of an annual agreement, for who may read them; the public reads its published draft."""
    annual = getattr(found, "annual", None)
    return annual if annual is not None and request.actor.may("compacts.view_annual", annual) else None


def links_of(found: Agreement, current: AgreementDraft | None) -> list[tuple[str, str, str]]:
    """What may be done to it as it stands, the next step first."""
    steps = list(STEPS[found.stage])
    if found.stage == Stage.IN_FORCE and found.final_on:  # a variation waits
        steps = [SIGN, PAPER]
    if found.stage == Stage.IN_FORCE and not found.final_on:
        steps = [FINAL, PAPER]
    if current is not None and current.in_force_on:
        steps = [each for each in steps if each is not SIGN]
    publishing = [PUBLISHING] if found.latest and not (current and current.published_on) else []
    publishing += [UNPUBLISHING] if found.published_on else []
    further = [] if found.kind == AgreementKind.ANNUAL else [INITIATIVE]
    changes = [] if found.ended_on else [ADD_DRAFT, ADD_PARTY, GOVERN, *further, RELATE, END]
    if found.kind == AgreementKind.FRAMEWORK and not hasattr(found, "framework"):
        changes.insert(0, TERMS)
    links = [*steps, *publishing, *changes, ENTRY]
    by_components = found.kind == AgreementKind.ANNUAL  # its drafts are made of its components, on a page of their own
    return [each for each in links if each not in (FINAL, ADD_DRAFT)] if by_components else links


def drafts_for(request, found: Agreement) -> QuerySet[AgreementDraft]:
    """The drafts of an agreement that this person may read."""
    return found.drafts.visible_to(request.actor)


def signatures_of(request, draft: AgreementDraft) -> list[tuple[object, bool]]:
    """Who signed a draft, and whether this person may read by which name."""
    given = [each for each in draft.signatures.all() if each.voided_on is None]
    return [(each, bool(request.actor.may("compacts.view_signature", each))) for each in given]


def still_to_sign(found: Agreement, current: AgreementDraft | None) -> list[str]:
    """The parties that have not signed the final draft, by name. Nobody where it waits for none, or the reader left."""
    if current is None or current.final_on is None or current.in_force_on or found.ended_on or found.left_on:
        return []
    signed = {each.party_id for each in current.signatures.all() if each.voided_on is None}
    return [each.organisation.name for each in rules.standing(found, clock.today()) if each.pk not in signed]


def relations_of(request, found: Agreement) -> list[tuple[object, Agreement, bool]]:
    """How it stands to others, and they to it, of those that this person may see: relation, the other, whether ours."""
    seen = Agreement.objects.visible_to(request.actor)
    ours = found.relations.filter(other__in=seen).select_related("other").order_by("kind", "other__sort_name")
    theirs = found.related_to.filter(agreement__in=seen).select_related("agreement").order_by("kind", "pk")
    return [*((each, each.other, True) for each in ours), *((each, each.agreement, False) for each in theirs)]


@page("compacts.begin_agreement", methods=["GET", "POST"])
def begin(request):
    form = BeginForm(posted(request))
    said = "Its text comes next, as the first draft. Aims and the rest say in short what it is for."
    return act_page(request, form, actions.begin_agreement, "Begin an agreement", "Begin it", words=said)


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_agreement, "Change the entry", "Save", agreement=found)


@page(EDIT, methods=["GET", "POST"])
def add_party(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = PartyForm(posted(request))
    said = "Its people then read the agreement, and those who sign for it can sign."
    return act_page(
        request, form, actions.add_party, "Add a party", "Add", words=said, gates=rules.TO_CHANGE, agreement=found
    )


@page(EDIT, methods=["GET", "POST"])
def leave_party(request, pk, party):
    found = to_act_on(request, LOADED, pk)
    leaving = next((each for each in found.parties.all() if each.pk == party), None)
    if leaving is None:
        raise NotVisible
    said = f"Say when {leaving.organisation.name} was a party last. What it signed stays."
    form = LeaveForm(posted(request), once=True)
    return act_page(
        request, form, actions.leave_party, "A party leaves", "Save", words=said, about=found, party=leaving
    )


@page(DRAFT, methods=["GET", "POST"])
def add_draft(request, pk):
    found = to_act_on(request, LOADED, pk)
    newest = found.drafts.filter(number=found.latest).first()
    form = DraftForm(posted(request), initial={"text": newest.text if newest else ""}, version=found.latest, once=True)
    said = "Nobody has signed it yet. Where an agreement is in force, it stays so as it was until all have signed this."
    return act_page(
        request, form, actions.add_draft, f"Add draft {found.latest + 1}", "Add the draft", words=said,
        gates=rules.TO_ADD_A_DRAFT, then=lambda made: draft_address(made.agreement_id, made.number), agreement=found,
    )  # fmt: skip


def draft_address(pk: int, number: int) -> str:
    """The page of a draft."""
    return reverse("agreement_draft", args=[pk, number])


@page(VIEW)
def draft(request, pk, number):
    """The whole text of a draft, and who signed it."""
    found = find(LOADED, request.actor, pk=pk)
    rows = drafts_for(request, found).prefetch_related("signatures__party__organisation")
    shown = rows.filter(number=number).first()
    if shown is None:
        raise NotVisible
    before = drafts_for(request, found).filter(number__lt=number).order_by("-number").values_list("number", flat=True)
    context = {
        "agreement": found, "draft": shown, "paragraphs": rules.paragraphs(*texts_for(request.actor, shown)),
        "before": before.first(),
        "signatures": signatures_of(request, shown), "breadcrumbs": crumbs_to(found),
    }  # fmt: skip
    return render(request, "compacts/agreements/draft.html", context)


@page(VIEW)
def compare(request, pk):
    """What changed between any two drafts that the person may read."""
    found = find(LOADED, request.actor, pk=pk)
    numbers = list(drafts_for(request, found).values_list("number", flat=True))
    choices = [(number, f"Draft {number}") for number in numbers]
    initial = {"first": numbers[-2], "second": numbers[-1]} if len(numbers) > 1 else {}
    form = CompareForm(request.GET if "first" in request.GET or "second" in request.GET else None, initial=initial)
    for name in ("first", "second"):
        form.fields[name].choices = choices
        form.fields[name].error_messages["invalid_choice"] = "Choose a draft from the list."
        form.fields[name].error_messages["required"] = "Choose a draft from the list."
    asked = form.cleaned_data if form.is_bound and form.is_valid() else (None if form.is_bound else initial)
    return compared(request, found, form, numbers, asked)


def compared(request, found: Agreement, form: CompareForm, numbers: list[int], asked: dict | None) -> HttpResponse:
    """The page of a comparison: with one, where two drafts were asked for."""
    context = {"agreement": found, "form": form, "numbers": numbers, "breadcrumbs": crumbs_to(found)}
    if asked:
        drafts = {each.number: each for each in drafts_for(request, found).filter(number__in=asked.values())}
        pieces = differences(*texts_for(request.actor, drafts[asked["first"]], drafts[asked["second"]]))
        removed, inserted = (sum(each.kind == kind for each in pieces) for kind in (REMOVED, INSERTED))
        said = (
            f"{words.plural(removed, 'paragraph')} removed, {words.plural(inserted, 'paragraph')} inserted."
            if removed or inserted
            else "The two drafts say the same."
        )
        context |= {"pieces": pieces, "said": said, "asked": asked}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "compacts/agreements/compare.html", context, status=status)


@page(DRAFT, methods=["GET", "POST"])
def send_out(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = SendOutForm(posted(request), once=True)
    return act_page(
        request, form, actions.send_out, "Sent out for consultation", "Save", gates=rules.TO_SEND_OUT, agreement=found
    )


@page(DRAFT, methods=["GET", "POST"])
def final(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = FinalForm(posted(request), version=found.latest, once=True)
    said = f"From then on draft {found.latest} can be signed. To change a word of it, add another draft."
    return act_page(
        request, form, actions.call_final, f"Draft {found.latest} is final", "It is final",
        words=said if found.latest else "", gates=rules.to_be_final(found), agreement=found,
    )  # fmt: skip


@page(PUBLISH, methods=["GET", "POST"])
def publish(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = Form(posted(request), version=found.latest)
    said = (
        f"Everybody then reads the entry, the parties, draft {found.latest}, and which parties signed it on which day. "
        "Names of people who signed are not shown, but the text is as it stands: look whether it names somebody."
    )
    if found.kind == AgreementKind.ANNUAL:
        said += " What each partner intends to invest is left out until all parties have signed."
    return act_page(
        request, form, actions.publish_agreement, "Publish the latest draft", "Publish it",
        words=said, gates=rules.TO_PUBLISH, agreement=found,
    )  # fmt: skip


@page(PUBLISH, methods=["GET", "POST"])
def unpublish(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = UnpublishForm(posted(request), once=True)
    said = "Then only the parties' people, the secretariat and auditors read it."
    return act_page(
        request, form, actions.unpublish_agreement, "Take back its publication", "Take it back",
        words=said, gates=rules.TO_UNPUBLISH, agreement=found,
    )  # fmt: skip


@page("compacts.end_agreement", methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EndForm(posted(request), once=True)
    said = "It stays in the register with its drafts, signatures and history."
    return act_page(
        request, form, actions.end_agreement, "It has ended", "Save",
        words=said, gates=rules.TO_CHANGE, agreement=found,
    )  # fmt: skip
