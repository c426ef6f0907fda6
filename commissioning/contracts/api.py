"""Contracts in the API: each of their acts. The list comes with the register."""

from typing import Any

from django.urls import path

from commissioning.contracts import actions, activating, copying_actions, onwards, part_actions, serving, voiding
from commissioning.contracts.api_shapes import (
    ContractActivate,
    ContractBegin,
    ContractCheck,
    ContractCopy,
    ContractDays,
    ContractEdit,
    ContractEnd,
    ContractOn,
    ContractOut,
    ContractReason,
    ContractServe,
    ContractSmall,
    ContractValues,
    key,
    part_in,
)
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import (
    ContractDeviation,
    ContractExtension,
    ContractLink,
    ContractOutcome,
    ContractParty,
)
from commissioning.contracts.reading import LOADED, part_of
from core.acts import Actor
from core.api.acts import Whole, act_api
from partnerships.organisations.models import Organisation


def contract_out(contract: Contract, actor: Actor) -> dict[str, Any]:
    """The contract as the API gives it to who may do something with it, which are its own people."""
    return dict(ContractOut(contract).data)


GIVES = Whole(ContractOut, contract_out)


def act(permission, does, takes, **options):
    """The address of an act on a contract."""
    return act_api(permission, does, LOADED, "contract", takes=takes, gives=GIVES, **options)


def on_part(does: Any, kind: str) -> Any:
    """An act on a contract and one of its parts, as an act on the part: the part knows its contract."""

    def carry_out(*, by: Actor, part: Any, **more: Any) -> Any:
        return does(by=by, contract=part.contract, part=part, **more)

    carry_out.__name__, carry_out.__doc__ = f"{does.__name__}_of_{kind}", does.__doc__
    return carry_out


def part_act(permission: str, does: Any, kind: str, takes: Any = None) -> Any:
    """The address of an act on one of the parts of a contract of a kind."""
    return act_api(
        permission, on_part(does, kind), LOADED, "part", takes=takes, gives=GIVES,
        part=lambda contract, key: part_of(contract, kind, key),
    )  # fmt: skip


EDIT = actions.EDIT
urlpatterns = [
    path("contracts/begin/", act(actions.BEGIN, actions.begin_contract, ContractBegin, makes=True),
         name="api_contract_begin"),
    path("contracts/begin/small/", act(actions.BEGIN, actions.begin_small_grant, ContractSmall, makes=True),
         name="api_contract_small"),
    path("contracts/<int:pk>/copy/", act(EDIT, copying_actions.copy_contract, ContractCopy), name="api_contract_copy"),
    *[
        path(f"contracts/<int:pk>/{where}/", act(permission, does, takes), name=f"api_contract_{name}")
        for where, permission, does, takes, name in (
            ("edit", EDIT, actions.edit_contract, ContractEdit, "edit"),
            ("values", EDIT, actions.set_values, ContractValues, "values"),
            ("end", actions.END, onwards.end_contract, ContractEnd, "end"),
            ("end/take-back", actions.END, onwards.take_back_end, None, "end_take_back"),
            ("days", actions.END, onwards.move_days, ContractDays, "days"),
            ("void", voiding.VOID, voiding.void_contract, ContractReason, "void"),
            ("scorecard", EDIT, activating.check_contract, ContractCheck, "scorecard"),
            ("serve", EDIT, serving.serve_priority, ContractServe, "serve"),
            ("exception", EDIT, activating.ask_for_exception, ContractReason, "exception"),
            ("exception/approve", activating.APPROVE, activating.approve_exception, None, "exception_approve"),
            ("activate", activating.ACTIVATE, activating.activate_contract, ContractActivate, "activate"),
            ("outcomes/add", EDIT, part_actions.add_contract_outcome,
             part_in(ContractOutcome, "title", "measure"), "outcome"),
            ("deviations/add", EDIT, part_actions.add_deviation,
             part_in(ContractDeviation, "term", "instead", "reason"), "deviation"),
            ("extensions/add", EDIT, part_actions.add_extension,
             part_in(ContractExtension, "until", "decide_by"), "extension"),
            ("parties/add", EDIT, part_actions.add_contract_party,
             part_in(ContractParty, "organisation", "role", "starts", organisation=key(Organisation)), "party"),
            ("links/add", EDIT, part_actions.link_contract,
             part_in(ContractLink, "other", "kind", other=key(Contract)), "link"),
        )
    ],
    *[
        path(f"contracts/<int:pk>/{kind}/<int:key>/remove/", part_act(EDIT, part_actions.remove_part, kind),
             name=f"api_contract_{kind}_remove")
        for kind in ("parties", "outcomes", "extensions", "deviations", "links")
    ],
    path("contracts/<int:pk>/parties/<int:key>/lead/", part_act(EDIT, part_actions.lead_side, "parties"),
         name="api_contract_lead"),
    path("contracts/<int:pk>/extensions/<int:key>/take/",
         part_act(actions.END, part_actions.take_extension, "extensions", ContractOn), name="api_contract_extend"),
]  # fmt: skip
