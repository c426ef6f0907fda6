"""What monitoring returns hold, and for how long."""

from core.privacy import held

KEPT = "for as long as the register is kept: what was reported is read by it"
CALLED = {"ReturnVersion": "Monitoring returns that you sent"}
FIELDS = {
    "MonitoringReturn": held(
        KEPT,
        none={
            "period": "for which period",
            "begun_on": "when it was begun",
            "sent_on": "when it was submitted",
            "waiting_since": "since when its commissioner has it",
            "decide_by": "by when that is decided",
            "queried_on": "when it was queried",
            "answer_by": "by when that is answered",
            "accepted_on": "when it was accepted",
        },
    ),
    "ReturnVersion": held(
        KEPT,
        none={
            "monitoring_return": "of which return",
            "number": "which version",
            "sent_on": "when it was sent",
            "queried_on": "when it was queried",
            "accepted_on": "when it was accepted",
        },
        commercial={"summary": "how it went", "answer": "what changed", "query": "what was unclear"},
        personal={"sent_by": "who sent it for the provider"},
    ),
    "ReturnValue": held(
        KEPT,
        none={
            "return_version": "of which version",
            "line": "which figure",
            "value": "the figure",
            "confirmed": "whether it was looked at again",
            "current": "whether it counts",
            "reading": "which reading it belongs to",
            "no_reading": "why it became none",
        },
        commercial={"note": "how it comes about"},
    ),
}
