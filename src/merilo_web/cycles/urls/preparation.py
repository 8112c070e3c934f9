"""Addresses of the contract, the instruction, the plan of the assessment and public events."""

from django.urls import URLPattern, URLResolver, path

from merilo_web.cycles.views import assessment_plans, contract, scans

patterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/contract/", contract.contract, name="contract"),
    path("<int:pk>/contract/prepare/", contract.prepare, name="prepare_contract"),
    path("<int:pk>/contract/sign/", contract.sign, name="sign_contract"),
    path("<int:pk>/contract/terms/", contract.terms_of_reference, name="terms_of_reference"),
    path("contracts/<int:pk>/stages/add/", contract.stage, name="add_stage"),
    path("contracts/<int:pk>/stages/<int:stage>/", contract.stage, name="stage"),
    path("contracts/<int:pk>/stages/<int:stage>/remove/", contract.remove_stage, name="remove_stage"),
    path("contracts/<int:pk>/deliverables/add/", contract.deliverable, name="add_deliverable"),
    path("contracts/<int:pk>/deliverables/<int:deliverable>/", contract.deliverable, name="deliverable"),
    path(
        "contracts/<int:pk>/deliverables/<int:deliverable>/remove/",
        contract.remove_deliverable,
        name="remove_deliverable",
    ),
    path("deliverables/<int:pk>/hand-in/", contract.hand_in, name="hand_in"),
    path("deliverables/<int:pk>/accept/", contract.accept, name="accept_deliverable"),
    path("deliverables/<int:pk>/return/", contract.send_back, name="return_deliverable"),
    path("<int:pk>/instruction/", contract.instruction, name="instruction"),
    path("<int:pk>/plan/", assessment_plans.assessment_plan, name="assessment_plan"),
    path("<int:pk>/plan/make/", assessment_plans.make, name="make_plan"),
    path("plans/<int:pk>/measures/add/", assessment_plans.add_measure, name="add_measure"),
    path("plans/<int:pk>/approve/", assessment_plans.approve, name="approve_plan"),
    path("plans/<int:pk>/reopen/", assessment_plans.reopen, name="reopen_plan"),
    path("plans/<int:pk>/issue/<slug:paper>/", assessment_plans.issue, name="issue_plan"),
    path("measures/<int:pk>/", assessment_plans.assessment_measure, name="assessment_measure"),
    path("measures/<int:pk>/move/", assessment_plans.move_measure, name="move_measure"),
    path("measures/<int:pk>/remove/", assessment_plans.remove_measure, name="remove_measure"),
    path("scans/<slug:kind>/<int:pk>/attach/", scans.attach, name="attach_scan"),
    path("scans/<int:pk>/remove/", scans.remove, name="remove_scan"),
    path("<int:pk>/events/", assessment_plans.events, name="events"),
    path("<int:pk>/events/add/", assessment_plans.event, name="add_event"),
    path("<int:pk>/events/<int:event>/", assessment_plans.event, name="edit_event"),
    path("<int:pk>/events/<int:event>/remove/", assessment_plans.remove_event, name="remove_event"),
]
