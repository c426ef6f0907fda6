"""How lists are narrowed by a cycle that is typed."""

from django.db.models import Q

from core.fields import fold


def of_cycle(text: str, path: str = "cycle") -> Q:
    """Rows of the cycles whose title begins so, or of the one with that number."""
    text = text.strip()
    named = Q(**{f"{path}__sort_name__startswith": fold(text) or text})
    return named | Q(**{path: int(text)}) if text.isdecimal() and len(text) < 18 else named
