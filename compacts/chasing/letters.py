"""What is written to the lead of a body that has not met a target of sign-up."""

from compacts.chasing.models import CompactLead
from compacts.deadline.models import SignupTarget, Verdict
from compacts.deadline.rules import Stand
from core.mail.letters import Letter
from core.pages import words


def chaser(target: SignupTarget, lead: CompactLead, stand: Stand, reply_to: str) -> Letter:
    """To the lead: what is asked, by when, how the body stands, and what to do."""
    who = lead.organisation.name
    by = f"by {target.due_in_words}" if target.day else f"by the end of {target.due_in_words}"
    what = target.get_compact_kind_display()
    late = stand.verdict == Verdict.LATE
    stands = f"By what we know it had done neither by then, {words.plural(stand.late_days, 'day')} ago." if late else (
        "By what we know it has done neither yet."
    )  # fmt: skip
    asked = f"It is asked for by {target.source}." if target.source else ""
    body = [
        f"Dear {lead.name}",
        f"{who} is asked to sign its {what}, or to be actively working towards one, {by}. {asked}".strip(),
        stands,
        "If it has signed, please tell us on which day, and what shows it. If it is working towards one, please name "
        "another public body and a voluntary or community organisation that do so too. If neither, please tell us by "
        "when it will sign.",
        "Please answer to this address." if reply_to else "",
        "The Compacts that there are:",
    ]
    subject = f"{'Late' if late else 'Not done yet'}: {who} and the {what}"
    return Letter(subject[:200], "\n\n".join(each for each in body if each), reply_to)
