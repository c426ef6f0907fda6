"""What is known of leave and cover, why, and for how long. Why somebody is away is not asked."""

from core.privacy import held

KEPT = "for good, as the roles of the two are kept: it names nobody once their accounts are erased"

FIELDS = {
    "Cover": held(
        KEPT,
        none={
            "starts": "from which day",
            "ends": "to which day",
            "called_off_on": "when it was called off",
        },
        personal={
            "membership": "who is on leave",
            "by_whom": "who covers",
            "why": "why it was called off, which may say something of either",
        },
    )
}
CALLED = {"Cover": "When you were on leave, and for whom you covered"}
