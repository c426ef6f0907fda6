"""The addresses of consultations."""

from django.urls import path

from consultation.consultations import authoring, publishing, views
from consultation.consultations.registers import Consultations
from core.registers.addresses import urls

HERE = "consultations/<int:pk>/"

urlpatterns = [
    *urls(Consultations, "consultations/"),
    path("consultations/add/", authoring.begin, name="consultation_add"),
    path(HERE, views.consultation, name="consultation"),
    path(f"{HERE}prepare/", authoring.prepare, name="consultation_prepare"),
    path(f"{HERE}edit/", authoring.edit, name="consultation_edit"),
    path(f"{HERE}ready/", publishing.propose, name="consultation_propose"),
    path(f"{HERE}publish/", publishing.publish, name="consultation_publish"),
    path(f"{HERE}unpublish/", publishing.unpublish, name="consultation_unpublish"),
    path(f"{HERE}extend/", publishing.extend, name="consultation_extend"),
    path(f"{HERE}withdraw/", publishing.withdraw, name="consultation_withdraw"),
    path(f"{HERE}sections/add/", authoring.section_add, name="section_add"),
    path(f"{HERE}sections/<int:section>/", authoring.section_edit, name="section_edit"),
    path(f"{HERE}sections/<int:section>/move/", authoring.section_move, name="section_move"),
    path(f"{HERE}sections/<int:section>/remove/", authoring.section_remove, name="section_remove"),
    path(f"{HERE}questions/add/", authoring.question_add, name="question_add"),
    path(f"{HERE}questions/<int:parent>/parts/add/", authoring.question_add, name="question_part_add"),
    path(f"{HERE}questions/<int:question>/", authoring.question_edit, name="question_edit"),
    path(f"{HERE}questions/<int:question>/move/", authoring.question_move, name="question_move"),
    path(f"{HERE}questions/<int:question>/remove/", authoring.question_remove, name="question_remove"),
    path(f"{HERE}questions/<int:question>/correct/", publishing.question_correct, name="question_correct"),
    path(f"{HERE}questions/<int:question>/withdraw/", publishing.question_withdraw, name="question_withdraw"),
]
