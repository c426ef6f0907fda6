"""How many days lie between two days of a row, as an expression that both databases know."""

from typing import Any

from django.db.models import Case, F, Func, IntegerField, When


class DaysBetween(Func):
    """The days from the first to the second."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        """By the Julian day."""
        template = "CAST(julianday(%(expressions)s) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        """By taking one day from the other."""
        return super().as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" - ", **more)


def late_days(due: str, sent: str) -> Case:
    """How many days after the one by which it was due something was sent; nothing where it was in time."""
    return Case(When(**{f"{sent}__gt": F(due)}, then=DaysBetween(F(sent), F(due))), output_field=IntegerField())
