"""What is known of the endorsement of plans, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: it says by whom a plan was endorsed"
FIELDS = {
    "PlanBoard": held(
        KEPT,
        none={"plan": "of which plan", "body": "which board endorses it", "place": "in which order"},
    ),
    "Endorsement": held(
        KEPT,
        none={
            "version": "on which version of a plan",
            "board": "which board decided",
            "decision": "by which decision of it",
            "notes": "what the board asked for; read with the plan",
        },
    ),
}
