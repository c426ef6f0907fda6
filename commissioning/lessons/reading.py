"""What the pages of lessons and their part of the API both need."""

from commissioning.lessons.models import Lesson

LOADED = Lesson.objects.select_related("cycle__area").prefetch_related("cycle__partners")
