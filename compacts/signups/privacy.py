"""What sign-ups hold, and for how long. Only who signed is about a person."""

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
            "follows": "which earlier sign-up ended with it, so that this one goes on if it is declared void",
        },
    ),
    "SignupSignature": held(
        "for as long as the sign-up is kept: a Compact is signed by somebody with authority to sign",
        none={
            "signup": "which sign-up was signed",
            "way": "whether it was signed here or on paper",
            "edition": "which edition of the document was signed; published with the Compact",
        },
        personal={
            "name": "who signed; read by that organisation's people, the secretariat and auditors",
            "designation": "as what they signed; likewise",
            "authority": "what allowed them to sign; likewise",
            "scan": "the signed paper, with names and signatures; likewise",
        },
    ),
}
CALLED = {"SignupSignature": "Local Compacts that you signed for your organisation"}
