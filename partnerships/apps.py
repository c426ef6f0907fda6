from django.apps import AppConfig

from core.pages import nav


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = "Partners"

    def ready(self) -> None:
        nav.add(10, "Partners", "organisations", "partnerships.view_organisation")
