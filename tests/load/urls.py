"""The product's addresses and one empty page behind the whole middleware."""

from django.http import HttpResponse
from django.urls import include, path

from core.pages.page import page


@page("core.view_home")
def floor(request):
    """Nothing, for a person who is signed in."""
    return HttpResponse(f"ok {request.actor.user_id}")


urlpatterns = [path("floor/", floor, name="floor"), path("", include("config.urls"))]
