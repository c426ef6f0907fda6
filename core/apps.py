from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Mechanisms"

    def ready(self) -> None:
        """Let every subject declare its work, due dates, reports, lists, and lines of the home page, everywhere."""
        from core import checks  # noqa: F401 - it registers itself
        from core.pages import nav
        from core.subjects import declare

        declare()
        nav.add(90, "Reports", "report_list", "core.view_reports")
        nav.add(95, "Background work", "work_list", "core.view_work")
        nav.add_to_footer(10, "Help and contact", "help")
        nav.add_to_footer(20, "Privacy", "privacy")
        nav.add_to_footer(30, "Accessibility", "accessibility")
