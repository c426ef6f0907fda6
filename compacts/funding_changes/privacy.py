"""What changes of funding hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "FundingChange": held(
        "for as long as the register is kept: it says whether partners kept the money together",
        none={
            "framework": "of which framework",
            "partner": "which party",
            "direction": "whether money came or went",
            "notice_on": "when notice was given",
            "takes_effect_on": "from when",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
        commercial={"amount": "how much a year", "reason": "why the money came or went"},
    )
}
