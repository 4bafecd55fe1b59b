"""Tests mirror the source; builders.py makes what they need."""
