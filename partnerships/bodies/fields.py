"""A form field in which a board or group is chosen."""

from typing import Any

from django.db.models import Q

from core import clock
from core.pages.fields import OneOf
from partnerships.bodies.models import Body


class BodyField(OneOf):
    """One of the boards and groups that go on, by its name and whose it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Body.objects.none(), empty_label="", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.host.name if obj.host else obj.area.name}"

    def offer(self, held: int | None = None, **narrowed: Any) -> None:
        """Offer those that go on today, and the one that is held already; made when a form is, not before."""
        known = Body.objects.filter(Q(ends=None) | Q(ends__gte=clock.today()), **narrowed)
        rows = known | Body.objects.filter(pk=held)
        self.queryset = rows.select_related("host", "area").order_by("sort_name", "pk")
