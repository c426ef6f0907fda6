"""The form in which it is said how an agreement stands to another."""

from typing import Any

from django import forms

from compacts.agreements.models import Agreement
from compacts.relations.models import RelationKind
from core.acts import Actor
from core.pages.fields import OneOf
from core.pages.forms import Form


class AgreementChoice(OneOf):
    """One of the agreements the person may see, by its title and locality."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.area.name}"


class RelateForm(Form):
    """How it stands to another agreement."""

    kind = forms.ChoiceField(label="This agreement", choices=RelationKind.choices)
    other = AgreementChoice(label="The other agreement", queryset=Agreement.objects.none(), empty_label="")

    def __init__(self, *args: Any, agreement: Agreement, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Agreement.objects.visible_to(actor).select_related("area").exclude(pk=agreement.pk)
        self.fields["other"].queryset = seen.order_by("sort_name", "pk")  # type: ignore[attr-defined]
