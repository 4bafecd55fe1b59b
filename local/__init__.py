"""The whole desk on one machine: engines, tables, people, demo data and the API. Start it with ``python -m local``."""
