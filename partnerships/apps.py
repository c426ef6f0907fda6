from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = "Partners"

    def ready(self) -> None:
        """Let the database hold every key to an entry of the register, whatever `migrate` has made."""
        from partnerships.organisations import standing_keys

        pre_migrate.connect(standing_keys.let_go, sender=self)
        post_migrate.connect(standing_keys.hold, sender=self)
