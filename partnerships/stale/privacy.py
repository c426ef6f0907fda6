"""What is kept of asking organisations to confirm their entries."""

from core.privacy import held

KEPT = "for good: the history of how the register was kept up to date"

FIELDS = {
    "EntryChaser": held(
        KEPT,
        none={
            "organisation": "whom it was about",
            "sent_on": "when it was asked",
            "umbrella": "the umbrella body that asked",
            "people": "how many mails it was",
        },
        personal={"sent_by": "who asked"},
    ),
}
CALLED = {"EntryChaser": "Who asked organisations to confirm their entries"}
