"""Fields and small abstract models that every subject uses."""

import datetime
import re
import unicodedata
import zlib
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import F, Q

from core.acts import Actor


def is_seen(text: str) -> bool:
    """Whether anything of a text is seen: not of one that is made of spaces and marks of direction alone."""
    return any(not each.isspace() and unicodedata.category(each) != "Cf" for each in text)


def fold(text: str) -> str:
    """Text as it sorts and is searched: no accents, no capitals, no punctuation, single spaces.

    >>> fold("Crème & Co. (St John's)")
    'creme co st johns'
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in plain if not unicodedata.combining(each)).casefold()
    plain = re.sub(r"['\u2019]", "", plain)
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


def sort_name(text: str, longest: int = 200) -> str:
    """What lists sort a name by: the name folded, and the name itself where nothing of it is left."""
    return (fold(text) or text)[:longest]


def fingerprint(*values: object) -> int:
    """A number that changes with the values: the version of a record that keeps no count of its edits."""
    return zlib.crc32("\0".join(str(each) for each in values).encode())


@models.ForeignKey.register_lookup
@models.IntegerField.register_lookup
class Among(models.Lookup):
    """`organisation__among={3, 5}`: one of the keys, which are written into the statement as they are.

    For keys that we found ourselves, and which may be many: `__in` examines each as if somebody had typed it.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        if not self.rhs:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        keys = ", ".join([str(int(key)) for key in sorted(self.rhs)])
        return f"{column} IN ({keys})", params


class Visible(models.QuerySet):
    """Rows of which each person sees those that the model's `view_permission` says."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that the person may see."""
        return self.filter(actor.q(self.model.view_permission))  # type: ignore[attr-defined]


class DatedQuerySet(Visible):
    """Rows that hold from a day to a day. `ends` is the last day on which they hold; empty means still."""

    def in_force(self, on: datetime.date) -> "DatedQuerySet":
        """Those that hold on that day. A start that is not known counts as long ago."""
        return self.filter(Q(starts=None) | Q(starts__lte=on), Q(ends=None) | Q(ends__gte=on))


class Dated(models.Model):
    """A fact that holds from a day to a day."""

    starts = models.DateField("from", null=True, blank=True, help_text="The first day. Leave empty if it is not known.")
    ends = models.DateField("to", null=True, blank=True, help_text="The last day. Leave empty while it goes on.")

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def end(self, on: datetime.date) -> None:
        """Let it end on that day; where it begins later, on its first day. Does not save."""
        self.ends = max(on, self.starts or on)

    def holds_on(self, on: datetime.date) -> bool:
        """Whether the fact holds on that day."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or self.ends >= on)


def dates_in_order(name: str) -> models.CheckConstraint:
    """The constraint every Dated model carries: it does not end before it starts."""
    return models.CheckConstraint(
        name=name,
        condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
        violation_error_message="The last day is before the first day.",
    )


class Voidable(models.Model):
    """A record that is declared void where it was entered by mistake: it is kept with the reason and counts nowhere."""

    voided_on = models.DateField("declared void on", null=True, blank=True, editable=False)
    void_reason = models.TextField("why it is void", max_length=2000, blank=True)

    class Meta:
        abstract = True


def void_with_a_reason(name: str) -> models.CheckConstraint:
    """The constraint every Voidable model carries: why it is void is said where it is, and nowhere else."""
    return models.CheckConstraint(
        name=name,
        condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
        violation_error_message="Say why it is void.",
    )


class Versioned(models.Model):
    """A record that is edited on a form: the version tells whether somebody else changed it meanwhile."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
