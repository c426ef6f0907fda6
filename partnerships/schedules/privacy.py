"""What schedules of reports hold, why, and for how long."""

from core.privacy import held

KEPT = "for good: the history of what was made for whom"

FIELDS = {
    "ReportSchedule": held(
        KEPT,
        none={
            "report": "which report",
            "title": "what it is called",
            "parameters": "what it is asked with",
            "day": "on which day of the month",
            "capacity": "as what it was scheduled",
            "begun_on": "since when",
            "state": "whether it runs",
            "why": "why it does not",
            "ended_on": "when it was ended",
            "last_month": "for which month it was made last",
        },
        personal={"owner": "who scheduled it"},
    ),
    "ScheduleReader": held(
        KEPT,
        none={"schedule": "the schedule", "left_out_on": "when the reader got nothing"},
        personal={"membership": "for whom it is made"},
    ),
    "ScheduleRun": held(
        KEPT,
        none={"schedule": "the schedule", "month": "in which month it was made", "run": "what was made"},
        personal={"membership": "for whom it was made"},
    ),
}
CALLED = {
    "ReportSchedule": "Reports that you scheduled",
    "ScheduleReader": "Scheduled reports that you get",
    "ScheduleRun": "Scheduled reports that were made for you",
}
