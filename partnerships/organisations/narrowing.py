"""How lists are narrowed by an area or an organisation that is typed."""

from django.db.models import Q

from core.fields import fold


def in_area(text: str, path: str = "area") -> Q:
    """Rows of the areas whose name begins so, or of the one with that GSS code."""
    text = text.strip()
    return Q(**{f"{path}__name__istartswith": text}) | Q(**{f"{path}__gss_code__iexact": text})


def called(text: str, path: str = "organisation") -> Q:
    """Rows of the organisations whose name begins so, or of the one with that code."""
    text = text.strip()
    return Q(**{f"{path}__sort_name__startswith": fold(text) or text}) | Q(**{f"{path}__code__iexact": text})
