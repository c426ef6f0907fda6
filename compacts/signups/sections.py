"""The Compacts that an organisation, or one it came from, signed or works towards, on its page."""

from compacts.signups.models import Signup, Standing
from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that the person may see, the latest first. What was recorded by mistake is not among them."""
    rows = Signup.objects.visible_to(actor).filter(organisation__in=keys, voided_on=None)
    rows = rows.select_related("compact", "organisation").order_by("-starts", "pk")
    return [Line(each.compact.title, each.get_absolute_url(), standing(each)) for each in rows[: MOST + 1]]


def standing(signup: Signup) -> str:
    """'signed on 14 May 2003, by Herefordshire Primary Care Trust'."""
    since = "on" if signup.standing == Standing.SIGNED else "from"
    return f"{signup.standing.label.lower()} {since} {words.date(signup.starts)}, by {signup.organisation.name}"


sections.add(Section("Compacts it signed or works towards", 42, lines=lines, whole="signups"))
