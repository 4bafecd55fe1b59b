"""Mis Seguimientos: the follow-up desk of a motorcycle dealership."""

__version__ = "0.1.0"
