"""What signatures hold, and for how long."""

from core.privacy import held

KEPT = "for as long as the register is kept: what was agreed rests on who signed it, and with what authority"
FIELDS = {
    "Signature": held(
        KEPT,
        none={
            "draft": "which draft was signed",
            "party": "for which party; published with the draft",
            "way": "whether it was signed here or on paper",
            "signed_on": "when; published with the draft",
            "recorded_on": "when it was recorded",
            "kept_at": "where the signed paper is kept",
            "voided_on": "when it was declared void",
        },
        personal={
            "name": "who signed; read by the parties, the secretariat and auditors",
            "designation": "as what they signed; likewise",
            "authority": "what allowed them to sign; likewise",
            "scan": "the signed paper, with names and signatures; likewise",
            "void_reason": "why it is void, which may say something of who signed",
        },
    )
}
CALLED = {"Signature": "Agreements that you signed for your organisation"}
