"""Which entry of the register a line of a list means: by its number, else by name and postcode, else by hand."""

from collections import defaultdict
from collections.abc import Sequence

from core.fields import sort_name
from partnerships.members.models import Matched, MemberLine, MemberSheet
from partnerships.organisations.fields import suggestions
from partnerships.organisations.models import Identifier, Organisation

AT_ONCE = 400
"""Numbers or names that are asked for in one statement."""
OFFERED = 8


def match(umbrella: Organisation, lines: Sequence[MemberLine]) -> None:
    """Give each line the organisation it means, where that is certain; of two lines that mean one, the first."""
    by_code, by_name = coded(lines), named(lines)
    taken: set[int] = {umbrella.pk}
    for line in lines:
        codes = {by_code[code] for code in line.codes if code in by_code}
        found, how = codes, Matched.CODE
        if not codes:
            called = by_name[sort_name(line.name, 255)]
            near = {each for each, postcode in called if line.postcode and postcode == line.postcode}
            found, how = (near, Matched.NAME) if len(near) == 1 else ({each for each, _ in called}, Matched.DOUBTFUL)
        if len(found) == 1 and how != Matched.DOUBTFUL and not found & taken:
            (line.organisation_id,) = found
            line.matched = how
            taken |= found
        else:
            line.organisation_id = None
            line.matched = Matched.DOUBTFUL if found else Matched.UNKNOWN


def coded(lines: Sequence[MemberLine]) -> dict[tuple[str, str], int]:
    """The entry that each number leads to: of a duplicate the one that is kept."""
    values = sorted({value for line in lines for _, value in line.codes})
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(values), AT_ONCE):
        rows = Identifier.objects.filter(value__in=values[start : start + AT_ONCE])
        for scheme, value, pk, kept in rows.values_list(
            "scheme", "value", "organisation_id", "organisation__duplicate_of_id"
        ):
            found[scheme, value] = kept or pk
    return found


def named(lines: Sequence[MemberLine]) -> dict[str, set[tuple[int, str]]]:
    """(entry, its postcode) of every open organisation that is called as a line says."""
    names = sorted({sort_name(line.name, 255) for line in lines})
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for start in range(0, len(names), AT_ONCE):
        rows = Organisation.objects.once().filter(closed=None, sort_name__in=names[start : start + AT_ONCE])
        for name, pk, postcode in rows.values_list("sort_name", "pk", "postcode"):
            found[name].add((pk, postcode))
    return found


def candidates(line: MemberLine) -> list[Organisation]:
    """The entries that a line could mean, partners first, without those that another line of its list is."""
    others = MemberSheet.objects.get(pk=line.sheet_id).lines.exclude(pk=line.pk).exclude(organisation=None)
    taken = {line.sheet.umbrella_id, *others.values_list("organisation_id", flat=True)}
    by_code = coded([line]).values()
    exact = Organisation.objects.once().filter(pk__in=set(by_code) - taken).select_related("kind")
    like = suggestions(line.name).exclude(pk__in=taken | set(by_code)).once()
    return [*exact, *like][:OFFERED]
