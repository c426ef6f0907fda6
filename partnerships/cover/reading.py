"""What pages and the API of covers both need."""

from partnerships.cover.models import Cover

LOADED = Cover.objects.select_related(
    "membership__user", "membership__organisation", "membership__area",
    "by_whom__user", "by_whom__organisation", "by_whom__area",
)  # fmt: skip
