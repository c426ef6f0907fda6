"""Which entries of the register may be one body: found by two statements over the whole of it.

Names are compared as they sort (no capitals, accents, stops or '&'), once as they are and once without small words and
legal forms. The same name says something where both are in the same area or at the same postcode, or where nobody
knows where one of them is; a name that very many have says nothing. Numbers are compared whatever the list that gave
them calls itself: org-id GB-CHC-1093617 is the charity number 1093617.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from django.db import connection

SMALL = ("the", "and", "of", "for", "ltd", "limited", "plc", "llp", "cic", "cio", "incorporated", "inc")
"""Words that one list writes and another leaves out."""
MOST_CALLED_SO = 60
"""A name that more entries have than this is no reason."""
MOST_WITHOUT_PLACE = 5
"""The same, where it is not known of one of them where it is."""
LISTS = (
    ("GB-CHC-", "charity"),
    ("GB-SC-", "charity-sc"),
    ("GB-NIC-", "charity-ni"),
    ("GB-COH-", "company"),
    ("GB-NHS-", "ods"),
    ("GB-LAE-", "council"),
)
"""How an org-id begins, and the scheme whose number follows."""
APART = """
    NOT EXISTS (SELECT 1 FROM partnerships_lineage step
        WHERE (step.ancestor_id = one.id AND step.descendant_id = two.id)
        OR (step.ancestor_id = two.id AND step.descendant_id = one.id))
    AND NOT EXISTS (SELECT 1 FROM partnerships_tie tie
        WHERE (tie.organisation_id = one.id AND tie.other_id = two.id)
        OR (tie.organisation_id = two.id AND tie.other_id = one.id))
    AND NOT (one.closed IS NOT NULL AND two.opened IS NOT NULL AND one.closed < two.opened)
    AND NOT (two.closed IS NOT NULL AND one.opened IS NOT NULL AND two.closed < one.opened)
"""
"""What is known to be two bodies: one came from the other, is a part of it, or was there before it."""
LOOSE = reduce(lambda text, word: f"REPLACE({text}, ' {word} ', ' ')", SMALL, "' ' || sort_name || ' '")
NAMES = f"""
WITH entry AS MATERIALIZED (
    SELECT id, sort_name, TRIM({LOOSE}) AS loose, area_id, UPPER(REPLACE(postcode, ' ', '')) AS postcode, opened, closed
    FROM partnerships_organisation WHERE duplicate_of_id IS NULL AND voided_on IS NULL
),
alike AS MATERIALIZED (
    SELECT loose, COUNT(*) AS called FROM entry GROUP BY loose HAVING COUNT(*) BETWEEN 2 AND {MOST_CALLED_SO}
)
SELECT one.id, two.id,
    CASE WHEN one.sort_name = two.sort_name THEN 1 ELSE 0 END,
    CASE WHEN one.area_id = two.area_id THEN 1 ELSE 0 END,
    CASE WHEN one.postcode <> '' AND one.postcode = two.postcode THEN 1 ELSE 0 END
FROM alike
JOIN entry one ON one.loose = alike.loose
JOIN entry two ON two.loose = alike.loose AND two.id > one.id
WHERE alike.loose <> '' AND (
    one.area_id = two.area_id
    OR (one.postcode <> '' AND one.postcode = two.postcode)
    OR (alike.called <= {MOST_WITHOUT_PLACE} AND (
        (one.area_id IS NULL AND one.postcode = '') OR (two.area_id IS NULL AND two.postcode = '')))
) AND {APART}
"""  # noqa: S608 - all of it is our own text
CODED = " ".join(
    f"WHEN scheme = 'org-id' AND SUBSTR(UPPER(value), 1, {len(begins)}) = '{begins}' "
    f"THEN '{scheme}:' || SUBSTR(value, {len(begins) + 1})"
    for begins, scheme in LISTS
)
NUMBERS = f"""
WITH held AS (
    SELECT organisation_id, value, UPPER(CASE {CODED} ELSE scheme || ':' || value END) AS said
    FROM partnerships_identifier
),
number AS MATERIALIZED (
    SELECT organisation_id, value, REPLACE(REPLACE(REPLACE(REPLACE(
        said, 'CHARITY-NI:NIC', 'CHARITY-NI:'), 'COMPANY:00', 'COMPANY:'), 'COMPANY:0', 'COMPANY:'), ' ', '') AS told
    FROM held
),
shared AS MATERIALIZED (SELECT told FROM number GROUP BY told HAVING COUNT(*) > 1),
pair AS MATERIALIZED (
    SELECT DISTINCT first.organisation_id AS first, second.organisation_id AS second, first.value
    FROM shared
    JOIN number first ON first.told = shared.told
    JOIN number second ON second.told = shared.told AND second.organisation_id > first.organisation_id
)
SELECT one.id, two.id, pair.value
FROM pair
JOIN partnerships_organisation one ON one.id = pair.first AND one.duplicate_of_id IS NULL
JOIN partnerships_organisation two ON two.id = pair.second AND two.duplicate_of_id IS NULL
WHERE {APART}
"""  # noqa: S608 - all of it is our own text


@dataclass
class Pair:
    """Two entries by their keys, the smaller first, with what speaks for their being one body."""

    first: int
    second: int
    same_name: bool = False
    like_name: bool = False
    same_number: bool = False
    where: str = ""
    number: str = ""

    @property
    def why(self) -> str:
        """'The same name, in the same area; the same number 1093617'."""
        said = []
        if self.same_name:
            said.append(f"the same name, {self.where}")
        if self.like_name:
            said.append(f"the same name but for small words, {self.where}")
        if self.same_number:
            said.append(f"the same number {self.number}")
        text = "; ".join(said)
        return text[:1].upper() + text[1:]


def found() -> dict[tuple[int, int], Pair]:
    """Every pair that may be one body, by its keys. Two statements."""
    pairs: dict[tuple[int, int], Pair] = {}
    for first, second, same, area, postcode in asked(NAMES):
        pair = pairs.setdefault((first, second), Pair(first, second))
        pair.same_name, pair.like_name = bool(same), not same
        pair.where = place_of(bool(area), bool(postcode))
    for first, second, number in asked(NUMBERS):
        pair = pairs.setdefault((first, second), Pair(first, second))
        pair.same_number, pair.number = True, number
    return pairs


def place_of(area: bool, postcode: bool) -> str:
    """Where both are, in words."""
    if postcode:
        return "at the same postcode"
    return "in the same area" if area else "and it is not known where one of them is"


def asked(statement: str) -> Iterator[tuple[int, ...]]:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        yield from cursor.fetchall()
