"""What the pages of user feedback and their part of the API both need."""

from commissioning.feedback.models import SatisfactionAudit

AUDITS = SatisfactionAudit.objects.select_related("contract__provider", "recorded_by").prefetch_related(
    "contract__parties", "questions"
)
