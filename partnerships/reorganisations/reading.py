"""What the pages of reorganisations and their part of the API both need."""

from partnerships.reorganisations.models import Reorganisation

LOADED = Reorganisation.objects.select_related("carried_out_by", "ended_by")
