"""An act in the API: the same function as behind the page, with the same words of refusal.

act_api("partnerships.finish_visit", actions.finish_visit, LOADED, "visit", gives=("done_on",))
act_api("partnerships.plan_visit", actions.plan_visit, LOADED, "visit", takes=PlanIn, gives=("due_on",), makes=True)
"""

from collections.abc import Callable, Sequence
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


class Act(APIView):
    """One act, by POST: on the record that the address names, or without one where it makes a record."""

    throttle_scope = "api"
    permission: str
    act: Callable[..., Any]
    rows: QuerySet | None
    noun: str
    takes: type[serializers.Serializer] | None
    answer: type[serializers.Serializer]

    def post(self, request: Request, **key: Any) -> Response:
        given: dict[str, Any] = {}
        if self.rows is not None:  # first: who may not see it learns nothing of what is sent with it
            given[self.noun] = find(self.rows.all(), acting(request), **key)
            authorise(acting(request), self.permission, given[self.noun])
        if self.takes is not None:
            sent = self.takes(data=request.data)
            sent.is_valid(raise_exception=True)
            given |= sent.validated_data
        done = type(self).act(by=acting(request), **given)
        return Response(self.answer(done).data)


def act_api(
    permission: str,
    act: Callable[..., Any],
    rows: QuerySet,
    noun: str,
    *,
    gives: Sequence[str],
    takes: type[serializers.Serializer] | None = None,
    makes: bool = False,
) -> Callable[..., Any]:
    """The API view of an act on one of `rows`, which the act knows as `noun`. It gives these fields of the record.

    `takes` is the serializer of what is sent with it. An act that `makes` a record is asked for without a number.
    """
    model: type[Model] = rows.model
    component = f"{model._meta.app_label.capitalize()}{model.__name__}"
    meta = type("Meta", (), {"model": model, "fields": ["id", *gives]})
    title = "".join(each.capitalize() for each in act.__name__.split("_"))
    answered = type(f"{component}{title}", (serializers.ModelSerializer,), {"Meta": meta, "__doc__": act.__doc__})
    sent = takes
    wanted = permission

    class Done(Act):
        permission = wanted
        takes, answer = sent, answered

        @extend_schema(request=sent, responses=answered, operation_id=act.__name__)
        def post(self, request: Request, **key: Any) -> Response:
            return super().post(request, **key)

    Done.__name__ = Done.__qualname__ = title
    Done.__doc__ = act.__doc__
    Done.act, Done.noun, Done.rows = staticmethod(act), noun, None if makes else rows
    view: Callable[..., Any] = Done.as_view()
    return view
