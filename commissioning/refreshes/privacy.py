"""What refreshes of plans hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "PlanRefresh": held(
        "for as long as the register is kept: it says how a plan was looked after",
        none={
            "plan": "of which plan",
            "refreshed_on": "on which day",
            "reflects_strategies": "whether it reflects the joint strategies",
            "fit_for_purpose": "whether it is fit for purpose as a joint commissioning plan",
            "informs_agreement": "whether it informs the section 75 agreement",
            "notes": "what was looked at; read with the plan",
            "next_due": "by when it is refreshed next",
        },
    )
}
