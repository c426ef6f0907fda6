"""What lists of members hold, why, and for how long."""

from core.privacy import held

KEPT = "2 years after it was sent, then deleted by the job clear_old_member_sheets; the memberships stay"

FIELDS = {
    "MemberSheet": held(
        KEPT,
        none={
            "umbrella": "whose members they are",
            "name": "which sheet it was",
            "on": "the day on which the list stood so",
            "whole": "whether it names every member",
            "sent_on": "when it was sent",
            "taken_in_on": "when it was taken in",
            "voided_on": "when it was set aside",
            "void_reason": "why it was set aside",
        },
        personal={"sent_by": "who sent it"},
    ),
    "MemberLine": held(
        KEPT,
        none={
            "sheet": "the list",
            "number": "where it stands in the sheet",
            "name": "what the member is called",
            "postcode": "where it is",
            "ods": "its ODS code",
            "charity": "its charity number",
            "company": "its company number",
            "membership_class": "as what it belongs",
            "starts": "since when",
            "organisation": "which entry of the register it is",
            "matched": "how that was found",
            "invitation": "the invitation of its contact",
            "not_invited": "why the contact was not invited",
            "returned_on": "when the invitation came back",
            "return_reason": "why it came back",
        },
        personal={"contact_name": "who speaks for the member", "contact_email": "where the invitation goes"},
    ),
}
CALLED = {
    "MemberSheet": "Lists of members that an umbrella body sent",
    "MemberLine": "Contacts that an umbrella body named for its members",
}
