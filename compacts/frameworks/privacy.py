"""What framework agreements hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "Framework": held(
        "for as long as the register is kept: later frameworks and the services under it refer to it",
        none={
            "agreement": "of which agreement",
            "kind": "whether it is for commissioning or providing",
            "basis": "under which law",
            "pooled_budget": "whether it allows a pooled budget",
            "joint_commissioning": "whether it allows lead or joint commissioning",
            "integrated_provision": "whether it allows integrated provision",
            "starts": "from when",
            "starts_month_only": "whether only the month of its first day is known",
            "ends": "until when",
            "ends_month_only": "whether only the month of its last day is known",
            "due_from": "from when it is planned",
            "due_until": "until when it is planned",
        },
    )
}
