"""Addresses, gathered from the subjects."""

urlpatterns: list = []
