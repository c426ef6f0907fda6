"""The addresses of lists of members, their lines, and memberships."""

from django.urls import path

from core.registers.addresses import urls
from partnerships.members import views
from partnerships.members.registers import MemberContacts, MemberSheets

urlpatterns = [
    *urls(MemberSheets, "partners/member-lists/"),
    *urls(MemberContacts, "partners/member-contacts/"),
    path("partners/<int:pk>/members/send/", views.send, name="members_send"),
    path("partners/member-lists/<int:pk>/", views.sheet, name="member_sheet"),
    path("partners/member-lists/<int:pk>/take-in/", views.take_in, name="member_sheet_take_in"),
    path("partners/member-lists/<int:pk>/set-aside/", views.void, name="member_sheet_void"),
    path("partners/member-contacts/<int:pk>/", views.line, name="member_line"),
    path("partners/member-contacts/<int:pk>/settle/", views.settle, name="member_line_settle"),
    path("partners/member-contacts/<int:pk>/send-again/", views.resend, name="member_line_resend"),
    path("partners/member-contacts/<int:pk>/came-back/", views.returned, name="member_line_return"),
    path("partners/umbrella-members/<int:pk>/class/", views.change_class, name="umbrella_member_class"),
    path("partners/umbrella-members/<int:pk>/dates/", views.correct, name="umbrella_member_correct"),
]
