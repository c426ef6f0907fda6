"""The API: its description, and the addresses each app adds."""

from functools import cache
from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


@cache
def whole() -> Any:
    """The whole API. It is the same for everybody: made once in each process."""
    return SchemaGenerator().get_schema(public=True)


@cache
def described(renderer: type[BaseRenderer]) -> bytes:
    """The same, as a renderer writes it."""
    written: bytes = renderer().render(whole(), renderer.media_type)
    return written


class Description(SpectacularAPIView):
    """The OpenAPI description of the API."""

    permission = "core.view_public_page"
    authentication_classes = ()
    throttle_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: object, **kwargs: object) -> HttpResponse:
        """In YAML, or in JSON where that is asked for."""
        chosen: BaseRenderer = request.accepted_renderer
        named = {"Content-Disposition": f'inline; filename="Concordat.{chosen.format}"'}
        written = described(type(chosen))  # type: ignore[arg-type]
        return HttpResponse(written, content_type=chosen.media_type, headers=named)


urlpatterns = [path("schema/", Description.as_view(), name="api_schema")]
