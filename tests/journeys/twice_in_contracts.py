"""What the forms of contracts make, with what is typed into them: contracts, bands, templates, variations, costs."""

import datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from commissioning.bands.models import ValueBand
from commissioning.contract_documents.models import ContractDocument
from commissioning.contract_signatures.models import ContractSignature
from commissioning.contract_templates.models import ContractTemplate
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import (
    ContractDeviation,
    ContractExtension,
    ContractLink,
    ContractOutcome,
    ContractParty,
)
from commissioning.costing.models import FullCosting
from commissioning.variations.models import Variation
from compacts.compliance.models import Scorecard
from core.files.models import StoredFile
from core.imports.models import ImportRun
from core.trail.models import Event
from tests.factories.codes import CriterionFactory
from tests.factories.compacts import pdf
from tests.factories.contracts import BandFactory, ContractFactory, TemplateFactory, priority_of, signed
from tests.house import things
from tests.house.world import World
from tests.journeys.made import LAST, Arguments, Made, a_sheet, form_at, on_day, titled

ENDS, LATER = datetime.date(2090, 3, 31), datetime.date(2095, 3, 31)
"""Days that no run of the tests comes to."""
REASON = {"reason": "By mistake."}
BEGUN = {
    "commissioner": "Devon Trust", "title": "Advocacy", "kind": "contract", "provider": "Malvern Carers",
    "area": "Devon", "tier": "direct", "provider_model": "single", "value": "30,000",
    **on_day("starts", 2030), **on_day("initial_end", 2031, 3, 31),
}  # fmt: skip
PAST = BEGUN | {
    "past_reason": "It was signed before.", "past_kept_at": "Deeds", **on_day("starts", 2005),
    **on_day("initial_end", 2006, 3, 31),
}  # fmt: skip
SMALL = {
    "commissioner": "Devon Trust", "title": "A summer fair", "provider": "Malvern Carers", "value": "500",
    "outcome": "Neighbours meet.", **on_day("starts", 2030), **on_day("initial_end", 2030, 9, 30),
}  # fmt: skip
SIGNED_ON_PAPER = {
    "party": LAST, "name": "Pat Lowe", "designation": "Chief Executive", "authority": "The board", "kept_at": "Deeds",
    **on_day("signed_on", 2005),
}  # fmt: skip


def drafted(**more: Any) -> Arguments:
    """A contract whose terms are written."""
    return lambda world, browser: (things.contract(world, "own", "", **more).pk,)


def to_sign(world: World, browser: Client) -> tuple[int]:
    """A draft, and somebody of its provider who is known as what they sign."""
    titled(world, "approver")
    return (things.contract(world, "own", "").pk,)


def running(world: World, **more: Any) -> Contract:
    """One that is active and goes on."""
    both = {"commissioner": world.far_trust, "provider": world.forum, "area": world.area}
    return ContractFactory(active=True, initial_end=ENDS, years=False, **both, **more)


def goes_on(world: World, browser: Client) -> tuple[int]:
    return (running(world).pk,)


def with_an_option(world: World, browser: Client) -> tuple[int, int]:
    """One that goes on, with an option that can still be taken."""
    found = running(world, maximum_end=LATER)
    return found.pk, found.extensions.create(until=LATER, decide_by=ENDS - datetime.timedelta(days=90)).pk


def all_signed(world: World, browser: Client) -> tuple[int]:
    """A small grant that both sides have signed."""
    BandFactory(body=world.far_trust, light=True)
    found = things.contract(world, "own", "", agreed=True)
    signed(found)
    return (found.pk,)


def from_a_template(world: World, browser: Client) -> tuple[int]:
    """A draft that was made from a template."""
    return (things.contract(world, "own", "", template_version=TemplateFactory().versions.get()).pk,)


def beside_another(world: World, browser: Client) -> tuple[int]:
    """A draft, and another contract to which it may belong."""
    things.contract(world, "other", "", title="Lifts")
    return (things.contract(world, "own", "").pk,)


def beside_a_priority(world: World, browser: Client) -> tuple[int]:
    """A draft, and a priority in force that it may serve."""
    priority_of(world.far_trust, ends=ENDS)
    return (things.contract(world, "own", "").pk,)


def to_be_checked(world: World, browser: Client) -> tuple[int]:
    """A draft in an area where a Code of good practice on funding holds."""
    CriterionFactory(code__area=world.area)
    return (things.contract(world, "own", "").pk,)


def banded(world: World, browser: Client) -> tuple[()]:
    """A body with a value band that allows the short form."""
    BandFactory(body=world.far_trust, light=True)
    return ()


def register() -> Any:
    headings = "Reference,Title,Supplier,Award value,Start"
    return a_sheet("register.csv", f"{headings}\nA1,Advocacy,Malvern Carers,5,01/04/2008\n")


def register_sent(world: World, browser: Client) -> tuple[str]:
    """A register that waits for its button."""
    where = reverse("contract_register_send")
    form = form_at(browser, where, where)
    led = browser.post(where, form.data(body=world.far_trust.name, file=register())).url
    return (led.split("/")[-2],)


MADE: dict[str, Made] = {
    "contract_begin": Made(Contract, BEGUN),
    "contract_past": Made(Contract, PAST),
    "contract_small": Made(Contract, SMALL, banded),
    "contract_copy": Made(Contract, {"title": "Advocacy again"}, drafted()),
    "contract_outcome": Made(ContractOutcome, {"title": "People choose with whom they live."}, drafted()),
    "contract_party": Made(ContractParty, {"organisation": "Devon Advice", "role": "subcontractor"}, drafted()),
    "contract_deviation": Made(
        ContractDeviation,
        {"term": "Clause 7", "instead": "Paid in advance.", "reason": "It has no reserves."},
        from_a_template,
    ),
    "contract_extension": Made(
        ContractExtension,
        {**on_day("until", 2009, 3, 31), **on_day("decide_by", 2007)},
        drafted(maximum_end=datetime.date(2010, 3, 31)),
    ),
    "contract_link": Made(ContractLink, {"other": "Lifts", "kind": "alliance"}, beside_another),
    "contract_scorecard": Made(Scorecard, {}, to_be_checked),
    "contract_exception": Made(Event, {"reason": "No plan is there yet."}, drafted()),
    "contract_exception_approve": Made(Event, {}, drafted(exception_reason="No plan is there yet.")),
    "contract_serve": Made(Event, {"priority": LAST}, beside_a_priority),
    "contract_sign": Made(ContractSignature, {"authority": "The board"}, to_sign, who="approver"),
    "contract_paper": Made(ContractSignature, SIGNED_ON_PAPER, drafted()),
    "contract_activate": Made(Event, {}, all_signed),
    "contract_extend": Made(Event, {}, with_an_option, events=2),
    "contract_end": Made(
        Event, {"reason": "The money went.", **on_day("on", 2030), **on_day("notice_given_on", 2006)}, goes_on
    ),
    "contract_void": Made(Event, REASON, drafted()),
    "contract_part_remove": Made(Event),
    "contract_document_add": Made(
        ContractDocument,
        {"kind": "report", "title": "Accounts", **on_day("dated_on", 2006)},
        files={"file": lambda: pdf("Accounts.")},
    ),
    "contract_document_withdraw": Made(Event, REASON, events=2),
    "contract_register_send": Made(StoredFile, {"body": "Devon Trust"}, files={"file": register}),
    "contract_register_preview": Made(ImportRun, {}, register_sent, query=lambda world: f"?body={world.far_trust.pk}"),
    "contract_template_add": Made(ContractTemplate, {"title": "Grants", "text": "1. Paid in advance."}),
    "contract_template_withdraw": Made(Event),
    "band_set": Made(
        ValueBand, {"body": "Devon Trust", "title": "Small grants", "from_value": "0", "monitoring": "light"}
    ),
    "band_end": Made(Event),
    "variation_propose": Made(Variation, {"reason": "A day less each week."}, goes_on),
    "variation_withdraw": Made(Event),
    "costing_fill": Made(
        FullCosting,
        {"direct": "20,000", "development": "0", "method": "direct", "overheads": "0", "participation": "0"},
        drafted(),
    ),
}
