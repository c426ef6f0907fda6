"""What the rows of organisations repeat of their names and codes, worked out again for many at once."""

from collections import defaultdict
from collections.abc import Sequence

from core.fields import sort_name
from partnerships.organisations.models import Identifier, Organisation, OrganisationName
from partnerships.organisations.reading import twin_words
from partnerships.organisations.rules import main_code, search_text


def repeat_again(rows: Sequence[Organisation]) -> set[str]:
    """Work out what lists sort and search these organisations by. Returns the fields; does not save.

    One that is void, or was merged as a duplicate, is found by nothing.
    """
    keys = [row.pk for row in rows]
    names, codes, current = defaultdict(list), defaultdict(list), defaultdict(list)
    for key, name in OrganisationName.objects.filter(organisation__in=keys).values_list("organisation", "name"):
        names[key].append(name)
    held = Identifier.objects.filter(organisation__in=keys).order_by("value")
    for key, scheme, value, ends in held.values_list("organisation", "scheme", "value", "ends"):
        codes[key].append(value)
        if ends is None:
            current[key].append((scheme, value))
    twins = set(Organisation.objects.filter(duplicate_of__in=keys).values_list("duplicate_of", flat=True))
    for row in rows:
        row.sort_name, row.code, row.search_text = sort_name(row.name, 255), main_code(current[row.pk]), ""
        if row.voided_on is None and row.duplicate_of_id is None:
            also = [*names[row.pk], *(twin_words(row.pk) if row.pk in twins else [])]
            row.search_text = search_text(row.name, also, codes[row.pk])
    return {"sort_name", "code", "search_text"}
