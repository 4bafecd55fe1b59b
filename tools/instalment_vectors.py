"""Write the instalments that Python and the page's script must agree on: ``python -m tools.instalment_vectors``."""

import json
from itertools import product
from pathlib import Path

from chalicelib.domain.money import Instalments, french_instalments

VECTORS = Path(__file__).parents[1] / "tests" / "vectors" / "instalments.json"

PRINCIPALS = (1, 2, 50, 99, 100, 12_345, 200_000, 349_900, 376_850, 999_999_999)
RATES = (0, 1, 100, 1_560, 1_677, 9_999)
MONTHS = (1, 2, 3, 12, 24, 47, 72, 120)


def instalments(principal_cents: int, annual_rate_bps: int, months: int) -> Instalments | None:
    """The loan, or None where there is none."""
    try:
        return french_instalments(principal_cents, annual_rate_bps, months)
    except ValueError:
        return None


def vector(principal_cents: int, annual_rate_bps: int, months: int) -> list[int | None]:
    """``[principal, rate, months, instalment, last, total]``; the last three are null where there is no loan."""
    loan = instalments(principal_cents, annual_rate_bps, months)
    figures = (loan.instalment_cents, loan.last_instalment_cents, loan.total_cents) if loan else (None,) * 3
    return [principal_cents, annual_rate_bps, months, *figures]


def main() -> None:
    lines = ",\n".join(json.dumps(vector(*case)) for case in product(PRINCIPALS, RATES, MONTHS))
    VECTORS.parent.mkdir(exist_ok=True)
    VECTORS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
