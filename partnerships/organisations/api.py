"""Partners in the API: the same forms, acts and words of refusal as on the pages."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.acting import acting
from core.acts import authorise
from core.pages.forms import Form
from core.registers.api import list_class
from partnerships.organisations import actions, forms
from partnerships.organisations.facts import Fact, facts_of
from partnerships.organisations.models import Area, Organisation
from partnerships.organisations.reading import the
from partnerships.organisations.registers import Organisations
from partnerships.terms.models import Term


class CodeOut(serializers.Serializer):
    """A code by which somebody knows the organisation."""

    scheme = serializers.CharField()
    value = serializers.CharField()
    starts = serializers.DateField(allow_null=True)
    ends = serializers.DateField(allow_null=True)


class NamedOut(serializers.Serializer):
    """A dated fact: a further name, a kind, an area, a term, an umbrella body."""

    kind = serializers.CharField(help_text="Which list or class it is of.")
    name = serializers.CharField()
    id = serializers.IntegerField(allow_null=True, help_text="Of the record it names.")
    starts = serializers.DateField(allow_null=True)
    ends = serializers.DateField(allow_null=True)


class OrganisationOut(serializers.Serializer):
    """An organisation as its page shows it."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Send it with a change.")
    name = serializers.CharField()
    code = serializers.CharField()
    kind = serializers.CharField()
    about = serializers.CharField()
    area = serializers.CharField(allow_null=True)
    address = serializers.CharField()
    postcode = serializers.CharField()
    telephone = serializers.CharField()
    email = serializers.CharField()
    website = serializers.CharField()
    income = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    income_year_end = serializers.DateField(allow_null=True)
    size = serializers.CharField(allow_null=True)
    opened = serializers.DateField(allow_null=True)
    closed = serializers.DateField(allow_null=True)
    duplicate_of = serializers.IntegerField(allow_null=True, help_text="The entry that is kept, of one entered twice.")
    also_entered_as = serializers.ListField(
        child=serializers.IntegerField(), help_text="The entries that were merged into this one."
    )
    partner_here = serializers.BooleanField()
    confirmed_on = serializers.DateField(allow_null=True)
    confirm_by = serializers.DateField(allow_null=True)
    to_confirm = serializers.BooleanField()
    codes = CodeOut(many=True)
    names = NamedOut(many=True)
    kinds = NamedOut(many=True)
    areas = NamedOut(many=True)
    terms = NamedOut(many=True)
    umbrellas = NamedOut(many=True)


class OrganisationChange(serializers.Serializer):
    """What may be changed; what is not sent stays as it is."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    name = serializers.CharField(required=False)
    about = serializers.CharField(required=False, allow_blank=True)
    area = serializers.CharField(required=False, allow_blank=True, help_text="Name or GSS code.")
    address = serializers.CharField(required=False, allow_blank=True)
    postcode = serializers.CharField(required=False, allow_blank=True)
    telephone = serializers.CharField(required=False, allow_blank=True)
    email = serializers.CharField(required=False, allow_blank=True)
    website = serializers.CharField(required=False, allow_blank=True)
    income = serializers.DecimalField(max_digits=14, decimal_places=2, required=False, allow_null=True)
    income_year_end = serializers.DateField(required=False, allow_null=True)
    size = serializers.IntegerField(required=False, allow_null=True, help_text="Id of a term of the size bands.")
    opened = serializers.DateField(required=False, allow_null=True)
    closed = serializers.DateField(required=False, allow_null=True)


class OrganisationNew(OrganisationChange):
    """A new organisation."""

    version = None
    kind = serializers.IntegerField(help_text="Id of a kind of organisation.")
    ods = serializers.CharField(required=False, allow_blank=True)
    charity = serializers.CharField(required=False, allow_blank=True)
    company = serializers.CharField(required=False, allow_blank=True)


class OrganisationsApi(list_class(Organisations)):  # type: ignore[misc]
    """The list of partners, and adding to it."""

    @extend_schema(request=OrganisationNew, responses={201: OrganisationOut}, operation_id="organisations_add")
    def post(self, request: Request) -> Response:
        authorise(acting(request), "partnerships.add_organisation")
        form = forms.AddForm(sent(request, forms.AddForm))
        values = valid(form)
        made = actions.add_organisation(
            by=acting(request),
            name=values.pop("name"),
            kind=values.pop("kind"),
            identifiers=form.identifiers(),
            **{name: values[name] for name in forms.ENTRY if name in values},
        )
        return Response(written(the(acting(request), made.pk)), status=201)


class OrganisationApi(APIView):
    """One partner."""

    permission = "partnerships.view_organisation"
    throttle_scope = "api"

    @extend_schema(responses=OrganisationOut, operation_id="organisations_detail")
    def get(self, request: Request, pk: int) -> Response:
        return Response(written(the(acting(request), pk)))

    @extend_schema(request=OrganisationChange, responses=OrganisationOut, operation_id="organisations_change")
    def patch(self, request: Request, pk: int) -> Response:
        found = the(acting(request), pk)
        authorise(acting(request), "partnerships.update_organisation", found)
        given = sent(request, forms.EntryForm, "version")
        form = forms.EntryForm(as_sent(found) | given, version=found.version)
        form.fields["version"].error_messages["required"] = "Send the version you have read."
        values = valid(form)
        actions.update_organisation(
            by=acting(request),
            organisation=found,
            version=values["version"],
            **{name: values[name] for name in given if name != "version"},
        )
        return Response(written(the(acting(request), pk)))


class ConfirmApi(APIView):
    """The confirmation that an entry is right."""

    permission = "partnerships.confirm_organisation"
    throttle_scope = "api"

    @extend_schema(request=None, responses=OrganisationOut, operation_id="organisations_confirm")
    def post(self, request: Request, pk: int) -> Response:
        actions.confirm_organisation(by=acting(request), organisation=the(acting(request), pk))
        return Response(written(the(acting(request), pk)))


def sent(request: Request, form: type[Form], *more: str) -> dict[str, str]:
    """The fields that were sent, as a page would send them. Refuses what is not an object, and unknown fields."""
    if not isinstance(request.data, dict):
        raise ValidationError("Send a JSON object.")
    known = {*form.base_fields, *more}
    unknown = [name for name in request.data if name not in known]
    if unknown:
        raise ValidationError({str(name)[:60]: "There is no such field to write." for name in unknown})
    nested = [name for name, value in request.data.items() if isinstance(value, dict | list)]
    if nested:
        raise ValidationError(dict.fromkeys(nested, "Send a text, a number or null."))
    return {name: typed(value) for name, value in request.data.items()}


def typed(value: Any) -> str:
    """A value as a form takes it."""
    return "" if value is None else str(value)


def valid(form: Form) -> dict[str, Any]:
    """The cleaned values. Raises the form's own sentences."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return dict(form.cleaned_data)


def as_sent(organisation: Organisation) -> dict[str, str]:
    """The entry as a page would send it back unchanged."""
    return {name: plain(getattr(organisation, name)) for name in forms.ENTRY}


def plain(value: Any) -> str:
    """A value of an entry as a form takes it."""
    if isinstance(value, Area):
        return value.gss_code or value.name
    if isinstance(value, Term):
        return str(value.pk)
    return value.isoformat() if isinstance(value, datetime.date) else typed(value)


def written(organisation: Organisation) -> dict[str, Any]:
    """The organisation as the API writes it. One query for all dated facts."""
    facts = facts_of(organisation.pk)
    entry = {name: getattr(organisation, name) for name in forms.ENTRY}
    related = {name: str(entry[name]) if entry[name] else None for name in ("area", "size")}
    return {
        "id": organisation.pk,
        "version": organisation.version,
        **entry,
        **related,
        "income": None if organisation.income is None else str(organisation.income.quantize(Decimal("0.01"))),
        "code": organisation.code,
        "kind": organisation.kind.title,
        "duplicate_of": organisation.duplicate_of_id,
        "also_entered_as": [each.other_id for each in facts["twin"]],
        "partner_here": organisation.is_partner,
        "confirmed_on": organisation.confirmed_on,
        "confirm_by": organisation.confirm_by,
        "to_confirm": organisation.is_stale,
        "codes": [
            {"scheme": each.kind, "value": each.text, "starts": each.starts, "ends": each.ends}
            for each in facts["code"]
        ],
        "names": listed(facts["name"]),
        "kinds": listed(facts["kind"]),
        "areas": listed(facts["area"]),
        "terms": listed(facts["term"]),
        "umbrellas": listed(facts["umbrella"]),
    }


def listed(facts: list[Fact]) -> list[dict[str, Any]]:
    """Dated facts as the API writes them."""
    return [
        {"kind": each.kind, "name": each.text, "id": each.other_id, "starts": each.starts, "ends": each.ends}
        for each in facts
    ]


urlpatterns = [
    path("organisations/<int:pk>/", OrganisationApi.as_view(), name="api_organisation"),
    path("organisations/<int:pk>/confirm/", ConfirmApi.as_view(), name="api_organisation_confirm"),
]
