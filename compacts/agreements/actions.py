"""What partners do with an agreement, from its first draft to its end. Signing is in compacts/signatures."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from compacts.agreements import rules
from compacts.agreements.models import Agreement, AgreementDraft, AgreementKind, AgreementParty
from core import clock
from core.acts import Actor, Conflict, Refused, authorise, locked, refuse_to_come
from core.fields import fold, sort_name
from core.gates import Gate, check
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

EDIT, DRAFT, PUBLISH = "compacts.edit_agreement", "compacts.draft_agreement", "compacts.publish_agreement"
ENTRY = ("title", "kind", "force", "area", "aims", "values", "vision", "why_jointly", "action_plan")
FOR_AN_AREA = (
    "You act for an area, and an agreement is begun by one of its parties. Change who you are acting as, or ask the "
    "Forum secretariat to begin it."
)


@dataclass(frozen=True)
class Latest:
    """The latest draft, as a form that was opened on an earlier one is told of it. Its number is its version."""

    version: int
    text: str = ""
    note: str = ""


@transaction.atomic
def begin_agreement(*, by: Actor, **details: Any) -> Agreement:
    """Enter an agreement that is being worked on. Whoever begins it for an organisation makes that one a party."""
    refuse_another_kind(AgreementKind.JOINT, details.get("kind", AgreementKind.JOINT))
    return enter(by, details)


def enter(by: Actor, details: dict[str, Any]) -> Agreement:
    """The same for an agreement of any kind, within the act that knows what else belongs to that kind."""
    authorise(by, "compacts.begin_agreement")
    agreement = Agreement(**{name: details[name] for name in ENTRY if name in details})
    keep_findable(agreement, agreement.title, [])
    save_new(by, "begun", agreement, title=agreement.title, area=agreement.area, kind=agreement.kind)
    if not by.may(EDIT, agreement):
        if by.organisation_id is None:
            raise Refused(FOR_AN_AREA)
        join(by, agreement, Organisation.objects.get(pk=by.organisation_id))
    return agreement


@transaction.atomic
def edit_agreement(*, by: Actor, agreement: Agreement, version: int | None, **details: Any) -> Agreement:
    """Change what the entry says, and put right the day on which it was sent out."""
    agreement = locked(Agreement, agreement.pk, version=version)
    authorise(by, EDIT, agreement)
    fields = {name: details[name] for name in (*ENTRY, "consulted_on") if name in details}
    refuse_another_kind(agreement.kind, fields.get("kind", agreement.kind))
    if "consulted_on" in fields:
        refuse_to_come(consulted_on=fields["consulted_on"])
        if (fields["consulted_on"] is None) != (agreement.consulted_on is None):
            raise Refused({"consulted_on": "Here the day is only put right. It is sent out by its own button."})
    keep_findable(agreement, fields.get("title", agreement.title), called(agreement))
    if save_changes(by, "changed", agreement, fields, repeats=("sort_name",)):
        keep_findable(agreement, agreement.title, called(agreement))  # in its locality, which may be another
        agreement.save(update_fields=["search_text"])
    return agreement


@transaction.atomic
def add_party(*, by: Actor, agreement: Agreement, organisation: Organisation, **days: Any) -> Agreement:
    """Enter an organisation as a party. It signs the next time that signatures are given."""
    agreement = about_to(by, EDIT, rules.TO_CHANGE, agreement)
    join(by, agreement, organisation, **days)
    return agreement


@transaction.atomic
def leave_party(*, by: Actor, party: AgreementParty, on: datetime.date | None = None) -> Agreement:
    """Say on which day an organisation was a party last. What it signed stays, and the others may now be all."""
    agreement = locked(Agreement, party.agreement_id)
    authorise(by, EDIT, agreement)
    party = locked(AgreementParty, party.pk)
    on = on or clock.today()
    refuse_to_come(on=on)
    if party.ends is not None:
        raise Refused(f"It has left already: its last day is {words.date(party.ends)}.")
    refuse_before_it_signed(party, on)
    save_changes(by, "left", party, {"ends": on})
    record(by, "party left", agreement, organisation=party.organisation.name, ends=on)
    if agreement.final_on is not None:
        settle(by, agreement.drafts.get(number=agreement.latest), since=on)
    return agreement


@transaction.atomic
def add_draft(
    *, by: Actor, agreement: Agreement, version: int, text: str, note: str = "", on: datetime.date | None = None
) -> AgreementDraft:
    """Add the next draft, whole. The former ones stay as they were; nobody has signed the new one yet.

    `version` is the number of the draft it was written after, 0 for the first: a Conflict is raised where there is
    another by now.
    """
    agreement = about_to(by, DRAFT, rules.TO_ADD_A_DRAFT, agreement)
    refuse_another_draft(agreement, version)
    return put_draft(by, agreement, text, note, on)


def put_draft(by: Actor, agreement: Agreement, text: str, note: str, on: datetime.date | None) -> AgreementDraft:
    """Write the next draft of an agreement that is held, within the act that knows where its text comes from."""
    on = on or clock.today()
    refuse_to_come(on=on)
    if len(rules.paragraphs(text)) > rules.MOST_PARAGRAPHS:
        raise Refused({"text": rules.TOO_MANY_PARAGRAPHS})
    before = agreement.drafts.filter(number=agreement.latest).first()
    if before is not None and rules.paragraphs(before.text) == rules.paragraphs(text):
        raise Refused({"text": rules.NOTHING_NEW.format(before.number)})
    draft = AgreementDraft(agreement=agreement, number=agreement.latest + 1, text=text.strip(), note=note, made_on=on)
    save_new(by, "drafted", draft, agreement=agreement.title, number=draft.number)
    save_changes(by, "draft added", agreement, {"latest": draft.number, "final_on": None})
    return draft


@transaction.atomic
def send_out(*, by: Actor, agreement: Agreement, on: datetime.date | None = None) -> Agreement:
    """Say on which day it was sent out for consultation; today, where no day is given."""
    agreement = about_to(by, DRAFT, rules.TO_SEND_OUT, agreement)
    on = on or clock.today()
    refuse_to_come(on=on)
    save_changes(by, "sent out for consultation", agreement, {"consulted_on": on})
    return agreement


@transaction.atomic
def call_final(
    *, by: Actor, agreement: Agreement, version: int, on: datetime.date | None = None, reason: str = ""
) -> Agreement:
    """Say that the latest draft is final and may be signed. `version` is the number of the draft that was read."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, DRAFT, agreement)
    refuse_another_draft(agreement, version)
    overridden = check(rules.to_be_final(agreement), agreement, reason=reason)
    on = on or clock.today()
    refuse_to_come(on=on)
    draft = agreement.drafts.get(number=agreement.latest)
    save_changes(by, "final", draft, {"final_on": on})
    save_changes(by, "final", agreement, {"final_on": on})
    if overridden:
        record(by, "final with a reason", agreement, advice=overridden, reason=reason.strip())
    return agreement


@transaction.atomic
def publish_agreement(*, by: Actor, agreement: Agreement, version: int) -> Agreement:
    """Let everybody read the latest draft, who the parties are, and which of them signed it when."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, PUBLISH, agreement)
    refuse_another_draft(agreement, version)
    check(rules.TO_PUBLISH, agreement)
    today = clock.today()
    draft = agreement.drafts.get(number=agreement.latest)
    whole = {"whole_since": today} if draft.in_force_on is not None else {}
    save_changes(by, "published", draft, {"published_on": today} | whole)
    save_changes(by, "published", agreement, {"published_on": agreement.published_on or today})
    record(by, "draft published", agreement, number=agreement.latest)
    return agreement


@transaction.atomic
def unpublish_agreement(*, by: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Take back the publication of all its drafts. The parties read it as before."""
    agreement = about_to(by, PUBLISH, rules.TO_UNPUBLISH, agreement)
    for draft in agreement.drafts.filter(published_on__isnull=False):
        save_changes(by, "no longer published", draft, {"published_on": None, "whole_since": None})
    save_changes(by, "no longer published", agreement, {"published_on": None})
    record(by, "publication taken back", agreement, reason=reason.strip())
    return agreement


@transaction.atomic
def end_agreement(*, by: Actor, agreement: Agreement, reason: str, on: datetime.date | None = None) -> Agreement:
    """Say from which day on it is not in force any more, or not worked on, and why."""
    agreement = about_to(by, "compacts.end_agreement", rules.TO_CHANGE, agreement)
    on = on or clock.today()
    refuse_to_come(on=on)
    save_changes(by, "ended", agreement, {"ended_on": on, "end_reason": reason.strip()})
    return agreement


def settle(by: Actor, draft: AgreementDraft, since: datetime.date | None = None, *, voided: bool = False) -> None:
    """Let a draft come into force once every party has signed it, or be so no longer; the agreement is held.

    It is in force from the day of the last signature, or from `since`, when whoever had not signed left. Once it is,
    only a signature that is declared void takes that away: whoever joins later signs the next draft.
    """
    signed = dict(draft.signatures.filter(voided_on=None).values_list("party_id", "signed_on"))
    agreement = draft.agreement
    if draft.in_force_on is not None:
        whole = not voided
    else:
        whole = len(signed) >= 2 and {each.pk for each in rules.standing(agreement, clock.today())} <= set(signed)
    day = max([*signed.values(), *([since] if since else [])]) if whole else None
    if (day is None) == (draft.in_force_on is None):
        return
    signed_by_all = {"in_force_on": day}
    if whole and draft.published_on is not None and draft.whole_since is None:
        signed_by_all["whole_since"] = clock.today()
    save_changes(by, "in force" if whole else "no longer in force", draft, signed_by_all)
    first = agreement.drafts.aggregate(first=Min("in_force_on"))["first"]
    save_changes(by, "in force" if whole else "changed", agreement, {"in_force_on": first})


def about_to(by: Actor, permission: str, gates: Sequence[Gate], agreement: Agreement) -> Agreement:
    """The agreement, held, on which this person acts while nothing stands in the way."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, permission, agreement)
    check(gates, agreement)
    return agreement


def join(by: Actor, agreement: Agreement, organisation: Organisation, **days: Any) -> None:
    """Make an organisation a party to an agreement that is held, which is then found by its name too."""
    party = AgreementParty(agreement=agreement, organisation=organisation, **days)
    save_new(by, "joined", party, agreement=agreement.title, organisation=organisation.name)
    record(by, "party joined", agreement, organisation=organisation.name, starts=party.starts)
    keep_findable(agreement, agreement.title, called(agreement))
    agreement.save(update_fields=["search_text"])


def refuse_before_it_signed(party: AgreementParty, on: datetime.date) -> None:
    """Refuse a last day before the party signed: what it signed it goes on reading."""
    signed = party.signatures.filter(voided_on=None).aggregate(last=Max("signed_on"))["last"]
    if signed is not None and on < signed:
        raise Refused({
            "on": f"It signed on {words.date(signed)}. Enter that day or a later one. If it did not sign, declare that "
            "signature void first."
        })  # fmt: skip


def refuse_another_draft(agreement: Agreement, version: int) -> None:
    """Refuse what was done on the sight of another draft than the latest."""
    if version == agreement.latest:
        return
    newest = agreement.drafts.filter(number=agreement.latest).first()
    raise Conflict(Latest(agreement.latest, newest.text if newest else "", newest.note if newest else ""))


def refuse_another_kind(before: str, after: str) -> None:
    """Refuse to make an annual agreement of another, or the other way round."""
    if why_not := rules.why_not_another_kind(before, after):
        raise Refused({"kind": why_not})


def called(agreement: Agreement) -> list[str]:
    """The names of its parties."""
    return list(agreement.parties.values_list("organisation__name", flat=True))


def keep_findable(agreement: Agreement, title: str, parties: Sequence[str]) -> None:
    """What it is sorted and searched by: its title, its locality and its parties."""
    agreement.sort_name = sort_name(title)
    agreement.search_text = fold(" ".join([title, str(agreement.area), *parties]))
