"""What the home page says about people."""

from core import home
from core.acts import Actor
from core.home import Line
from core.pages.addresses import numbered
from partnerships.people.models import Membership


def look_after_people(actor: Actor) -> list[Line]:
    """An organisation's administrator sees where its people are."""
    organisation = getattr(actor, "organisation", None)
    if organisation is None or not actor.may("partnerships.invite_person", Membership(organisation=organisation)):
        return []
    link = numbered("organisation_people", organisation.pk)
    return [Line(f"The people of {organisation}", link, "See or invite people", "Who acts for it, and in which role")]


home.add("open", 90, look_after_people)
