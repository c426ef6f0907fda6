"""What standards hold, and for how long."""

from core.privacy import held

FIELDS = {
    "Standard": held(
        "for as long as the register is kept",
        none={
            "kind": "what it is about",
            "area": "where it holds",
            "amount": "how much",
            "unit": "counted in",
            "words": "in words; published",
            "source": "where it comes from; published",
            "starts": "the first day it holds",
            "ends": "the last day it holds",
        },
    )
}
