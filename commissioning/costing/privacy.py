"""What costings hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "FullCosting": held(
        "for as long as the register is kept: it says whether the price paid for the service",
        none={
            "contract": "of which contract",
            "method": "how the share of overheads was found",
            "filled_on": "when it was filled in",
        },
        commercial={
            "direct": "what the service costs",
            "development": "what setting it up costs",
            "overheads": "what the organisation's overheads are",
            "share": "which part of them the service carries",
            "participation": "what taking part costs",
            "price": "what the contract pays",
            "reason": "why the price is below the full cost",
        },
    )
}
