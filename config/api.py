"""The API: its description, and the addresses each app adds."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView


class Description(SpectacularAPIView):
    """The OpenAPI description of the API."""

    permission = "core.view_public_page"
    authentication_classes = ()
    throttle_classes = ()


urlpatterns = [path("schema/", Description.as_view(), name="api_schema")]
