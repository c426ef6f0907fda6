"""What the pages of chasing and their part of the API both need."""

from compacts.chasing.models import CompactLead, SignupChaser
from compacts.deadline.models import SignupStanding

LEADS = CompactLead.objects.select_related("organisation")
CHASERS = SignupChaser.objects.select_related("organisation", "target", "sent_by")
STANDINGS = SignupStanding.objects.select_related("organisation", "target", "organisation__compact_lead")
