"""An act in the API: the same function as behind the page, with the same words of refusal.

act_api("partnerships.finish_visit", actions.finish_visit, LOADED, "visit", gives=("done_on",))
act_api("partnerships.plan_visit", actions.plan_visit, LOADED, "visit", takes=PlanIn, gives=("due_on",), makes=True)
act_api("partnerships.plan_visit", actions.drop_stop, LOADED, "stop", gives=Whole(VisitOut, visit_out), part=stop_of)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.acting import acting
from core.acts import authorise
from core.pages.page import find


@dataclass(frozen=True)
class Whole:
    """What an act gives where that is the whole record it is on, read again: its serializer, and how it is written."""

    serializer: type[serializers.Serializer]
    write: Callable[[Any], Any]


def itself(record: Model) -> Model:
    """The record, where an act is on the whole of it."""
    return record


class Act(APIView):
    """One act, by POST: on the record that the address names, or a part of it, or without one where it makes one."""

    throttle_scope = "api"
    permission: str
    act: Callable[..., Any]
    rows: QuerySet | None
    noun: str
    part: Callable[..., Any]
    takes: type[serializers.Serializer] | None
    answer: type[serializers.Serializer]
    whole: Whole | None

    def post(self, request: Request, pk: int | None = None, **part: Any) -> Response:
        given: dict[str, Any] = {}
        if self.rows is not None:  # first: who may not see it learns nothing of what is sent with it
            found = find(self.rows.all(), acting(request), pk=pk)
            authorise(acting(request), self.permission, found)
            given[self.noun] = self.part(found, **part)
        if self.takes is not None:
            sent = self.takes(data=request.data)
            sent.is_valid(raise_exception=True)
            given |= sent.validated_data
        done = type(self).act(by=acting(request), **given)
        if self.whole and self.rows is not None:
            return Response(self.whole.write(find(self.rows.all(), acting(request), pk=pk)))
        return Response(self.answer(done).data)


def act_api(
    permission: str,
    act: Callable[..., Any],
    rows: QuerySet,
    noun: str,
    *,
    gives: Sequence[str] | Whole,
    takes: type[serializers.Serializer] | None = None,
    makes: bool = False,
    part: Callable[..., Any] = itself,
) -> Callable[..., Any]:
    """The API view of an act on one of `rows`, which the act knows as `noun`. It gives these fields of the record.

    `takes` is the serializer of what is sent with it. An act that `makes` a record is asked for without a number. One
    on a part of a record finds it with `part(record, key=...)`, by what else the address holds; the permission is asked
    for on the record, and `noun` is what the act calls the part.
    """
    title = "".join(each.capitalize() for each in act.__name__.split("_"))
    answered = gives.serializer if isinstance(gives, Whole) else fields_of(rows.model, gives, title, act.__doc__)
    sent, wanted, finds = takes, permission, part

    class Done(Act):
        permission = wanted
        takes, answer = sent, answered

        @extend_schema(request=sent, responses=answered, operation_id=act.__name__)
        def post(self, request: Request, pk: int | None = None, **part: Any) -> Response:
            return super().post(request, pk, **part)

    Done.__name__ = Done.__qualname__ = title
    Done.__doc__ = act.__doc__
    Done.act, Done.noun, Done.rows = staticmethod(act), noun, None if makes else rows
    Done.part, Done.whole = staticmethod(finds), gives if isinstance(gives, Whole) else None
    view: Callable[..., Any] = Done.as_view()
    return view


def fields_of(
    model: type[Model], fields: Sequence[str], title: str, says: str | None
) -> type[serializers.ModelSerializer]:
    """The serializer of these fields of a record, as the act of this title gives them."""
    meta = type("Meta", (), {"model": model, "fields": ["id", *fields]})
    name = f"{model._meta.app_label.capitalize()}{model.__name__}{title}"
    return type(name, (serializers.ModelSerializer,), {"Meta": meta, "__doc__": says})
