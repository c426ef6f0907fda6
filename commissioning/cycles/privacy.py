"""What cycles hold, and for how long. Of people only who answered a line by hand, and who signed a stage."""

from core.privacy import held

KEPT = "6 years after the cycle after it is over"
CALLED = {
    "LineAnswer": "Lines of checklists that you answered",
    "StageSignoff": "Stages of cycles that you signed off",
}
FIELDS = {
    "CommissioningCycle": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "client_group": "whose needs are commissioned for",
            "area": "where",
            "unit": "which board or team commissions jointly",
            "starts": "from when",
            "ends": "until when",
            "review_due": "by when it is reviewed",
            "follows": "which cycle came before",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    ),
    "CyclePartner": held(
        KEPT,
        none={
            "cycle": "in which cycle",
            "organisation": "which public body commissions",
            "lead": "the post that leads there, not the person",
            "starts": "since when",
            "ends": "until when",
        },
    ),
    "Stage": held(
        KEPT,
        none={
            "cycle": "of which cycle",
            "kind": "which of the four",
            "opened_on": "when it opened",
            "signed_off_on": "when the last partner signed it off",
        },
    ),
    "LineAnswer": held(
        KEPT,
        none={
            "stage": "of which stage",
            "line": "which line of its checklist",
            "reply": "yes, no or not yet",
            "evidence": "what shows it; everybody with an account reads it",
            "link": "where that can be read",
            "organisation": "for which partner it was answered",
            "post": "the post of whoever answered",
            "answered_on": "when",
        },
        personal={"answered_by": "whose account it was, to ask them; shown to nobody"},
    ),
    "StageSignoff": held(
        KEPT,
        none={
            "stage": "which stage",
            "partner": "for which partner",
            "decision": "which board's decision stands for the signature",
            "signed_on": "when",
            "recorded_on": "when it was recorded",
            "voided_on": "when the stage was opened again",
            "void_reason": "why it was opened again",
        },
        personal={
            "name": "who signed; read by the partners' own people, the secretariat and auditors",
            "designation": "as what they signed",
        },
    ),
}
