"""How long publishing and sending take on one machine, through the whole desk: ``make publishing``.

Sends that publish a new version alternate with sends of a page that has not changed; both figures come from one run.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from local.stack import running_stack
from tests.http.client import HttpClient

ROUNDS = 30


def main() -> int:
    """Print the medians."""
    with TemporaryDirectory() as folder, running_stack(Path(folder)) as stack:
        advisor = HttpClient(stack.api_url)
        account = next(account for account in stack.accounts if account.role == "ADVISOR")
        advisor.sign_in(account.email, account.password)
        path = f"/quotes/{_quote(advisor)['id']}"
        stale, fresh = [], []
        for number in range(ROUNDS):
            _change(advisor, path, number)
            stale.append(_milliseconds(advisor, path))
            fresh.append(_milliseconds(advisor, path))
        print(f"send that publishes a new version  {median(stale):6.1f} ms (median of {ROUNDS})")
        print(f"send of a page that has not changed {median(fresh):5.1f} ms (median of {ROUNDS})")
    return 0


def _quote(advisor: HttpClient) -> dict[str, Any]:
    model = advisor.rows("/models")[0]
    body = {
        "customer": {"first_name": "Medida", "last_name": "De Prueba", "phone": "0987654321", "consent": True},
        "source": "WEB",
        "quality": "WARM",
        "vehicles": [
            {
                "model_id": model["id"],
                "model_year": model["model_years"][0],
                "colour": model["colours"][0],
                "payment_options": [{"kind": "CASH"}],
            }
        ],
        "follow_up": {"type": "CALL", "due_at": (datetime.now(UTC) + timedelta(days=1)).isoformat()},
    }
    return advisor.created("/quotes", body)


def _change(advisor: HttpClient, path: str, number: int) -> None:
    quote = advisor.get(path)
    edit = {"customer": {"first_name": f"Medida {number}"}}
    assert advisor.patch(path, edit, quote.headers["ETag"]).status_code == 200


def _milliseconds(advisor: HttpClient, path: str) -> float:
    started = perf_counter()
    advisor.created(f"{path}/sends", {"channel": "COPY"})
    return (perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
