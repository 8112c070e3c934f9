"""Addresses of a cycle's life, its list, the council's meetings, decisions, policies."""

from django.urls import URLPattern, URLResolver, path

from merilo_web.cycles.views import cycles, decisions, meetings, turns, votes

patterns: list[URLPattern | URLResolver] = [
    path("", cycles.cycles, name="list"),
    path("open/", cycles.open_cycle, name="open"),
    path("<int:pk>/", cycles.cycle, name="cycle"),
    path("<int:pk>/step/<slug:slug>/", cycles.step, name="step"),
    path("<int:pk>/turns/", turns.turns, name="turns"),
    path("<int:pk>/turns/draft/", turns.draft, name="draft"),
    path("<int:pk>/turns/approve/", turns.approve, name="approve_list"),
    path("<int:pk>/turns/<int:organization>/add/", turns.add, name="add"),
    path("<int:pk>/turns/<int:organization>/remove/", turns.remove, name="remove"),
    path("<int:pk>/outlook/", turns.outlook, name="outlook"),
    path("<int:pk>/policies/", decisions.policies, name="policies"),
    path("<int:pk>/decisions/", decisions.decisions, name="decisions"),
    path("<int:pk>/decisions/register/", decisions.register, name="register_decision"),
    path("<int:pk>/decisions/issue/", decisions.issue, name="issue_register"),
    path("decisions/<int:pk>/complete/", decisions.complete, name="complete_decision"),
    path("<int:pk>/meetings/", meetings.meetings, name="meetings"),
    path("<int:pk>/meetings/plan/", meetings.plan, name="plan_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.change, name="change_meeting"),
    path("meetings/<int:pk>/points/add/", meetings.add_point, name="add_point"),
    path("meetings/<int:pk>/points/policies/<int:cycle>/", meetings.add_policies, name="add_policies"),
    path("meetings/<int:pk>/open/", meetings.open_meeting, name="open_meeting"),
    path("meetings/<int:pk>/vote/", votes.vote, name="vote"),
    path("meetings/<int:pk>/close/", votes.close_meeting, name="close_meeting"),
    path("meetings/<int:pk>/minutes/", votes.sign_minutes, name="minutes"),
    path("points/<int:pk>/remove/", meetings.remove_point, name="remove_point"),
    path("points/<int:pk>/word/", votes.word_point, name="word_point"),
    path("ballots/<int:pk>/votes/", votes.record_votes, name="record_votes"),
    path("ballots/<int:pk>/recuse/", votes.recuse, name="recuse"),
]
