"""Who keeps a Code on a day, and since when, as expressions of the database, with what predecessors adopted.

ADR 21 counts what a predecessor signed for its successor; so does this, by the successions until the day that is asked.
The ORM has no way to walk a line of any length, so the expression is written here, for rows of organisations.
"""

import datetime

from django.db.models import DateField, IntegerField
from django.db.models.expressions import RawSQL

LINE = """
    WITH RECURSIVE line(reached) AS (
        SELECT {body}
        UNION
        SELECT step.ancestor_id FROM partnerships_lineage step JOIN line ON step.descendant_id = line.reached
        WHERE step."on" <= %s
    )
"""
SINCE = f"""(
    {LINE.format(body="partnerships_organisation.id")}
    SELECT MIN(adoption.adopted_on)
    FROM compacts_codeadoption adoption JOIN compacts_compactcode code ON code.id = adoption.code_id
    WHERE adoption.organisation_id IN (SELECT reached FROM line)
    AND code.subject = %s AND adoption.adopted_on <= %s AND adoption.voided_on IS NULL
    AND (adoption.ended_on IS NULL OR adoption.ended_on > %s)
    AND (code.withdrawn_on IS NULL OR code.withdrawn_on > %s)
)"""  # noqa: S608 - all of it is our own text

BODIES = """(
    WITH RECURSIVE keeper(reached) AS (
        SELECT adoption.organisation_id FROM compacts_codeadoption adoption
        WHERE adoption.code_id = compacts_compactcode.id AND adoption.adopted_on <= %s AND adoption.voided_on IS NULL
        AND (adoption.ended_on IS NULL OR adoption.ended_on > %s)
        AND (compacts_compactcode.withdrawn_on IS NULL OR compacts_compactcode.withdrawn_on > %s)
        UNION
        SELECT step.descendant_id FROM partnerships_lineage step JOIN keeper ON step.ancestor_id = keeper.reached
        WHERE step."on" <= %s
    )
    SELECT COUNT(*) FROM partnerships_organisation body JOIN keeper ON keeper.reached = body.id
    WHERE body.area_id = %s AND (body.opened IS NULL OR body.opened <= %s)
    AND (body.closed IS NULL OR body.closed >= %s) AND body.duplicate_of_id IS NULL AND body.voided_on IS NULL
)"""
"""The same, of rows of Codes: walked from those who adopted it to whoever came after them."""


def line_of(body: int, on: datetime.date) -> RawSQL:
    """The keys of a body and of all that it came from, by the successions until that day."""
    return RawSQL(f"{LINE.format(body='CAST(%s AS bigint)')} SELECT reached FROM line", [body, on])  # noqa: S608, S611 - our own text


def bodies_that_keep(area: int, on: datetime.date) -> RawSQL:
    """How many bodies of a locality that are open on that day keep a Code then."""
    return RawSQL(BODIES, [on, on, on, on, area, on, on], output_field=IntegerField())  # noqa: S611 - our own text


def kept_since(subject: str, on: datetime.date) -> RawSQL:
    """The first day of the adoptions that hold on that day, of any Code on this subject; NULL where there is none."""
    return RawSQL(SINCE, [on, subject, on, on, on], output_field=DateField())  # noqa: S611 - all of it is our own text
