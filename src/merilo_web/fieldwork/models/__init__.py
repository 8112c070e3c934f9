"""What fieldwork consists of, a module for each part."""

from merilo_web.fieldwork.models.survey import DayCount, PatternCount, Response, Survey, SurveyReminder, UnspentCode

__all__ = ["DayCount", "PatternCount", "Response", "Survey", "SurveyReminder", "UnspentCode"]
