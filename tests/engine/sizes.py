"""How hard the proofs try: what ``make test`` has time for, or all of it with ``PROOFS=full``."""

import os

FULL = os.environ.get("PROOFS") == "full"

RACE_CLIENTS = 32 if FULL else 16
RACE_ROUNDS = 50 if FULL else 40
MIXED_ROUNDS = 50 if FULL else 8
LISTED_QUOTES = 20_000 if FULL else 2_000
KILLS = 30 if FULL else 3
RESERVING_CLIENTS = 64 if FULL else 16
RESERVED_UNITS = 200 if FULL else 40
LINE_ROUNDS = 60 if FULL else 8
HISTORIES = 500 if FULL else 60
HISTORY_STEPS = 50 if FULL else 30
ERASED_ROUNDS = 100 if FULL else 10
CRASH_STEP = 1 if FULL else 9
FAULT_SEEDS = 30 if FULL else 2
FEWEST_FAULTS = 1_000 if FULL else 40
