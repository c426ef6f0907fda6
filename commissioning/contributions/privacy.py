"""What contributions hold, and for how long. Of people only whose account sent it."""

from core.privacy import held

CALLED = {"Contribution": "Evidence that you sent in for your organisation"}
FIELDS = {
    "Contribution": held(
        "6 years after the cycle after it is over",
        none={
            "organisation": "who sent it",
            "title": "what it is about",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "what": "what the organisation knows; read by it, by commissioners, the secretariat and auditors",
            "starts": "from when",
            "ends": "until when",
            "area": "of which place",
            "client_group": "of which client group",
            "cycle": "for which cycle",
            "file": "the file that came with it",
            "sent_on": "when it was sent",
            "use": "what became of it",
            "answer": "what it was used for, or why not",
            "answered_on": "when that was said",
            "answered_for": "by which partner",
            "withdrawn_on": "when it was taken back",
        },
        personal={"sent_by": "whose account sent it, to ask them; shown to nobody"},
    )
}
