"""Addresses, gathered from the subjects."""

from django.urls import include, path

from core import notices, views
from core.health import health
from core.pages import kept
from core.pages.story import choose_story

urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("account/your-words/", kept.kept_words, name="kept_words"),
    path("help/", notices.help_page, name="help"),
    path("privacy/", notices.privacy, name="privacy"),
    path("accessibility/", notices.accessibility, name="accessibility"),
    path("healthz", health, name="health"),
    path("demo/story/", choose_story, name="choose_story"),
    path("", include("core.deadlines.urls")),
    path("", include("core.files.urls")),
    path("", include("core.mail.urls")),
    path("", include("core.reports.urls")),
    path("", include("core.work.urls")),
]
