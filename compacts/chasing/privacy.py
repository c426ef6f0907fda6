"""What is held of who leads on Compacts at a body, and of what was written to them."""

from core.privacy import held

LEAD = "until another lead is entered in their place"
SENT = "6 years after it was written, by the job forget_signup_chasers"
FIELDS = {
    "CompactLead": held(
        LEAD,
        none={"organisation": "at which body"},
        personal={
            "name": "who leads on Compacts there",
            "email": "where to write to them",
            "address": "where to write to them by post",
        },
    ),
    "SignupChaser": held(
        SENT,
        none={
            "target": "about which target",
            "organisation": "about which body",
            "channel": "whether it was an e-mail or a letter",
            "sent_on": "when it was written",
            "written_at": "when it was written, whatever day was told",
        },
        personal={
            "to_name": "to whom it was written",
            "to_address": "to which address",
            "recipient": "so that nobody is written to twice on a day",
            "subject": "what it was about",
            "body": "what was written",
            "sent_by": "who wrote it",
        },
    ),
}
CALLED = {
    "CompactLead": "That you lead on Compacts at your organisation",
    "SignupChaser": "What was written to you about signing a Compact",
}
