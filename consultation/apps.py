from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "consultation"
    verbose_name = "Consultations"

    def ready(self) -> None:
        """Put consultations into the navigation."""
        from core.pages import nav

        nav.add(50, "Consultations", "consultations", "consultation.view_consultation")
