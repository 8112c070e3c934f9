"""What a plan consists of, a module for each part."""

from merilo_web.plans.models.evaluation import EvaluationRound, EvaluationRuleSet, HeadEvaluation
from merilo_web.plans.models.hearing import DrawnHearing, HeadHearing, IssuedSummary
from merilo_web.plans.models.measure import Extension, Measure, Proof
from merilo_web.plans.models.oversight import MeasureLibraryEntry, QuarterlyReport
from merilo_web.plans.models.plan import Deficiency, ImprovementPlan, SatisfactionBar
from merilo_web.plans.models.publication import PlanWidget, PublicationCheck
from merilo_web.plans.models.reminders import PlanReminder, YearlyReminder
from merilo_web.plans.models.yearly import YearlyMeasure, YearlyPlan

__all__ = [
    "Deficiency",
    "DrawnHearing",
    "EvaluationRound",
    "EvaluationRuleSet",
    "Extension",
    "HeadEvaluation",
    "HeadHearing",
    "ImprovementPlan",
    "IssuedSummary",
    "Measure",
    "MeasureLibraryEntry",
    "PlanReminder",
    "PlanWidget",
    "Proof",
    "PublicationCheck",
    "QuarterlyReport",
    "SatisfactionBar",
    "YearlyMeasure",
    "YearlyPlan",
    "YearlyReminder",
]
