"""The demonstration's mail, on a page."""

import pytest
from django.urls import reverse

from core import clock
from core.mail.actions import write_mail
from core.mail.models import Mail, MailState

pytestmark = pytest.mark.django_db


def test_outside_the_demonstration_there_is_no_such_page(client, client_for, actor):
    assert client.get(reverse("demo_mail")).status_code == 404
    assert client_for(actor("secretariat")).get(reverse("demo_mail")).status_code == 404


def test_the_demonstration_shows_its_mail_newest_first_and_escaped(client, settings):
    settings.DEMO = True
    write_mail(to="ann@example.org", subject="First", body="Hello <b>Ann</b>", key="1", link="/due/")
    write_mail(to="bob@example.org", subject="Second", body="Hello Bob", key="2")
    page = client.get(reverse("demo_mail")).content.decode()
    assert page.index("Second") < page.index("First")
    assert "Hello &lt;b&gt;Ann&lt;/b&gt;" in page
    assert 'href="http://127.0.0.1:8000/due/"' in page
    assert "To ann@example.org" in page


def test_what_is_sent_elsewhere_is_said_here_not_to_have_been(client, settings):
    settings.DEMO = True
    write_mail(to="ann@example.org", subject="First", body="Hello Ann", key="1")
    Mail.objects.update(state=MailState.SENT, sent_at=clock.now())
    assert "It would have been sent." in client.get(reverse("demo_mail")).content.decode()


def test_before_the_first_mail_it_says_what_comes(client, settings):
    settings.DEMO = True
    assert "No mail yet" in client.get(reverse("demo_mail")).content.decode()
