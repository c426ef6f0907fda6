"""What the tests that kill begin with: a consultation that is open today, and mail."""

import datetime

from consultation.consultations.models import Consultation
from core import clock
from core.mail.actions import write_mail
from core.work.models import WorkRow
from tests.factories.consultation import a_consultation
from tests.kills.product import Product

FROM, UNTIL, PUBLISHED = (datetime.timedelta(days=number) for number in (10, 30, 12))


def open_consultation(**fields) -> Consultation:
    """Published, open since ten days for another thirty."""
    today = clock.today()
    dates = {"opens_on": today - FROM, "closes_on": today + UNTIL, "published_at": clock.now() - PUBLISHED}
    return a_consultation(**dates, **fields)


def a_mail(product: Product, address: str) -> tuple[int, int]:
    """Write a mail. Returns its number, and that of the work that sends it."""
    with product.acting():
        mail = write_mail(to=address, subject="Thank you", body="We have your answer.", key=f"kills:{address}")
        return mail.pk, WorkRow.objects.get(key=f"mail:{mail.pk}").pk
