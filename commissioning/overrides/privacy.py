"""What overrides hold, and for how long. Of people only whose account asked and whose confirmed."""

from core.privacy import held

CALLED = {"Override": "Overrides of involvement that you asked for or confirmed"}
FIELDS = {
    "Override": held(
        "6 years after the cycle after it is over",
        none={
            "stage": "of which stage",
            "line": "what it goes on without",
            "reason": "why; published, and sent to the organisations concerned",
            "asked_on": "when it was asked for",
            "asked_for": "by which partner",
            "confirmed_on": "when a second person confirmed it",
            "confirmed_for": "of which partner",
            "declined_on": "when it was declined",
            "decline_reason": "why it was declined",
        },
        personal={
            "asked_by": "whose account asked, so that a second person confirms; shown to nobody",
            "confirmed_by": "whose account confirmed; shown to nobody",
        },
    )
}
