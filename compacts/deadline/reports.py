"""The reports on sign-up: its figures, the bodies behind them, and the matrix of localities and organisations."""

import datetime
from typing import Any

from django import forms
from django.urls import reverse

from compacts.deadline import tables
from compacts.deadline.coverage import ORDER, Coverage
from compacts.deadline.models import SignupTarget, Verdict
from compacts.deadline.reading import LOADED
from core.acts import Actor
from core.pages.fields import OneOf
from core.pages.forms import Form
from core.reports.declaration import Figures, Linked, Report, Section
from core.reports.registry import add
from partnerships.organisations.choices import kinds
from partnerships.organisations.models import Area, AreaKind

YET = "Cannot be determined yet"


class WhichTarget(Form):
    """The target a report is about."""

    target = OneOf(label="Target", queryset=SignupTarget.objects.none(), empty_label="Choose from the list")


class WhichBodies(WhichTarget):
    """The target, and which of its bodies."""

    kind = forms.ChoiceField(label="Kind of body", choices=lambda: [("", "All"), *kinds()], required=False)
    verdict = forms.ChoiceField(label="How it stands", choices=[("", "All"), *Verdict.choices], required=False)
    counts = forms.ChoiceField(
        label="In the target", choices=[("", "All"), ("yes", "Counted"), ("no", "Shown beside")], required=False
    )


class WhichRegion(WhichTarget):
    """The target, and the region."""

    region = OneOf(
        label="Region",
        queryset=Area.objects.filter(kind=AreaKind.REGION).order_by("name"),
        empty_label="All",
        required=False,
    )


class AboutATarget(Report):
    """A report about one target of sign-up."""

    audience = "compacts.view_signup_target"
    seen_alike = True
    which: type[Form] = WhichTarget

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = self.which(data)
        seen = LOADED.visible_to(actor).order_by("-due_on", "sort_name")  # type: ignore[attr-defined]
        form.fields["target"].queryset = seen  # type: ignore[attr-defined]
        return form


@add
class CompactSignup(AboutATarget):
    """Who has met a target of sign-up, who has not yet, and who is late."""

    name = "compact-signup"
    title = "Sign-up to Local Compacts"
    description = (
        "How many bodies have met a target of sign-up by signing a Compact, and how many by actively working towards "
        "one; who has not met it yet, and who is late. Councils and the voluntary and community sector stand beside it."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        target: SignupTarget = params["target"]
        found = Coverage(target, as_at)
        places = tables.localities_table(target, as_at)
        sections: list[Section] = [figures_of(found, len(places.rows))]
        sections += [] if found.is_certain else [tables.ends_table(found)]
        counted = tables.kinds_table(
            found, "Bodies that count, by kind", found.counted, "yes", note=tables.method(found)
        )
        beside = tables.kinds_table(found, "Shown beside the target, never counted", found.beside, "no")
        more = [counted, beside, tables.late_table(found), places]
        return [*sections, *[each for each in more if each.rows], *tables.growth_section(target, as_at)]


def figures_of(found: Coverage, without: int) -> Figures:
    """The figures of the target, each with the bodies behind it; none where the day that is taken decides."""
    matrix = f"{reverse('report', args=[tables.LOCALITIES])}?target={found.target.pk}&as_at={found.on.isoformat()}"
    lacking = ("Localities without an agreed Compact", Linked(without, matrix), "integer")
    due = ("Due by the end of" if found.target.day else "Due in", found.target.due_in_words)
    if not found.is_certain:
        return Figures([due, ("Who has met it", YET), lacking])
    tally = found.tally
    lines = [
        (each.label, tables.linked(found, tally.of_verdict(each), each.value, counts="yes"), "integer")
        for each in ORDER
    ]
    bodies = ("Bodies that count", tables.linked(found, tally.bodies, counts="yes"), "integer")
    return Figures([due, bodies, *lines, lacking])


@add
class CompactSignupBodies(AboutATarget):
    """Every body of a target, and how it stands."""

    name = tables.BODIES
    title = "Sign-up, body by body"
    description = "Every body that a target of sign-up counts or shows, and how it stands, what is late first."
    which = WhichBodies

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        found = Coverage(params["target"], as_at)
        bodies = [
            each
            for each in found.bodies
            if params["verdict"] in ("", each.stand.verdict)
            and params["kind"] in ("", each.kind.code)
            and params["counts"] in ("", "yes" if each.counts else "no")
        ]
        return [Figures([("Bodies", len(bodies), "integer")]), tables.bodies_table(found, bodies)]


@add
class CompactSignupLocalities(AboutATarget):
    """The matrix of localities and organisations, and the localities without a Compact."""

    name = tables.LOCALITIES
    title = "Sign-up by locality and organisation"
    description = (
        "Who is in each locality and how each stands there, what is late first, and which localities have no Compact. "
        "A body may stand otherwise in another of its localities."
    )
    which = WhichRegion

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        target, region = params["target"], params["region"]
        found = Coverage(target, as_at)
        places = [each for each in found.places if region is None or tables.lies_in(each.area, region)]
        lacking = tables.localities_table(target, as_at, region)
        table = tables.matrix(places, target)
        areas = {each.area for each in places}
        figures = Figures(
            [("Localities with a body", len(areas), "integer"), (lacking.title, len(lacking.rows), "integer")]
        )
        return [figures, table, *([lacking] if lacking.rows else [])]
