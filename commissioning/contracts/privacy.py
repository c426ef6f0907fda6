"""What contracts hold, and for how long."""

from core.privacy import held

KEPT = "for as long as the register is kept: later contracts and the reports of what was spent refer to it"
OF_CONTRACT = {"contract": "of which contract"}
CALLED = {"Contract": "That you asked that a contract may serve no priority of a plan"}
FIELDS = {
    "Contract": held(
        KEPT,
        none={
            "reference": "how its commissioner refers to it",
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "description": "what is provided",
            "kind": "contract or grant",
            "basis": "what is bought",
            "payment_model": "how it is paid",
            "tier": "whether it is direct",
            "provider_model": "how its providers stand to each other",
            "parent": "which contract it is supplementary to",
            "category": "in which category it is published",
            "route": "how the provider was found",
            "client_group": "for whom",
            "area": "where",
            "commissioner": "who commissions it",
            "provider": "who provides it",
            "value": "what it is worth",
            "starts": "its first day",
            "initial_end": "until when it was to run at first",
            "current_end": "until when it runs now",
            "maximum_end": "until when it can ever run",
            "decide_by": "by when it is decided what follows",
            "notice_months": "how long its notice is",
            "notice_by": "by when notice is given",
            "review_on": "when it is reviewed",
            "review_procedure": "how it is reviewed",
            "feedback_method": "how users are heard",
            "priority": "which priority it serves",
            "exception_approved_on": "since when it may serve none",
            "template_version": "from which template it was made",
            "scorecard": "how it stands to the Compact",
            "terms": "how often what is signed was changed",
            "agreed_on": "since when both sides have signed",
            "activated_on": "since when it is active",
            "activated_because": "why it was made active against advice",
            "ended_early_on": "its last day where it ended early",
            "end_reason": "why it ended early",
            "notice_given_on": "when notice was given",
            "taken_over_on": "when it was taken from a published register",
            "copied_from": "from which it was copied",
            "past_on": "as at which day one that was entered from paper is judged",
            "past_entered_on": "when it was entered from paper",
            "past_reason": "why it was entered as one of the past",
            "past_kept_at": "where its paper is kept",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
        personal={"exception_asked_by": "so that a second person approves it"},
        commercial={"exception_reason": "why it serves no priority"},
    ),
    "ContractParty": held(
        KEPT,
        none=OF_CONTRACT
        | {"organisation": "which organisation", "role": "its part", "starts": "since when", "ends": "until when"},
    ),
    "ContractYear": held(KEPT, none=OF_CONTRACT | {"year": "which financial year", "amount": "what it comes to"}),
    "ContractExtension": held(
        KEPT,
        none=OF_CONTRACT
        | {"until": "until when it can run", "decide_by": "by when that is decided", "taken_on": "when it was taken"},
    ),
    "ContractOutcome": held(KEPT, none=OF_CONTRACT | {"title": "what is to be different", "measure": "how it is told"}),
    "ContractDeviation": held(
        KEPT,
        none=OF_CONTRACT | {"term": "which term"},
        commercial={"instead": "what is agreed instead", "reason": "why"},
    ),
    "ContractLink": held(KEPT, none=OF_CONTRACT | {"other": "which other", "kind": "how they belong together"}),
}
