"""What value bands hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "ValueBand": held(
        "for as long as the register is kept: contracts were judged by it",
        none={
            "body": "whose band it is",
            "title": "what it is called",
            "from_value": "from which value it holds",
            "short_form": "whether contracts begin with the short form",
            "asks_priority": "what it asks",
            "asks_feedback": "what it asks",
            "asks_review": "what it asks",
            "asks_compact": "what it asks",
            "monitoring": "how closely its contracts are followed",
            "starts": "since when it holds",
            "ends": "until when it holds",
        },
    )
}
