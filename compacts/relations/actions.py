"""Saying how one agreement stands to another, and taking that back."""

from django.db import transaction

from compacts.agreements.actions import EDIT
from compacts.agreements.models import Agreement
from compacts.relations.models import AgreementRelation
from compacts.relations.rules import TO_RELATE
from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.gates import check
from core.trail.actions import record, save_new


@transaction.atomic
def relate_agreement(*, by: Actor, agreement: Agreement, kind: str, other: Agreement) -> Agreement:
    """Say that an agreement follows, supports, applies or takes the place of another."""
    one_at_a_time("agreement relations")  # two that each make half a circle wait for one another
    agreement = locked(Agreement, agreement.pk)
    authorise(by, EDIT, agreement)
    if not by.may(Agreement.view_permission, other):
        raise Refused({"other": "Choose the other agreement from the list."})
    relation = AgreementRelation(agreement=agreement, kind=kind, other=other)
    if relation.agreement_id != relation.other_id:
        check(TO_RELATE, relation)
    save_new(by, "related", relation, agreement=agreement.title, kind=kind, other=other.title)
    record(by, "related to another", agreement, kind=relation.get_kind_display(), other=other.title)
    return agreement


@transaction.atomic
def unrelate_agreement(*, by: Actor, relation: AgreementRelation) -> Agreement:
    """Take back what was recorded of how an agreement stands to another."""
    agreement = locked(Agreement, relation.agreement_id)
    authorise(by, EDIT, agreement)
    relation = locked(AgreementRelation, relation.pk)
    record(by, "relation removed", agreement, kind=relation.get_kind_display(), other=relation.other.title)
    relation.delete()
    return agreement
