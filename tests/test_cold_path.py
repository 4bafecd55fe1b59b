"""What a cold container imports before its first answer; what only one path needs stays out."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.desk import ENVIRONMENT

ROOT = Path(__file__).parent.parent

ALLOWED = {
    "app",
    "botocore",
    "certifi",
    "chalice",
    "chalicelib",
    "dateutil",
    "jmespath",
    "msgspec",
    "pynamodb",
    "six",
    "typing_extensions",
    "tzdata",
    "urllib3",
}
"""What every request needs, and what that imports itself."""

PROGRAM = """
import json, sys
sys.path.insert(0, ".")
before = set(sys.modules)
import app
after_import = sorted(set(sys.modules) - before)

from pynamodb.connection import Connection
Connection._make_api_call = lambda self, operation, arguments: {"Items": [], "Count": 0, "ScannedCount": 0}

class Context:
    aws_request_id = "cold"

claims = {"custom:person_id": "ana", "custom:showroom_id": "s-norte", "cognito:groups": "ADVISOR", "token_use": "id"}
event = {
    "requestContext": {
        "httpMethod": "GET", "resourcePath": "/follow-ups", "identity": {}, "path": "/follow-ups",
        "authorizer": {"claims": claims},
    },
    "headers": {}, "pathParameters": None, "stageVariables": {}, "body": None,
    "multiValueQueryStringParameters": {"order": ["rank"], "q": ["maria"]}, "isBase64Encoded": False,
}
response = app.app(event, Context())
print(json.dumps({
    "status": response["statusCode"],
    "import": after_import,
    "request": sorted(set(sys.modules) - before),
}))
"""


def _cold_start() -> dict[str, list[str]]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | ENVIRONMENT
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(run.stdout)
    assert found["status"] == 200
    return found  # type: ignore[no-any-return]


def _packages(modules: list[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names) - {"_distutils_hack"}


def test_a_cold_container_imports_what_every_request_needs_and_nothing_else() -> None:
    found = _cold_start()
    for moment in ("import", "request"):
        foreign = {name for name in _packages(found[moment]) if not name.startswith("_sysconfigdata")}
        assert foreign <= ALLOWED, moment
        assert not [
            name for name in found[moment] if name.startswith(("chalice.cli", "chalice.local", "chalice.deploy"))
        ]
        assert "chalicelib.api.openapi" not in found[moment]
    assert "msgspec" in _packages(found["request"]), "the allowlist is looked at"
