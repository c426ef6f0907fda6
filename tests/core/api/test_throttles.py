"""How many requests a program may make."""

import pytest
from django.test import Client

from core.api.throttles import ApiThrottle

pytestmark = pytest.mark.django_db


def test_a_caller_who_names_another_address_each_time_is_counted_as_one(monkeypatch):
    monkeypatch.setattr(ApiThrottle, "THROTTLE_RATES", {"api": "3/min"})
    asked = [Client(HTTP_X_FORWARDED_FOR=f"192.0.2.{number}").get("/api/organisations/") for number in range(4)]
    assert [each.status_code for each in asked] == [200, 200, 200, 429]
    assert Client(REMOTE_ADDR="192.0.2.9").get("/api/organisations/").status_code == 200
