"""Addresses of plans: lists, what to put right first, writing, the way to approval and after it."""

from django.urls import URLPattern, path

from merilo_web.plans.views import gains, life, lists, papers, plans, review, writing

patterns: list[URLPattern] = [
    path("", lists.own, name="list"),
    path("oversight/", lists.overseen, name="oversight"),
    path("to-check/", lists.to_check, name="to_check"),
    path("organization/<int:listed>/first/", gains.first, name="first"),
    path("results/<int:version>/organization/<int:listed>/draft/", gains.draft, name="draft"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/year/", plans.year, name="year"),
    path("<int:pk>/plan.<str:ending>", plans.file, name="file"),
    path("<int:pk>/measures/add/", writing.add_measure, name="add_measure"),
    path("<int:pk>/library/", writing.library, name="library"),
    path("<int:pk>/deficiencies/<int:deficiency>/explain/", writing.explain, name="explain"),
    path("<int:pk>/deficiencies/<int:deficiency>/remove/", writing.remove_deficiency, name="remove_deficiency"),
    path("<int:pk>/paper/", papers.paper, name="paper"),
    path("<int:pk>/paper/take/", papers.take, name="take_paper"),
    path("<int:pk>/paper/drop/", papers.drop, name="drop_paper"),
    path("<int:pk>/submit/", review.submit, name="submit"),
    path("<int:pk>/recall/", review.recall, name="recall"),
    path("<int:pk>/return/", review.return_plan, name="return"),
    path("<int:pk>/approve/", review.approve, name="approve"),
    path("<int:pk>/publish/", life.publish, name="publish"),
    path("<int:pk>/change-publication/", life.change_publication, name="change_publication"),
    path("<int:pk>/begin/", life.begin, name="begin"),
    path("<int:pk>/amend/", life.amend, name="amend"),
    path("<int:pk>/discard/", life.discard, name="discard"),
    path("<int:pk>/close/", life.close, name="close"),
    path("<int:pk>/reopen/", life.reopen, name="reopen"),
]
