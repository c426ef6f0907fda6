"""What measures and readings hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: targets are judged by it"
FIELDS = {
    "Measure": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "code": "by what sheets and programs name it",
            "counts": "what is counted and what is not",
            "unit": "in which unit",
            "source": "who counts it",
            "price_basis": "in which money it is stated",
            "price_year": "in the prices of which year",
            "is_share": "that it is never shown as growth",
            "better": "which way is better",
        },
    ),
    "Reading": held(
        KEPT,
        none={
            "measure": "what was counted",
            "organisation": "of which organisation",
            "area": "of which area",
            "starts": "from when",
            "ends": "until when",
            "value": "what it came to",
            "source": "where the figure comes from",
            "covers_from": "from when on the figure covers its period",
            "covers_to": "until when the figure covers its period",
            "nothing_reason": "how it is known that there was nothing",
            "verified_on": "when it was compared with its source",
            "corrects": "which figure it took the place of",
            "replaced_on": "until when it counted",
            "replaced_reason": "why it no longer counts",
        },
    ),
}
