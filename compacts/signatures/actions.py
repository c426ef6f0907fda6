"""Signing a draft of an agreement, recording what was signed on paper, and declaring a signature void."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from compacts.agreements.actions import refuse_another_draft, settle
from compacts.agreements.models import Agreement, AgreementDraft, AgreementParty
from compacts.agreements.rules import to_sign
from compacts.signatures.models import Signature
from compacts.signatures.rules import TO_GIVE
from compacts.signing.actions import kept, signatory
from compacts.signing.models import Way
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.trail.actions import record, save_changes, save_new

SIGN, RECORD, VOID = "compacts.sign_agreement", "compacts.record_signature", "compacts.void_signature"
IN_PERSON = "Somebody signs for the body itself. Sign in and act for one of the parties."


@transaction.atomic
def sign_agreement(*, by: Actor, agreement: Agreement, version: int, authority: str) -> Agreement:
    """Sign the latest draft for the party one acts for, today. Twice is once.

    `version` is the number of the draft that was read: a Conflict is raised where there is another by now.
    """
    agreement = locked(Agreement, agreement.pk)
    authorise(by, SIGN, agreement)
    refuse_another_draft(agreement, version)
    check(to_sign(agreement), agreement)
    user, membership = signatory(by, IN_PERSON)
    party = agreement.parties.filter(organisation=by.organisation_id).select_related("organisation").first()
    if party is None:
        raise PermissionDenied(IN_PERSON)
    draft, today = agreement.drafts.get(number=version), clock.today()
    if draft.signatures.filter(party=party, voided_on=None).exists():
        return agreement
    signature = Signature(
        draft=draft, party=party, name=user.name, designation=membership.job_title, authority=authority.strip(),
        signed_on=today, recorded_on=today,
    )  # fmt: skip
    return give(by, agreement, signature)


@transaction.atomic
def record_signature(
    *, by: Actor, agreement: Agreement, draft: AgreementDraft, party: AgreementParty, signed_on: datetime.date,
    scan: Any = None, **details: Any,
) -> Agreement:  # fmt: skip
    """Record that a party signed a draft on paper: who, as what, when, with what authority, and where it is kept."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, RECORD, agreement)
    refuse_to_come(signed_on=signed_on)
    for name, part in (("draft", draft), ("party", party)):
        if part.agreement_id != agreement.pk:
            raise Refused({name: f"Choose a {name} of this agreement."})
    draft = agreement.drafts.get(pk=draft.pk)  # as they are now that the agreement is held
    party = agreement.parties.select_related("organisation").get(pk=party.pk)
    earlier = draft.signatures.filter(party=party, voided_on=None).first()
    if earlier is not None:
        raise Refused(
            {"party": f"{party} has signed draft {draft.number} already. If that is wrong, declare it void first."}
        )
    said = {name: details.get(name, "").strip() for name in ("name", "designation", "authority", "kept_at")}
    signature = Signature(
        draft=draft, party=party, way=Way.PAPER, signed_on=signed_on, recorded_on=clock.today(), **said
    )
    check(TO_GIVE, signature)
    signature.scan = kept(by, scan) if scan else None
    return give(by, agreement, signature)


@transaction.atomic
def void_signature(*, by: Actor, signature: Signature, reason: str) -> Agreement:
    """Declare that a signature never held. It is kept with its reason; what rested on it is in force no more."""
    agreement = locked(Agreement, signature.draft.agreement_id)
    signature = locked(Signature, signature.pk)
    authorise(by, VOID, signature)
    if signature.voided_on is not None:
        raise Refused("This was declared void already.")
    save_changes(by, "declared void", signature, {"voided_on": clock.today(), "void_reason": reason.strip()})
    draft = signature.draft
    record(by, "signature declared void", agreement, party=signature.party.organisation.name, draft=draft.number)
    settle(by, draft, voided=True)
    return Agreement.objects.get(pk=agreement.pk)


def give(by: Actor, agreement: Agreement, signature: Signature) -> Agreement:
    """Write a signature, and let the draft come into force where it was the last."""
    check(TO_GIVE, signature)
    draft, who = signature.draft, signature.party.organisation.name
    save_new(by, "signed", signature, party=who, draft=draft.number, signed_on=signature.signed_on)
    record(
        by,
        "signed",
        agreement,
        party=who,
        draft=draft.number,
        signed_on=signature.signed_on,
        how=signature.get_way_display(),
    )
    settle(by, draft)
    return Agreement.objects.get(pk=agreement.pk)
