"""The mail of the demonstration, on a page instead of in anybody's mailbox."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.mail.models import Mail
from core.pages.page import page

SHOWN = 100


@page("core.view_demo_mail")
def demo_mail(request: HttpRequest) -> HttpResponse:
    """Every mail the demonstration wrote, newest first. Outside the demonstration there is no such page."""
    if not settings.DEMO:
        raise Http404
    mails = Mail.objects.visible_to(request.actor).newest_first()[:SHOWN]  # type: ignore[attr-defined]
    return render(request, "core/mail/demo_mail.html", {"mails": mails})
