"""What the monitoring of contracts holds, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: what was reported is read by it"
FIELDS = {
    "MonitoringPlan": held(
        KEPT,
        none={
            "contract": "of which contract",
            "risk": "how much goes wrong if the service does",
            "tier": "how closely it is followed",
            "reason": "why otherwise than proposed",
            "decided_on": "since when",
        },
    ),
    "MonitoringRequirement": held(
        KEPT,
        none={
            "contract": "of which contract",
            "measure": "what is counted",
            "detail": "what of it is reported",
            "to_whom": "who reads it",
            "target": "what it is to reach",
            "counts_from": "whose return is used",
            "reuse_allowed_on": "since when its provider allows that",
            "dropped_on": "since when it is no longer asked",
            "dropped_reason": "why",
        },
    ),
    "ProportionAnswer": held(
        KEPT,
        none={
            "requirement": "of which requirement",
            "question": "which question",
            "said": "yes or no",
            "followed": "what followed",
        },
    ),
    "ReportingPeriod": held(
        KEPT,
        none={
            "contract": "of which contract",
            "starts": "its first day",
            "ends": "its last day",
            "due_on": "by when the return is due",
        },
    ),
    "ReportingLine": held(KEPT, none={"period": "for which period", "requirement": "which figure"}),
}
