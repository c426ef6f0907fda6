"""How agreements stand to one another, in the API."""

from django.urls import path
from rest_framework import serializers

from compacts.agreements.api import act
from compacts.agreements.models import Agreement
from compacts.relations import actions
from compacts.relations.models import AgreementRelation
from core.acts import NotVisible


class RelateIn(serializers.ModelSerializer):
    """How an agreement stands to another."""

    other = serializers.PrimaryKeyRelatedField(queryset=Agreement.objects.all())

    class Meta:
        model = AgreementRelation
        fields = ("kind", "other")


def relation_of(agreement, relation: int) -> AgreementRelation:
    """One of its relations."""
    found = agreement.relations.filter(pk=relation).first()
    if found is None:
        raise NotVisible
    return found


urlpatterns = [
    path(
        "agreements/<int:pk>/relate/",
        act(actions.EDIT, actions.relate_agreement, RelateIn),
        name="api_agreement_relate",
    ),
    path(
        "agreements/<int:pk>/relations/<int:relation>/remove/",
        act(actions.EDIT, actions.unrelate_agreement, None, noun="relation", part=relation_of),
        name="api_agreement_unrelate",
    ),
]
