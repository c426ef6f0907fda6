"""How answers are written for programs."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


class Escaped(JSONRenderer):
    """JSON in which whatever is not ASCII is written as its number."""

    ensure_ascii = True


class JsonRenderer(JSONRenderer):
    """JSON, by a faster library; what it does not know is written as Django REST framework
    writes it. A program that asks for an indent, and numbers beyond 64 bits, are left to the framework's own."""

    plain = JSONEncoder()

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The answer as bytes; nothing for an answer without a body."""
        indent = self.get_indent(accepted_media_type or "", renderer_context or {})
        if data is not None and indent is None:
            try:
                return orjson.dumps(data, default=self.plain.default, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)
            except orjson.JSONEncodeError:
                pass
        try:
            written: bytes = super().render(data, accepted_media_type, renderer_context)
        except UnicodeEncodeError:  # half a character, echoed from what was sent: no bytes stand for it
            written = Escaped().render(data, accepted_media_type, renderer_context)
        return written
