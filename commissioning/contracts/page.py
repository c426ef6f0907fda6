"""What the page of a contract shows beside its facts: tables of its parts, each with the way to change them."""

import datetime
from typing import Any

from django.urls import reverse

from commissioning.contracts import days, rules
from commissioning.contracts.kinds import COMMISSIONING, PROVIDING, PartyRole
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import IN_CONTRACT, INTERESTS
from commissioning.interests.models import Interest
from core.acts import Actor
from core.pages import words

Rows = list[list[Any]]


def heading(*titles: str, numbers: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    """The columns of a table, some of them of numbers."""
    return [{"title": title, "number": place in numbers} for place, title in enumerate(titles)]


def removal(contract: Contract, kind: str, part: Any, open_: bool) -> list[Any]:
    """The cell that leads to taking a part away, where the terms are still written."""
    if not open_:
        return []
    return [{"text": "Remove", "href": reverse("contract_part_remove", args=[contract.pk, kind, part.pk])}]


def table(
    title: str,
    columns: list[dict[str, Any]],
    rows: Rows,
    *,
    writes: bool = False,
    add: tuple[str, str] | None = None,
    empty: str = "",
    note: str = "",
) -> dict[str, Any]:
    """A table of the page: its columns, rows, what can be added, and what is said where there is nothing."""
    columns = [*columns, {"title": "Change"}] if writes else columns
    return {"title": title, "columns": columns, "rows": rows, "add": add, "empty": empty, "note": note}


def years_of(contract: Contract) -> dict[str, Any]:
    """What it is worth in each year."""
    rows: Rows = [[days.year_words(each.year), words.money(each.amount)] for each in contract.years.all()]
    return table(
        "Value by financial year", heading("Financial year", "Amount", numbers=(1,)), rows, empty="Not entered yet."
    )


def parties_of(contract: Contract, writes: bool) -> dict[str, Any]:
    """Who has which part in it."""
    rows: Rows = []
    roles = [each.role for each in contract.parties.all()]
    several = {PartyRole.COMMISSIONER: COMMISSIONING, PartyRole.PROVIDER: PROVIDING}
    for each in contract.parties.all():
        organisation, part = each.organisation, each.get_role_display()
        leads = writes and sum(role in several.get(each.role, ()) for role in roles) > 1
        where = reverse("contract_lead", args=[contract.pk, each.pk]) if leads else ""
        cells = [
            {"text": organisation.name, "href": organisation.get_absolute_url()},
            {"text": f"{part}: let it lead", "href": where} if where else part,
            words.date(each.starts or contract.starts), words.date(each.ends),
        ]  # fmt: skip
        rows.append([*cells, *removal(contract, "parties", each, writes)])
    add = ("Add a party", reverse("contract_party", args=[contract.pk])) if writes else None
    return table("Parties", heading("Organisation", "Part", "From", "To"), rows, writes=writes, add=add)


def outcomes_of(contract: Contract, writes: bool) -> dict[str, Any]:
    """What is to be different for people."""
    rows: Rows = [
        [each.title, each.measure or "Not said", *removal(contract, "outcomes", each, writes)]
        for each in contract.outcomes.all()
    ]
    add = ("Add an outcome", reverse("contract_outcome", args=[contract.pk])) if writes else None
    empty = "None is stipulated yet."
    return table("Outcomes", heading("Outcome", "How it is told"), rows, writes=writes, add=add, empty=empty)


def options_of(contract: Contract, writes: bool, ends: bool) -> dict[str, Any]:
    """Until when it can be extended, and whether it was."""
    rows: Rows = []
    for each in contract.extensions.all():
        how: Any = f"Taken on {words.date(each.taken_on)}" if each.taken_on else "Not taken"
        if ends and each.taken_on is None:
            how = {"text": "Take it", "href": reverse("contract_extend", args=[contract.pk, each.pk])}
        cells = [words.date(each.until), words.date(each.decide_by), how]
        rows.append([*cells, *removal(contract, "extensions", each, writes)])
    add = ("Add an option to extend it", reverse("contract_extension", args=[contract.pk])) if writes else None
    return table("Options to extend it", heading("Until", "Decided by", "Taken"), rows, writes=writes, add=add)


def links_of(contract: Contract, actor: Actor, writes: bool) -> dict[str, Any]:
    """The contracts that belong to it, and whether their payment pulls the same way."""
    ours = contract.get_payment_model_display() or "not said"
    rows: Rows = []
    differ = []
    pairs = [(each, each.other) for each in contract.links.all()]
    pairs += [(each, each.contract) for each in contract.linked_from.all()]
    for link, other in pairs:
        if not actor.may(Contract.view_permission, other):
            continue
        theirs = other.get_payment_model_display() or "not said"
        differ += [f"{other.title}: {theirs.lower()}"] if theirs != ours else []
        cells: list[Any] = [
            {"text": other.title, "href": other.get_absolute_url()}, link.get_kind_display(), theirs, other.state.label
        ]  # fmt: skip
        rows.append([*cells, *removal(contract, "links", link, writes and link.contract_id == contract.pk)])
        if writes and len(rows[-1]) == len(cells):
            rows[-1].append("")
    note = ""
    if rows:
        note = (
            f"Payment models differ: this one is paid {ours.lower()}; {', '.join(differ)}. Agree whether they pull the "
            "same way."
            if differ
            else f"All are paid the same way: {ours.lower()}."
        )
    add = ("Link another contract", reverse("contract_link", args=[contract.pk])) if writes else None
    columns = heading("Contract", "How they belong together", "How it is paid", "State")
    return table("Contracts that belong to it", columns, rows, writes=writes, add=add, note=note)


def deviations_of(contract: Contract, writes: bool) -> dict[str, Any]:
    """Where it deviates from its template."""
    rows: Rows = [
        [each.term, each.instead, each.reason, *removal(contract, "deviations", each, writes)]
        for each in contract.deviations.all()
    ]
    made = contract.template_version is not None
    add = ("Record a deviation", reverse("contract_deviation", args=[contract.pk])) if writes and made else None
    empty = f"It follows {contract.template_version}." if made else ""
    columns = heading("Term", "Agreed instead", "Why")
    return table("Deviations from its template", columns, rows, writes=writes, add=add, empty=empty)


def signatures_of(contract: Contract) -> dict[str, Any]:
    """Who signed which version of the terms."""
    names = {each.pk: each.organisation.name for each in contract.parties.all()}
    rows: Rows = []
    for each in contract.signatures.all():  # type: ignore[attr-defined]
        holds = "Holds" if each.terms == contract.terms else "The terms changed since: to be signed anew"
        how: Any = each.get_way_display()
        if each.kept_at:
            how = f"Signed on paper, kept at: {each.kept_at}"
        if each.scan_id:
            how = {"text": "Signed on paper: the scan", "href": reverse("contract_scan", args=[contract.pk, each.pk])}
        rows.append([names[each.party_id], f"{each.name}, {each.designation}", words.date(each.signed_on), how, holds])
    empty = "Nobody has signed yet."
    if contract.taken_over_on:
        empty = "It was taken from a published register, which says nothing of signatures."
    return table("Signatures", heading("Party", "Who", "On", "How", "Standing"), rows, empty=empty)


def documents_of(contract: Contract, actor: Actor) -> dict[str, Any]:
    """What was signed and written, as files, the latest first. Withdrawn ones stand in the list of documents."""
    rows: Rows = [
        [{"text": each.title, "href": each.get_absolute_url()}, each.get_kind_display(), words.date(each.dated_on)]
        for each in contract.documents.all()  # type: ignore[attr-defined]
        if each.withdrawn_on is None
    ]
    adds = contract.voided_on is None and actor.may("commissioning.add_contract_document", contract)
    add = ("Add a document", reverse("contract_document_add", args=[contract.pk])) if adds else None
    return table("Documents", heading("Document", "What it is", "Dated"), rows, add=add)


def variations_of(contract: Contract) -> dict[str, Any]:
    """What was varied, or is to be."""
    rows: Rows = [
        [{"text": f"Variation {each.number}", "href": each.get_absolute_url()}, each.reason, words.date(each.ends),
         words.money(each.value), each.standing[0]]
        for each in contract.variations.all()  # type: ignore[attr-defined]
    ]  # fmt: skip
    columns = heading("Variation", "What and why", "New end", "New value", "Standing", numbers=(3,))
    return table("Variations", columns, rows)


def as_it_stood(contract: Contract) -> dict[str, Any]:
    """What its end and its value were from which day on, where that has changed."""
    steps: dict[datetime.date, str] = {}
    if contract.activated_on is not None:
        steps[contract.agreed_on or contract.activated_on] = "As signed"
    for option in contract.extensions.all():
        if option.taken_on is not None:
            steps[option.taken_on] = f"Option until {words.date(option.until)} taken"
    for each in contract.variations.all():  # type: ignore[attr-defined]
        if each.agreed_on is not None:
            steps[each.agreed_on] = f"Variation {each.number} agreed"
    rows: Rows = [
        [words.date(day), what, words.date(days.end_as_at(contract, day), "not entered"),
         words.money(days.value_as_at(contract, day))]
        for day, what in sorted(steps.items())
    ]  # fmt: skip
    columns = heading("From", "What happened", "Ends", "Value", numbers=(3,))
    return table("How its end and value came about", columns, rows if len(rows) > 1 else [])


def interests_of(contract: Contract) -> dict[str, Any]:
    """What its providers declared while the plan of its priority was made. It bars nobody."""
    columns = heading("Organisation", "Interest", "What it is", "Declared on")
    if contract.priority is None or IN_CONTRACT.none(contract, INTERESTS):
        return table("Interests declared while it was planned", columns, [])
    providers = [each.organisation_id for each in contract.parties.all() if each.role not in COMMISSIONING]
    declared = Interest.objects.standing().filter(  # type: ignore[attr-defined]
        cycle=contract.priority.plan.cycle_id, organisation__in=providers
    )
    rows: Rows = [
        [{"text": each.organisation.name, "href": each.get_absolute_url()}, each.get_kind_display(), each.what,
         words.date(each.declared_on)]
        for each in declared.select_related("organisation").order_by("declared_on", "pk")
    ]  # fmt: skip
    note = "Having taken part in planning bars nobody from bidding." if rows else ""
    return table("Interests declared while it was planned", columns, rows, note=note)


def tables_of(contract: Contract, actor: Actor, *, reads: bool, writes: bool) -> list[dict[str, Any]]:
    """The tables that this person sees."""
    ends = bool(actor.may("commissioning.end_contract", contract)) and contract.activated_on is not None
    found = [years_of(contract), parties_of(contract, writes), outcomes_of(contract, writes), interests_of(contract)]
    if reads:
        links = contract.voided_on is None and bool(actor.may("commissioning.edit_contract", contract))
        found += [
            options_of(contract, writes, ends),
            links_of(contract, actor, links),
            deviations_of(contract, writes), signatures_of(contract), documents_of(contract, actor),
            variations_of(contract), as_it_stood(contract),
        ]  # fmt: skip
    return [each for each in found if each["rows"] or each["add"] or each["empty"]]


def warnings_of(contract: Contract, on: datetime.date) -> list[str]:
    """What is to be known of its sides: who closed while it runs, and who came after."""
    said = []
    for body in (contract.commissioner, contract.provider):
        if body.closed is not None and body.closed <= on and contract.voided_on is None:
            after = ", ".join(each.name for each in rules.heirs_of(body))
            passed = f" {rules.passed_on(body)} {after}." if after else " Nobody is recorded as coming after it."
            said.append(f"{body.name} {body.ending}.{passed}")
    given = contract.signatures.all()  # type: ignore[attr-defined]
    if contract.is_open and any(each.terms != contract.terms for each in given):
        said.append("The terms changed after they were signed: they are signed anew.")
    return said
