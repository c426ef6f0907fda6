"""An act in the API: the same function as behind the page, with the same words of refusal.

act_api("partnerships.finish_visit", actions.finish_visit, LOADED, "visit", gives=("done_on",))
act_api("partnerships.plan_visit", actions.plan_visit, LOADED, "visit", takes=PlanIn, gives=("due_on",), makes=True)
act_api("partnerships.plan_visit", actions.drop_stop, LOADED, "stop", gives=Whole(VisitOut, visit_out), part=stop_of)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.acting import acting
from core.acts import Actor, authorise
from core.api.parsers import JsonParser
from core.pages.fields import FIRST
from core.pages.page import find


@dataclass(frozen=True)
class Whole:
    """What an act gives where that is more than fields of the record: its serializer, and how the record is written
    for who asks."""

    serializer: type[serializers.Serializer]
    write: Callable[[Any, Actor], Any]


Gives = Sequence[str] | Whole
FORMS = ("application/json", "multipart/form-data")


def itself(record: Model) -> Model:
    """The record, where an act is on the whole of it."""
    return record


class Act(APIView):
    """One act, by POST: on the record that the address names, or a part of it, or without one where it makes one.

    Whatever it was done on, it gives the record, read again as it is after the act.
    """

    throttle_scope = "api"
    permission: str
    act: Callable[..., Any]
    rows: QuerySet
    noun: str
    makes: bool
    part: Callable[..., Any]
    takes: type[serializers.Serializer] | None
    gives: Whole

    def post(self, request: Request, pk: int | None = None, **keys: Any) -> Response:
        by = acting(request)
        given: dict[str, Any] = {}
        if not self.makes:  # first: who may not see it learns nothing of what is sent with it
            found = find(self.rows, by, pk=pk)
            authorise(by, self.permission, found)
            given[self.noun] = self.part(found, **keys)
        if self.takes is not None:
            sent = self.takes(data=request.data)
            only_seen(sent, by)
            within_the_calendar(sent)
            sent.is_valid(raise_exception=True)
            given |= {name: kept(value) for name, value in sent.validated_data.items()}
        done = self.act(by=by, **given)
        return Response(self.gives.write(find(self.rows, by, pk=done.pk if self.makes else pk), by))


NOT_THERE = "There is none with the number {pk_value} that you may see."


def only_seen(sent: serializers.BaseSerializer, by: Actor) -> None:
    """Let what is sent name only records that the person may see: of others it is said what is said of no record."""
    field: Any
    for field in getattr(sent, "fields", {}).values():
        field = getattr(field, "child_relation", None) or getattr(field, "child", None) or field
        if isinstance(field, serializers.BaseSerializer):
            only_seen(field, by)
        elif isinstance(field, serializers.PrimaryKeyRelatedField) and field.queryset is not None:
            field.error_messages["does_not_exist"] = NOT_THERE
            model = field.queryset.model
            if seeing := getattr(model, "view_permission", ""):
                seen = model._default_manager.filter(by.q(seeing))
                field.queryset = field.queryset.filter(pk__in=seen.values("pk"))


def kept(value: Any) -> Any:
    """What is meant by what was sent: where an entry was merged into another, the one that is kept (`stands_as`)."""
    if isinstance(value, list):
        return [kept(each) for each in value]
    return getattr(value, "stands_as", value)


EARLY = MinValueValidator(FIRST, "Enter a day on or after 1 January 1000.")
LATE = MaxValueValidator(clock.LATEST, f"Enter a day on or before {clock.LATEST:%-d %B %Y}.")


def within_the_calendar(sent: serializers.BaseSerializer) -> None:
    """Let every day that is sent lie where the pages take it: whoever reckons with it gets a day, before or after."""
    field: Any
    for field in getattr(sent, "fields", {}).values():
        field = getattr(field, "child", None) or field
        if isinstance(field, serializers.BaseSerializer):
            within_the_calendar(field)
        elif isinstance(field, serializers.DateField):
            field.validators = [*field.validators, EARLY, LATE]


def act_api(
    permission: str,
    act: Callable[..., Any],
    rows: QuerySet,
    noun: str,
    *,
    gives: Gives,
    takes: type[serializers.Serializer] | None = None,
    makes: bool = False,
    part: Callable[..., Any] = itself,
    files: bool = False,
) -> Callable[..., Any]:
    """The API view of an act on one of `rows`, which the act knows as `noun`.

    `gives` says what is given of the record after the act: some of its fields, or how it is written. `takes` is the
    serializer of what is sent with it. An act that `makes` a record is asked for without a number. One on a part of a
    record finds it with `part(record, key=...)`, by what else the address holds: then `noun` is what the act calls the
    part, while the permission is asked for on the record, and the record is what it gives.

    `files`: what is sent may be a form with files (multipart/form-data) as well as JSON.
    """
    title = "".join(each.capitalize() for each in act.__name__.split("_"))
    given = written(gives, rows.model, title, act.__doc__)

    class Done(Act):
        @extend_schema(
            request=dict.fromkeys(FORMS, takes) if files else takes,
            responses=given.serializer,
            operation_id=act.__name__,
        )
        def post(self, request: Request, pk: int | None = None, **keys: Any) -> Response:
            return super().post(request, pk, **keys)

    Done.__name__ = Done.__qualname__ = title
    Done.__doc__ = act.__doc__
    if files:
        Done.parser_classes = [JsonParser, MultiPartParser]
    Done.permission, Done.rows, Done.noun = permission, rows, noun
    Done.makes, Done.takes, Done.gives = makes, takes, given
    Done.act, Done.part = staticmethod(act), staticmethod(part)
    view: Callable[..., Any] = Done.as_view()
    return view


def written(gives: Gives, model: type[Model], title: str, says: str | None) -> Whole:
    """How a record is written as the act of this title gives it."""
    if isinstance(gives, Whole):
        return gives
    fields = fields_of(model, gives, title, says)
    return Whole(fields, lambda record, by: fields(record).data)


def fields_of(
    model: type[Model], fields: Sequence[str], title: str, says: str | None
) -> type[serializers.ModelSerializer]:
    """The serializer of these fields of a record, as the act of this title gives them."""
    meta = type("Meta", (), {"model": model, "fields": ["id", *fields]})
    name = f"{model._meta.app_label.capitalize()}{model.__name__}{title}"
    return type(name, (serializers.ModelSerializer,), {"Meta": meta, "__doc__": says})
