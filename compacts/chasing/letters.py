"""What is written to the lead of a body that has not met a target of sign-up."""

from compacts.chasing.models import CompactLead
from compacts.deadline.models import SignupTarget, Verdict
from compacts.deadline.rules import Stand
from compacts.local.models import CompactKind
from core.mail.letters import Letter
from core.pages import words

WORDS = {
    CompactKind.LOCAL_COMPACT: ("the Local Compact", "a Local Compact"),
    CompactKind.BOARD_AGREEMENT: ("the agreement with the sector", "an agreement with the sector"),
}
"""What is signed, as the subject and the letter call it."""


def chaser(target: SignupTarget, lead: CompactLead, stand: Stand, reply_to: str) -> Letter:
    """To the lead: what is asked, by when, how the body stands, and what to do."""
    who = lead.organisation.name
    by = f"by {target.due_in_words}" if target.day else f"by the end of {target.due_in_words}"
    called, what = WORDS[target.compact_kind]
    late = stand.verdict == Verdict.LATE
    stands = f"By what we know it had done neither by then, {words.plural(stand.late_days, 'day')} ago." if late else (
        "By what we know it has done neither yet."
    )  # fmt: skip
    asked = f"This is asked for in: {target.source}." if target.source else ""
    body = [
        f"Dear {lead.name}",
        f"{who} is asked to sign {what}, or to be actively working towards one, {by}. {asked}".strip(),
        stands,
        "If it has signed, please tell us on which day, and what shows it. If it is working towards one, please name "
        "another public body and a voluntary or community organisation that do so too. If neither, please tell us by "
        "when it will sign.",
        "Please answer to this address." if reply_to else "",
        "The Compacts that there are:" if lead.email else "",
    ]
    subject = f"{'Late' if late else 'Not done yet'}: {who} and {called}"
    return Letter(subject[:200], "\n\n".join(each for each in body if each), reply_to)
