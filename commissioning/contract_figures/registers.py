"""The list of the figures of the contract register and the measures that they feed."""

from commissioning.contract_figures.models import ContractFigure, Figure
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, Column
from core.registers.register import Register, add


@add
class ContractFigures(Register):
    """Which figure feeds which measure."""

    name, title, noun, model = "contract_figures", "Figures that feed measures", "figure", ContractFigure
    permission, link, order = "commissioning.view_figure", "contract_figure", "figure"
    crumbs = (("Contracts and grants", "contracts"),)
    intro = (
        "Each night these figures of the contract register are recorded as readings of the measures, by area and "
        "financial year. Targets read them there."
    )
    empty = "Say which measure a figure feeds, such as the value of contracts with the sector. Targets then read it."
    columns = (
        Column("figure", "Figure", kind=CHOICE, choices=dict(Figure.choices), order="figure", link=True),
        Column("measure", "Measure", value="measure__title", order="measure__sort_name"),
        Column("set_on", "Since", kind=DATE, order="set_on"),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        may = actor.can_ever("commissioning.set_figure")
        return [("Let a figure feed a measure", fixed("figure_set"))] if may else []
