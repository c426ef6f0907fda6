"""Since when a body keeps a Code on a subject, as one expression of the database, with what its predecessors adopted.

ADR 21 counts what a predecessor signed for its successor; so does this, by the successions until the day that is asked.
The ORM has no way to walk a line of any length, so the expression is written here, for rows of organisations.
"""

import datetime

from django.db.models import DateField
from django.db.models.expressions import RawSQL

SINCE = """(
    WITH RECURSIVE line(reached) AS (
        SELECT partnerships_organisation.id
        UNION
        SELECT step.ancestor_id FROM partnerships_lineage step JOIN line ON step.descendant_id = line.reached
        WHERE step."on" <= %s
    )
    SELECT MIN(adoption.adopted_on)
    FROM compacts_codeadoption adoption JOIN compacts_compactcode code ON code.id = adoption.code_id
    WHERE adoption.organisation_id IN (SELECT reached FROM line)
    AND code.subject = %s AND adoption.adopted_on <= %s AND adoption.voided_on IS NULL
    AND (adoption.ended_on IS NULL OR adoption.ended_on > %s)
    AND (code.withdrawn_on IS NULL OR code.withdrawn_on > %s)
)"""


def kept_since(subject: str, on: datetime.date) -> RawSQL:
    """The first day of the adoptions that hold on that day, of any Code on this subject; NULL where there is none."""
    return RawSQL(SINCE, [on, subject, on, on, on], output_field=DateField())  # noqa: S611 - all of it is our own text
