"""What a plan consists of, a module for each part."""

from merilo_web.plans.models.evaluation import EvaluationRound, EvaluationRuleSet, HeadEvaluation
from merilo_web.plans.models.measure import Extension, Measure, Proof
from merilo_web.plans.models.oversight import MeasureLibraryEntry, QuarterlyReport, ReportingRule
from merilo_web.plans.models.plan import Deficiency, ImprovementPlan, SatisfactionBar

__all__ = [
    "Deficiency",
    "EvaluationRound",
    "EvaluationRuleSet",
    "Extension",
    "HeadEvaluation",
    "ImprovementPlan",
    "Measure",
    "MeasureLibraryEntry",
    "Proof",
    "QuarterlyReport",
    "ReportingRule",
    "SatisfactionBar",
]
