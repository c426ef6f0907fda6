"""The addresses of answering and of answers."""

from django.urls import path

from consultation.responses import answering, checking, elsewhere, views
from consultation.responses.registers import Responses
from core.registers.addresses import urls

ASKED = "consultations/<int:pk>/"
ONE = "responses/<int:pk>/"

urlpatterns = [
    *urls(Responses, "responses/"),
    path(f"{ASKED}preview/", answering.preview, name="consultation_preview"),
    path(f"{ASKED}answer/", answering.answer, name="answer"),
    path(f"{ASKED}answer/check/", checking.answer_check, name="answer_check"),
    path(f"{ASKED}answer/elsewhere/", elsewhere.answer_elsewhere, name="answer_elsewhere"),
    path(f"{ASKED}answer/finish/", checking.answer_finish, name="answer_finish"),
    path(f"{ASKED}answer/change/", answering.answer_change, name="answer_change"),
    path(f"{ASKED}answer/discard/", answering.answer_discard, name="answer_discard"),
    path(f"{ASKED}answer/questions/<slug:key>/", answering.answer_question, name="answer_question"),
    path(f"{ASKED}answers.csv", views.answers_csv, name="answers_csv"),
    path(f"{ASKED}answers.xlsx", views.answers_xlsx, name="answers_xlsx"),
    path("responses/<int:pk>/", views.response, name="response"),
    path(f"{ONE}answer/", answering.response_answer, name="response_answer"),
    path(f"{ONE}answer/check/", checking.response_answer_check, name="response_answer_check"),
    path(f"{ONE}answer/change/", answering.response_answer_change, name="response_answer_change"),
    path(f"{ONE}answer/discard/", answering.response_answer_discard, name="response_answer_discard"),
    path(f"{ONE}answer/questions/<slug:key>/", answering.response_answer_question, name="response_answer_question"),
    path(f"{ONE}withdraw/", views.withdraw, name="response_withdraw"),
    path(f"{ONE}files/<int:answer>/", views.answer_file, name="answer_file"),
    path(f"{ONE}attachments/<int:attachment>/", views.attachment, name="response_attachment"),
    path("responses/<int:pk>/receipt/", views.receipt, name="receipt"),
    path("responses/<int:pk>/versions/<int:number>/", views.version, name="response_version"),
]
