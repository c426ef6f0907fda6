"""The lists of Codes, of who adopted them, and of bodies by the subjects of their Codes."""

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from compacts.codes.filters import AdoptionFilters, CodeFilters, MatrixFilters
from compacts.codes.models import (
    AdoptionState,
    CodeAdoption,
    CodeState,
    CodeSubject,
    CompactCode,
    adoption_on,
    state_on,
)
from compacts.codes.statement import kept_since
from compacts.codes.uploads import EVERYWHERE, AdoptionUpload
from compacts.signups.models import Signup
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add
from partnerships.organisations.models import Organisation

STILL = Value(clock.LATEST)
WHERE = Coalesce("area__name", Value(EVERYWHERE))
HOME = Coalesce("area__name", Value(""))
COMPACTS = (("Local Compacts", "compacts"),)
CODES = (*COMPACTS, ("Codes of good practice", "codes"))


@add
class Codes(Register):
    """Every Code, national and local."""

    name = "codes"
    title = "Codes of good practice"
    noun, nouns = "Code", "Codes"
    model = CompactCode
    permission = "compacts.view_code"
    filters = CodeFilters
    searchable = True
    search_label = "Title, subject or locality"
    order = "title"
    link = "code"
    crumbs = COMPACTS
    in_search = 21
    loaded = ("area",)
    read_of_found = ("title", "due_on", "launched_on", "in_force_on", "withdrawn_on", "area__name")
    intro = (
        "What partners promise one another subject by subject. A Code advises from its launch and binds from the day "
        "on which it is in force."
    )
    as_at_note = "Everything but the state is today's."
    empty = "Add a Code when a Compact promises it: by when it is to be launched, and then who adopts it."
    of_a_day = {"state": state_on}
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("state", "State", kind=CHOICE, choices=dict(CodeState.choices)),
        Column("subject", "What it is about", kind=CHOICE, choices=dict(CodeSubject.choices), order="subject"),
        Column("area", "Where it holds", value=WHERE, order=WHERE),
        Column("due_on", "To be launched by", kind=DATE, order=Coalesce("due_on", STILL)),
        Column("launched_on", "Launched", kind=DATE, order=Coalesce("launched_on", STILL)),
        Column("in_force_on", "In force from", kind=DATE, order=Coalesce("in_force_on", STILL)),
        Column("withdrawn_on", "Withdrawn", kind=DATE, on_page=False),
        Column("withdrawal_reason", "Why it was withdrawn", on_page=False),
        Column("explains", "Comply or explain", kind=YES_NO, on_page=False),
        Column("about", "What it asks", on_page=False),
        Column("source", "Where it comes from", on_page=False),
        Column("document", "Where the text can be read", on_page=False),
    )

    def hint(self, row: CompactCode) -> str:
        return f"{row.state.label}, {row.place}"

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(state=state_on(clock.today()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = [("Add a Code", fixed("code_add"))] if actor.can_ever("compacts.add_code") else []
        return [*begin, ("Which body keeps which Code", fixed("code_matrix")), ("Adoptions", fixed("adoptions"))]


@add
class Adoptions(Register):
    """Every adoption of a Code."""

    name = "adoptions"
    title = "Who adopted Codes of good practice"
    noun, nouns = "adoption", "adoptions"
    model = CodeAdoption
    permission = "compacts.view_adoption"
    filters = AdoptionFilters
    upload = AdoptionUpload
    order = "organisation"
    link = "adoption"
    crumbs = CODES
    intro = "Which body adopted which Code, on which day, and what shows it."
    as_at_note = "Names and kinds are today's."
    empty = "Record on a Code's page which body adopted it, or send many of them as a sheet."
    of_a_day = {"state": adoption_on}
    columns = (
        Column("organisation", "Body", value="organisation__name", order="organisation__sort_name", link=True),
        Column("organisation_code", "Code of the body", value="organisation__code", on_page=False),
        Column("kind", "Kind of body", value="organisation__kind__title", order="organisation__kind__title"),
        Column(
            "area",
            "Locality of the body",
            value="organisation__area__name",
            order=Coalesce("organisation__area__name", Value("")),
        ),
        Column("code", "Code of good practice", value="code__title", order="code__sort_name"),
        Column("place", "Where the Code holds", value=Coalesce("code__area__name", Value(EVERYWHERE)), on_page=False),
        Column("subject", "About", value="code__subject", kind=CHOICE, choices=dict(CodeSubject.choices)),
        Column("state", "State", kind=CHOICE, choices=dict(AdoptionState.choices)),
        Column("adopted_on", "Adopted", kind=DATE, order="adopted_on"),
        Column("ended_on", "Ended", kind=DATE),
        Column("end_reason", "Why it ended", on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
        Column("evidence", "Evidence", on_page=False),
        Column("id", "Id", kind=NUMBER, on_page=False),
        Column("version", "Version", kind=NUMBER, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(state=adoption_on(clock.today()))


def subjects_on(on: datetime.date) -> list[Column]:
    """One column for each subject: since when a body keeps a Code on it."""
    return [
        Column(
            subject.value, subject.label, value=kept_since(subject, on), kind=DATE,
            order=Coalesce(kept_since(subject, on), STILL),
        )
        for subject in CodeSubject
    ]  # fmt: skip


@add
class CodeMatrix(Register):
    """The bodies that are asked to keep Codes, each with the day since which it keeps one on each subject."""

    name = "code_matrix"
    title = "Which body keeps which Code"
    noun, nouns = "body", "bodies"
    model = Organisation
    permission = "compacts.view_code"
    filters = MatrixFilters
    order = "name"
    link = "organisation"
    crumbs = CODES
    intro = (
        "Each open public body that is a partner here, and whoever signed a launched Compact or adopted a Code, with "
        "the day since which it keeps a Code on each subject, be it national or local. What its predecessors adopted "
        "counts for it. An empty cell means that it keeps none. For bodies that have closed, ask as at an earlier day."
    )
    as_at_note = "Names, kinds and localities are today's."
    empty = "Mark public bodies as partners here, and record on a Code's page who adopted it."
    columns = (
        Column("name", "Body", link=True, order="sort_name"),
        Column("code", "Code", order="code", on_page=False),
        Column("kind", "Kind of body", value="kind__title", order="kind__title"),
        Column("area", "Locality", value=HOME, order=HOME),
        *subjects_on(clock.LATEST),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """Who signed a Compact that is not public yet is not told by the matrix, which everybody reads."""
        signed = Signup.objects.filter(voided_on=None, compact__launched_on__isnull=False).values("organisation_id")
        adopted = CodeAdoption.objects.filter(voided_on=None).values("organisation_id")
        asked = Q(is_partner=True, kind__is_public_body=True) | Q(pk__in=signed) | Q(pk__in=adopted)
        return super().rows(actor).filter(asked)

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        at = {each.name: each for each in subjects_on(on or clock.today())}
        return [at.get(each.name, each) for each in self.columns]
