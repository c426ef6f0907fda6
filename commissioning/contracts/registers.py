"""The register of contracts and grants, and the same in the layout in which commissioners publish theirs."""

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from commissioning.contracts import kinds
from commissioning.contracts.filters import ContractFilters
from commissioning.contracts.kinds import State, state_on
from commissioning.contracts.models import Contract
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, MONEY, TEXT, YES_NO, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)
BEGIN = "commissioning.begin_contract"

LISTS = (
    ("commissioning.view_supplier", "Suppliers in registers of contracts", "suppliers"),
    ("commissioning.view_monitoring", "Monitoring returns", "returns"),
    ("commissioning.view_variation", "Variations of contracts", "variations"),
    ("commissioning.view_costing", "Full cost of contracts", "costings"),
    ("commissioning.view_band", "Value bands", "bands"),
    ("commissioning.view_template", "Templates", "contract_templates"),
)
"""The other lists of what contracts hold: permission, words and address of each."""


@add
class Contracts(Register):
    """Every contract and grant that the person may see."""

    name = "contracts"
    title = "Contracts and grants"
    noun = "contract"
    model = Contract
    permission = "commissioning.view_contract"
    of_today = True
    filters = ContractFilters
    searchable = True
    search_label = "Title, reference, either side, or area"
    order = "title"
    link = "contract"
    in_navigation = (40, "Contracts")
    in_search = 25
    loaded = ("provider",)
    read_of_found = (
        *("title", "voided_on", "activated_on", "agreed_on", "ended_early_on", "current_end", "starts"),
        "provider__name",
    )
    intro = (
        "What is commissioned with whom, worth how much and until when. Active contracts are read by everybody who is "
        "signed in; drafts by their parties."
    )
    empty = "Begin a contract or a grant. Its page says what is still missing before it can be made active."
    of_a_day = {"state": state_on}
    as_at_note = "Value and current end are what is agreed today; how they stood then is on the page of each contract."
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("reference", "Reference", order="reference"),
        Column("kind", "Kind", kind=CHOICE, choices=dict(kinds.Kind.choices), order="kind"),
        Column("commissioner", "Commissioner", value="commissioner__name", order="commissioner__sort_name"),
        Column("provider", "Provider", value="provider__name", order="provider__sort_name"),
        Column("value", "Value", kind=MONEY, order="value"),
        Column("starts", "Starts", kind=DATE, order="starts"),
        Column("current_end", "Ends", kind=DATE, order=Coalesce("current_end", STILL)),
        Column("maximum_end", "Maximum end", kind=DATE, on_page=False),
        Column("area", "Area", value="area__name", on_page=False),
        Column("client_group", "Client group", value="client_group__title", on_page=False),
        Column("category", "Category", on_page=False),
        Column("route", "Route", on_page=False),
        Column("basis", "What is bought", kind=CHOICE, choices=dict(kinds.Basis.choices), on_page=False),
        Column("payment_model", "How it is paid", kind=CHOICE, choices=dict(kinds.PaymentModel.choices), on_page=False),
        Column("past_on", "Entered from paper, as at", kind=DATE, on_page=False),
        Column("state", "State", kind=CHOICE, choices=dict(State.choices)),
    )

    def hint(self, row: Contract) -> str:
        return f"{row.state.label}, {row.provider.name}"

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(state=state_on(clock.today()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        found = [("The register as it is published", fixed("published_contracts"))]
        if actor.can_ever(BEGIN):
            found = [
                ("Begin a contract or grant", fixed("contract_begin")),
                ("Begin a small grant", fixed("contract_small")),
                ("Enter one of the past from paper", fixed("contract_past")),
                *found,
            ]
        if actor.can_ever("commissioning.import_contracts"):
            found.append(("Send a register of contracts", fixed("contract_register_send")))
        return found + [(said, fixed(name)) for need, said, name in LISTS if actor.can_ever(need)]


EXTENDED = Q(current_end__gt=F("initial_end")) | Q(initial_end=None, current_end__isnull=False)
YES = Value(1, output_field=IntegerField())
NO = Value(0, output_field=IntegerField())


def whether(condition: Q) -> Case:
    """A condition as a column."""
    return Case(When(condition, then=YES), default=NO)


@add
class PublishedContracts(Register):
    """Active contracts in the layout in which commissioners publish their registers; it can be sent back."""

    name = "published_contracts"
    title = "The register of contracts as it is published"
    noun = "contract"
    model = Contract
    permission = "commissioning.view_contract"
    of_today = True
    filters = ContractFilters
    order = "reference"
    link = "contract"
    crumbs = (("Contracts and grants", "contracts"),)
    intro = "Contracts and grants that were made active, in the columns in which public bodies publish theirs."
    empty = "Once a contract is active it stands here, ready to be published."
    columns = (
        Column("reference", "Reference", order="reference", link=True),
        Column("title", "Title", order="sort_name"),
        Column("supplier", "Supplier", value="provider__name", order="provider__sort_name"),
        Column("supplier_identifier", "Supplier identifier", value="provider__code", on_page=False),
        Column("description", "Description", kind=TEXT, on_page=False),
        Column("award_value", "Award value", value="value", kind=MONEY, order="value"),
        Column("starts", "Start", kind=DATE, order="starts"),
        Column("current_end", "Current end", kind=DATE, order=Coalesce("current_end", STILL)),
        Column("maximum_end", "Maximum end", kind=DATE, order=Coalesce("maximum_end", STILL)),
        Column("extendable", "Extendable", kind=YES_NO, value=whether(Q(maximum_end__gt=F("current_end")))),
        Column("extended", "Extended", kind=YES_NO, value=whether(EXTENDED)),
        Column("route", "Route", on_page=False),
        Column("category", "Category", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).filter(activated_on__isnull=False)
