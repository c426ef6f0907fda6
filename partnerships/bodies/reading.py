"""What the pages of boards and groups and their part of the API both need."""

from partnerships.bodies.models import Body, Decision, Seat

LOADED = Body.objects.select_related("parent", "host", "area")
SEATS = Seat.objects.select_related("body", "organisation")
DECISIONS = Decision.objects.select_related("body")
EVERYBODY_READS = "Everybody may read what you enter here, so name organisations and posts, not people."
