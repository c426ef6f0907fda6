"""Refusals in the API: the same words as on the pages."""

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as Refusal
from django.db import IntegrityError
from django.http import Http404
from drf_standardized_errors.handler import ExceptionHandler as Standardized
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.exceptions import PermissionDenied as NotAllowed
from rest_framework.serializers import as_serializer_error

from core.acts import Conflict, of_void_entry


class OutOfDate(APIException):
    """The record has moved on since the caller read it."""

    status_code = 409
    default_code = "conflict"


class ExceptionHandler(Standardized):
    """Maps Django's ValidationError to 400 (409 for a conflict) instead of a server error; a 403 keeps its reason."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Conflict):
            return OutOfDate(exc.messages[0])
        if isinstance(exc, IntegrityError):
            exc = of_void_entry(exc) or exc
        if isinstance(exc, Refusal):
            return ValidationError(as_serializer_error(exc))
        if isinstance(exc, Http404):
            return NotFound()
        if isinstance(exc, PermissionDenied):
            return NotAllowed(str(exc) or None)
        return super().convert_known_exceptions(exc)
