"""What sign-ups hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "Signup": held(
        "for as long as the register is kept: the target of April 2004 is judged by it",
        none={
            "compact": "to which Compact",
            "organisation": "which organisation",
            "status": "whether it signed or works towards it",
            "starts": "since when",
            "evidence": "what shows it; published with the Compact",
            "public_body": "with which other public body",
            "vcs_partner": "with which voluntary or community organisation",
            "ended_on": "when it ended",
            "end_reason": "why it ended; published with the Compact",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void; published with the Compact",
        },
    )
}
