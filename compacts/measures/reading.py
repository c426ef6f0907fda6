"""What the pages of measures and readings and their part of the API both need."""

from compacts.measures.models import Measure, Reading

MEASURES = Measure.objects.all()
READINGS = Reading.objects.select_related("measure", "organisation", "area", "corrects", "correction")
