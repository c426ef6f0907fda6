"""What contract templates hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: contracts were made from it"
FIELDS = {
    "ContractTemplate": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "body": "whose template it is",
            "about": "what it is for",
            "latest": "how many versions there are",
            "withdrawn_on": "since when it is out of use",
        },
    ),
    "TemplateVersion": held(
        KEPT,
        none={
            "template": "of which template",
            "number": "which version it is",
            "text": "what it says",
            "note": "what changed",
            "made_on": "when it was made",
        },
    ),
}
