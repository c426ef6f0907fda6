"""Acts on terms in the API. The list is the register's."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.terms import actions
from partnerships.terms.models import Term
from partnerships.terms.reading import LISTS, LOADED


class TermAdd(serializers.ModelSerializer):
    """A new term on one of the lists."""

    vocabulary = serializers.ChoiceField(choices=LISTS, help_text="The list.")

    class Meta:
        model = Term
        fields = ("vocabulary", "title", "explanation")


class TermRename(serializers.ModelSerializer):
    """The words of a term."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    explanation = serializers.CharField(allow_blank=True, max_length=300)

    class Meta:
        model = Term
        fields = ("version", "title", "explanation")


class TermEnd(serializers.Serializer):
    """The last day of a term."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


EDIT, GIVES = "partnerships.edit_term", ("version", "title", "explanation", "starts", "ends")

urlpatterns = [
    path(
        "terms/add/",
        act_api(EDIT, actions.add_term, LOADED, "term", takes=TermAdd, gives=GIVES, makes=True),
        name="api_term_add",
    ),
    path(
        "terms/<int:pk>/rename/",
        act_api(EDIT, actions.rename_term, LOADED, "term", takes=TermRename, gives=GIVES),
        name="api_term_rename",
    ),
    path(
        "terms/<int:pk>/end/",
        act_api(EDIT, actions.end_term, LOADED, "term", takes=TermEnd, gives=GIVES),
        name="api_term_end",
    ),
]
