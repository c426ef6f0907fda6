"""Annual agreements in the API: each of their acts. The lists come with the registers."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from compacts.annual import actions, monitoring_actions
from compacts.annual.composing import TEXTS
from compacts.annual.models import AnnualAgreement, LineState
from compacts.annual.parts import PARTS
from compacts.annual.reading import LINES, LOADED
from compacts.annual.rules import complete
from compacts.frameworks.models import Framework
from core import clock
from core.acts import NotVisible
from core.api.acts import Whole, act_api

VERSION = "The version you have read; another answers 409."
UNDER = "The framework it stands under."


def row_out(part: str) -> type[serializers.ModelSerializer]:
    """How a row of a component is written."""
    kind = PARTS[part]
    fields = ("id", "version", *kind.fields, *(("state",) if part == "work" else ()))
    meta = type("Meta", (), {"model": kind.model, "fields": fields})
    return type(f"{kind.model.__name__}Out", (serializers.ModelSerializer,), {"Meta": meta, "__doc__": kind.noun})


def row_in(part: str) -> type[serializers.ModelSerializer]:
    """A row that is added to a component."""
    kind = PARTS[part]
    meta = type("Meta", (), {"model": kind.model, "fields": kind.fields, "validators": ()})
    return type(f"{kind.model.__name__}In", (serializers.ModelSerializer,), {"Meta": meta, "__doc__": kind.noun})


def row_edit(part: str) -> type[serializers.ModelSerializer]:
    """What is to change of a row of a component."""
    kind = PARTS[part]
    optional = {name: {"required": False} for name in kind.fields}
    meta = type(
        "Meta", (),
        {"model": kind.model, "fields": ("version", *kind.fields), "extra_kwargs": optional, "validators": ()},
    )  # fmt: skip
    said = {"Meta": meta, "__doc__": kind.noun, "version": serializers.IntegerField(help_text=VERSION)}
    return type(f"{kind.model.__name__}Edit", (serializers.ModelSerializer,), said)


class AnnualOut(serializers.ModelSerializer):
    """An annual agreement with its six components."""

    standing = serializers.CharField()
    complete = serializers.SerializerMethodField(help_text="How many of the six components are complete.")
    outcomes = row_out("outcomes")(many=True)
    priorities = row_out("priorities")(many=True)
    intentions = row_out("intentions")(many=True)
    measures = row_out("measures")(many=True)
    work = row_out("work")(many=True)

    class Meta:
        model = AnnualAgreement
        fields = (
            *("id", "version", "agreement", "framework", "service", "year", "follows", "standing", "complete", *TEXTS),
            *PARTS,
        )

    def get_complete(self, annual: AnnualAgreement) -> int:
        return complete(annual, clock.today())


class AnnualBegin(serializers.ModelSerializer):
    """An annual agreement for a service. A year is the calendar year in which it begins: 2008 is 2008-09."""

    framework = serializers.PrimaryKeyRelatedField(queryset=Framework.objects.all(), help_text=UNDER)

    class Meta:
        model = AnnualAgreement
        fields = ("framework", "service", "year")
        validators = ()


class AnnualGovernance(serializers.ModelSerializer):
    """How the service is governed, and who is involved how."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta:
        model = AnnualAgreement
        fields = ("version", *TEXTS)


class AnnualSend(serializers.Serializer):
    """That the six components are sent for signing."""

    note = serializers.CharField(max_length=300, required=False, allow_blank=True, help_text="What changed.")
    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


class AnnualCarry(serializers.Serializer):
    """Under which framework the next year's agreement stands."""

    framework = serializers.PrimaryKeyRelatedField(
        queryset=Framework.objects.all(), required=False, allow_null=True, help_text="The same, where it is not sent."
    )


class WorkProgressIn(serializers.Serializer):
    """How a line of a work plan stands."""

    state = serializers.ChoiceField(choices=LineState.choices)
    note = serializers.CharField(max_length=2000)
    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


def written(annual: AnnualAgreement, actor: Any) -> Any:
    """An annual agreement as the acts on it give it."""
    return AnnualOut(annual).data


def act(permission: str, does: Any, takes: Any, noun: str = "annual", **options: Any) -> Any:
    """The address of an act on an annual agreement."""
    return act_api(permission, does, LOADED, noun, takes=takes, gives=Whole(AnnualOut, written), **options)


def named(does: Any, name: str, **given: Any) -> Any:
    """An act with some of what it takes given, under a name of its own in the schema."""

    def done(**more: Any) -> Any:
        return does(**given, **more)

    done.__name__, done.__doc__ = name, does.__doc__
    return done


def row_of(part: str) -> Any:
    """How a row of a component is found in its annual agreement."""

    def find(annual: AnnualAgreement, row: int) -> Any:
        wanted = next((each for each in getattr(annual, part).all() if each.pk == row), None)
        if wanted is None:
            raise NotVisible
        return wanted

    return find


def on_rows(part: str) -> list[Any]:
    """The addresses of the acts on the rows of a component."""
    kind, edit, before = PARTS[part], actions.EDIT, f"agreements/annual/<int:pk>/{part}/"
    one = kind.model.__name__.lower()
    part_of = {"noun": "row", "part": row_of(part)}
    adds, changes, drops = (
        named(actions.add_part, f"add_{one}", part=part),
        named(actions.edit_part, f"edit_{one}"),
        named(actions.drop_part, f"drop_{one}"),
    )
    return [
        path(f"{before}add/", act(edit, adds, row_in(part)), name=f"api_annual_{part}_add"),
        path(f"{before}<int:row>/edit/", act(edit, changes, row_edit(part), **part_of), name=f"api_annual_{part}_edit"),
        path(f"{before}<int:row>/drop/", act(edit, drops, None, **part_of), name=f"api_annual_{part}_drop"),
    ]


urlpatterns = [
    path(
        "agreements/annual/begin/",
        act(actions.BEGIN, actions.begin_annual, AnnualBegin, makes=True),
        name="api_annual_begin",
    ),
    *[
        path(f"agreements/annual/<int:pk>/{where}/", act(actions.EDIT, does, takes), name=f"api_annual_{name}")
        for where, does, takes, name in (
            ("governance", actions.edit_governance, AnnualGovernance, "governance"),
            ("send", actions.send_for_signing, AnnualSend, "send"),
            ("carry-forward", actions.carry_forward, AnnualCarry, "carry"),
        )
    ],
    *[each for part in PARTS for each in on_rows(part)],
    path(
        "agreements/annual/work/<int:pk>/progress/",
        act_api(
            monitoring_actions.NOTE, monitoring_actions.note_progress, LINES, "line", takes=WorkProgressIn,
            gives=("annual", *PARTS["work"].fields, "state"),
        ),
        name="api_work_line_progress",
    ),
]  # fmt: skip
