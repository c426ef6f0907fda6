"""What the forms of reorganisations make, with what is typed into them."""

from core.files.models import StoredFile
from core.trail.models import Event
from partnerships.people.models import RoleHeld
from partnerships.reorganisations.models import Line, NewBody, Reorganisation
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import MembershipFactory
from tests.factories.reorganisations import carried_out
from tests.journeys.made import Made, a_sheet, on_day, uploaded


def with_people(world, browser):
    """One that was carried out, of a body for which somebody acts."""
    line = carried_out()
    MembershipFactory(organisation=line.ancestor, roles=["member"])
    return (line.reorganisation_id,)


def lines_sheet():
    """One line of a draft."""
    heads = "Reorganisation,From,Legal basis or source,Its code,What happens,The successor's code"
    return a_sheet("lines.csv", f"{heads}\nSouth goes,2006-10-01,Order,5X1,abolition,5X2\n")


def two_bodies() -> None:
    PublicBodyFactory(ods="5X1"), PublicBodyFactory(ods="5X2")


MADE: dict[str, Made] = {
    "reorganisation_lines_upload": Made(StoredFile, files={"sheet": lines_sheet}),
    "reorganisation_lines_upload_check": Made(
        Line, {}, uploaded("reorganisation_lines_upload", lines_sheet, two_bodies)
    ),
    "reorganisation_prepare": Made(
        Reorganisation, {"title": "Trusts merged", "basis": "Order of 2006", **on_day("first_day", 2006, 10)}
    ),
    "reorganisation_body": Made(NewBody, {"name": "Worcestershire PCT", "kind": "charity"}),
    "reorganisation_line": Made(Line, {"ancestor": "Devon Trust", "kind": "abolition", "descendant": "Devon Advice"}),
    "reorganisation_line_drop": Made(Event, {}),
    "reorganisation_body_drop": Made(Event, {}),
    "reorganisation_withdraw": Made(Event, {"reason": "Not agreed."}),
    "reorganisation_carry_out": Made(Event, {}, events=4),
    "reorganisation_roles": Made(RoleHeld, {}, with_people),
    "reorganisation_undo": Made(Event, {"reason": "Annulled."}, with_people, events=4),
}
