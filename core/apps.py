from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Mechanisms"

    def ready(self) -> None:
        """Let every app declare its work, due dates, reports, and lines of the home page and of search, everywhere."""
        autodiscover_modules("tasks", "deadlines", "reports", "registers", "home", "finding")
        from core import home
        from core.pages import nav
        from core.work.home import failed_work

        nav.add(90, "Reports", "report_list", "core.view_reports")
        nav.add(95, "Background work", "work_list", "core.view_work")
        home.add("waiting", 90, failed_work)
