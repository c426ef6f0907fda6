"""What the pages of contracts and their part of the API both need."""

import datetime
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from commissioning.bands.models import ValueBand
from commissioning.contracts.models import Contract
from commissioning.interests.models import Interest
from commissioning.plans.models import Priority
from core.acts import Actor, NotVisible, the_one
from core.belonging import Along, Belonging, put, related
from core.prepared import prepared

LOADED = Contract.objects.select_related(
    "commissioner",
    "provider__kind",
    "area",
    "client_group",
    "parent",
    "priority__plan",
    "copied_from",
    "template_version__template",
    "scorecard__code",
).prefetch_related(
    "parties__organisation",
    "years",
    "extensions",
    "outcomes",
    "deviations",
    "links__other",
    "linked_from__contract",
    "signatures",
    "variations__years",
    "commissioner__value_bands",
    "scorecard__checks__findings",
    "scorecard__code__criteria",
)
_of = prepared(
    lambda key: Contract.objects.filter(pk=key).select_related(
        "commissioner", "provider__kind", "area", "client_group", "priority__plan"
    )
)
_monitored = prepared(
    lambda key: Contract.objects.filter(pk=key).select_related("commissioner", "provider", "monitoring_plan")
)
WHERE_NAMED = ("parent", "copied_from", "template_version__template", "scorecard__code")
"""Records that few contracts name: read where one does. A statement that joins them all takes the database longer."""
OF_AN_OPEN_ONE = ("scorecard__checks__findings", "scorecard__code__criteria")
"""What the checklist asks, while its terms are written."""
IN_CONTRACT = Belonging(
    Contract,
    parties=Along("organisation"),
    years=Along(),
    extensions=Along(),
    outcomes=Along(),
    deviations=Along(),
    links=Along("other", then=("other__parties__organisation",)),
    linked_from=Along("contract", then=("contract__parties__organisation",)),
    signatures=Along(),
    documents=Along(),
    variations=Along(then=("years",)),
)
INTERESTS = IN_CONTRACT.add(
    "interests", lambda contract: Interest.objects.filter(cycle__plans__priorities__contracts=contract)
)
COSTED = IN_CONTRACT.add("costing", lambda contract: related(Contract, "costing").filter(contract=contract))
BANDS = IN_CONTRACT.add("bands", lambda contract: ValueBand.objects.filter(body__contracts_commissioned=contract))
WITH_PARTIES = Contract.objects.select_related("commissioner", "provider").prefetch_related("parties__organisation")
"""Enough to judge who may do what."""


def monitored(actor: Actor, pk: int) -> Contract:
    """The contract with this key, its parties and how closely it is followed, for somebody who may see it. Raises
    NotVisible otherwise. Two queries."""
    rows = _monitored(pk)
    for found in rows:
        put(found, "parties", IN_CONTRACT.read["parties"](pk))
    return the_one(actor, rows)


def the(actor: Actor, pk: int) -> Contract:
    """The contract with this key and all that its page shows of it, for somebody who may see it. Raises NotVisible
    otherwise."""
    found = next(iter(_of(pk)), None)
    if found is None:
        raise NotVisible
    IN_CONTRACT.load(found)
    if IN_CONTRACT.none(found, BANDS):
        put(found.commissioner, "value_bands", ())
    else:
        prefetch_related_objects([found], "commissioner__value_bands")
    wanted = [*WHERE_NAMED, *(OF_AN_OPEN_ONE if found.is_open else ())]
    named = [each for each in wanted if getattr(found, f"{each.split('__')[0]}_id") is not None]
    if named:
        prefetch_related_objects([found], *named)
    return the_one(actor, [found])


def part_of(contract: Contract, parts: str, key: int) -> Any:
    """One of the parts of a contract, such as its `outcomes`. NotVisible where it has none with that key."""
    found = next((each for each in getattr(contract, parts).all() if each.pk == key), None)
    if found is None:
        raise NotVisible
    return found


def priorities_for(actor: Actor, on: datetime.date, kept: int | None = None) -> QuerySet[Any, Any]:
    """The priorities that the person may see and a contract may serve on a day, those of the latest plans first; and
    the one that it serves already (`kept`)."""
    rows = Priority.objects.driving(on) | Priority.objects.filter(pk=kept)
    rows = rows.visible_to(actor).select_related("plan")
    return rows.order_by("-plan__starts", "plan__sort_name", "number", "pk")
