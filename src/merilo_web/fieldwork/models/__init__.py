"""What fieldwork consists of, a module for each part."""

from merilo_web.fieldwork.models.counts import FiledCounts
from merilo_web.fieldwork.models.handover import Handover
from merilo_web.fieldwork.models.inspection import (
    Inspection,
    Inspector,
    Objection,
    RecordedItem,
    RemoteCheck,
    SettledItem,
)
from merilo_web.fieldwork.models.paper import FiledPhoto, FileImport, PaperBatch, PaperSheet
from merilo_web.fieldwork.models.survey import DayCount, PatternCount, Response, Survey, SurveyReminder, UnspentCode
from merilo_web.fieldwork.models.translation import OwnTranslation

__all__ = [
    "DayCount",
    "FileImport",
    "FiledCounts",
    "FiledPhoto",
    "Handover",
    "Inspection",
    "Inspector",
    "Objection",
    "OwnTranslation",
    "PaperBatch",
    "PaperSheet",
    "PatternCount",
    "RecordedItem",
    "RemoteCheck",
    "Response",
    "SettledItem",
    "Survey",
    "SurveyReminder",
    "UnspentCode",
]
