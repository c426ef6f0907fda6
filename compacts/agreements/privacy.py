"""What agreements hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: later agreements and what was done under it refer to it"
FIELDS = {
    "Agreement": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "kind": "which kind of agreement it is",
            "force": "what it binds its parties to",
            "area": "for which locality",
            "aims": "what the partners want to reach",
            "values": "how they want to treat one another",
            "vision": "how it is to be one day",
            "why_jointly": "why they do it together",
            "action_plan": "what is done by when",
            "consulted_on": "when it was sent out for consultation",
            "latest": "how many drafts there are",
            "final_on": "since when its latest draft waits for signatures",
            "in_force_on": "since when all have signed",
            "published_on": "since when everybody may read it",
            "ended_on": "when it ended",
            "end_reason": "why it ended; published with it",
        },
    ),
    "AgreementParty": held(
        KEPT,
        none={
            "agreement": "to which agreement",
            "organisation": "which organisation",
            "starts": "since when it is a party",
            "ends": "until when it is a party",
        },
    ),
    "AgreementDraft": held(
        KEPT,
        none={
            "agreement": "of which agreement",
            "number": "which draft it is",
            "text": "what it says; published where the partners decide so",
            "note": "what changed; published with it",
            "made_on": "when it was made",
            "final_on": "since when it is to be signed",
            "in_force_on": "since when all have signed it",
            "published_on": "since when everybody may read it",
            "whole_since": "since when everybody may read what each partner intends to invest too",
        },
    ),
}
