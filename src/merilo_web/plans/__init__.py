"""Improvement plans: from a deficiency to a confirmed measure."""
