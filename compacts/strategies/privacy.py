"""What strategies hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "JointStrategy": held(
        "for as long as the register is kept: the priorities of annual agreements rest on it",
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "area": "for which locality",
            "first_year": "the first financial year it covers",
            "last_year": "the last financial year it covers",
            "source": "where it can be read",
        },
    )
}
