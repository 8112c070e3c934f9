"""Scorecards, ranking, proposals, approval and hand-over."""
