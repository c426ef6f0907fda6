"""What reviews of Compacts hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "CompactReview": held(
        "for as long as the register is kept: how a Compact stood on any day follows from its reviews",
        none={
            "compact": "which Compact was reviewed",
            "began_on": "since when; published with the Compact",
            "led_by": "which group or organisations review it; published once it is concluded",
            "findings": "what it found; published once it is concluded",
            "score": "how far the Compact is kept, from 0 to 100; published once it is concluded",
            "concluded_on": "when it was concluded",
            "refreshed": "whether the Compact was refreshed by it",
            "next_due": "by when the Compact is reviewed next; published once it is concluded",
            "was_due": "by when a review was due before this one, put back if this one is declared void",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    )
}
