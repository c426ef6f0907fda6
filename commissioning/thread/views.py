"""The golden thread on one page: need, priority, outcome, contract, measure, walked from either end; and where it is
broken."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse

from commissioning.thread import loose, tree
from commissioning.thread.drawn import drawn
from commissioning.thread.filters import WAYS, ThreadFilters, scope_of
from commissioning.thread.strands import backwards, forwards
from core.pages.addresses import fixed
from core.pages.page import page
from core.pages.ways import way_to
from core.registers.filters import boxes
from core.registers.records import crumbs_to

MOST = 40
"""So many needs or contracts are walked from on the page; the report holds all."""


@page("commissioning.view_need")
def thread(request):
    """What is asked for, as a tree, and the three lists of where it is broken."""
    scope, asked = scope_of(request.GET, request.actor)
    way = "back" if request.GET.get("way") == "back" or (scope.kind == "contract" and "way" not in request.GET) else ""
    found = backwards(scope, MOST + 1) if way else forwards(scope, MOST + 1)
    heads = tree.from_contracts(found) if way else tree.heads(found, scope.kind)
    kept = {name: request.GET[name] for name in (*ThreadFilters.base_filters, scope.kind) if request.GET.get(name)}
    filters = {name: value for name, value in kept.items() if name in ThreadFilters.base_filters}
    return render(request, "commissioning/thread/thread.html", {
        "root": scope.root, "kind": scope.kind, "heads": drawn(heads[:MOST]), "more": len(heads) > MOST, "way": way,
        "boxes": boxes(ThreadFilters, request.GET, asked.form.errors, request.actor), "narrowed": bool(filters),
        "ways": [(said, address(kept | {"way": key or "on"}), key == way) for key, said in WAYS],
        "orphans": loose.orphans(scope, MOST + 1), "unfunded": loose.unfunded(scope, found, MOST + 1),
        "untaken": loose.untaken(scope, found, MOST + 1), "most": MOST,
        "report": way_to(request.actor, f"{fixed('report', 'golden-thread')}?{urlencode(kept)}"),
        "breadcrumbs": crumbs_to(scope.root) if scope.root else [("Commissioning cycles", reverse("cycles"))],
    })  # fmt: skip


def address(asked):
    """The page of the thread, asked so."""
    return f"{reverse('thread')}?{urlencode(asked)}"
