"""Measurements: what the product costs and how that changes with its size. Nothing here ships."""
