"""The web system of Merilo: one cycle from the council's list of organizations to published results.

One Django app for each stage of the cycle; a later stage may read an earlier one, never the reverse.
"""
