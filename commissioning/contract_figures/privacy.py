"""What the figures of the contract register hold. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "ContractFigure": held(
        "until it feeds the measure no longer",
        none={"figure": "which figure", "measure": "which measure it feeds", "set_on": "since when"},
    )
}
