from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Mechanisms"

    def ready(self) -> None:
        """Let every app declare its background work, due dates and reports, in web, workers and commands alike."""
        autodiscover_modules("tasks", "deadlines", "reports")
        from core import home
        from core.pages import nav
        from core.work.home import failed_work

        nav.add(90, "Reports", "report_list", "core.view_reports")
        nav.add(95, "Background work", "work_list", "core.view_work")
        home.add("waiting", 90, failed_work)
