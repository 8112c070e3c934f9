"""Merilo: the Russian independent assessment of service conditions (НОК) as code.

The package knows the law and nothing else: no web framework, no clock, no database of its own.
"""

__version__ = "0.1.0"
