"""What a cold container imports from the package for a list: recorded here, so that more of it is a decision.

``python -m tests.package.cold_modules`` records it anew.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.package.archive import unpack
from tools.package.build import build

from .inside import run_inside

RECORD = Path(__file__).with_suffix(".txt")

LIST = """
import app, json
from pynamodb.connection import Connection
Connection._make_api_call = lambda self, operation, arguments: {"Items": [], "Count": 0, "ScannedCount": 0}
claims = {"custom:person_id": "ana", "custom:showroom_id": "s-norte", "cognito:groups": "ADVISOR", "token_use": "id"}
event = {
    "requestContext": {
        "httpMethod": "GET", "resourcePath": "/follow-ups", "identity": {}, "path": "/follow-ups",
        "authorizer": {"claims": claims},
    },
    "headers": {}, "pathParameters": None, "stageVariables": {}, "body": None,
    "multiValueQueryStringParameters": None, "isBase64Encoded": False,
}
answer = app.app(event, None)
modules = [name for name, module in sys.modules.items() if (getattr(module, "__file__", "") or "").startswith(sys.argv[1])]
print(json.dumps({"answer": answer, "modules": modules}))
"""


def modules_of(printed: str) -> set[str]:
    """The modules that the program above found."""
    return set(json.loads(printed)["modules"])


def recorded() -> set[str]:
    """Those that were found worth it."""
    return set(RECORD.read_text().split())


def main() -> None:
    """Record them."""
    with TemporaryDirectory() as out, TemporaryDirectory() as task:
        unpack(build("dev", Path(out)).archive, Path(task))
        found = modules_of(run_inside(Path(task), LIST))
    RECORD.write_text("".join(f"{name}\n" for name in sorted(found)))


if __name__ == "__main__":
    main()
