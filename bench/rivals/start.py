"""``python -I start.py HANDLER FOLDER …``: AWS's runtime client on a function's folder, and on nothing else.

``BENCH_KEPT`` names a file for what DynamoDB answers: written if it is not there, and else read in the place of every
call, for functions to be compared without what the network and the engine take.
"""

import json
import os
import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

handler, *folders = sys.argv[1:]
sys.path[:0] = folders


class KeptAnswer:
    """Waits for botocore's HTTP session to be imported, and stands in for what it sends."""

    def __init__(self, path: str) -> None:
        self._path = path

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        """Called by Python for every module."""
        if name != "botocore.httpsession":
            return None
        sys.meta_path.remove(self)  # type: ignore[arg-type]
        spec: Any = find_spec(name)
        load = spec.loader.exec_module

        def load_and_stand_in(module: ModuleType) -> None:
            load(module)
            session: Any = module.URLLib3Session
            session.send = self._kept(module) if os.path.exists(self._path) else self._keep(session.send)  # noqa: PTH110

        spec.loader.exec_module = load_and_stand_in
        return spec  # type: ignore[no-any-return]

    def _keep(self, send: Any) -> Any:
        def send_and_keep(session: Any, request: Any) -> Any:
            answer = send(session, request)
            with open(self._path, "w", encoding="utf-8") as kept:  # noqa: PTH123
                json.dump((answer.status_code, dict(answer.headers), answer.content.decode()), kept)
            return answer

        return send_and_keep

    def _kept(self, module: Any) -> Any:
        with open(self._path, encoding="utf-8") as kept:  # noqa: PTH123
            status, headers, content = json.load(kept)
            content = content.encode()

        def answer(_: Any, request: Any) -> Any:
            found = module.botocore.awsrequest.AWSResponse(request.url, status, headers, None)
            found._content = content  # noqa: SLF001 - which it would have read
            return found

        return answer


if os.environ.get("BENCH_KEPT"):
    sys.meta_path.insert(0, KeptAnswer(os.environ["BENCH_KEPT"]))  # type: ignore[arg-type]

from awslambdaric import bootstrap  # noqa: E402 - found in the folders
from awslambdaric.lambda_runtime_client import LambdaRuntimeClient  # noqa: E402

bootstrap.run(handler, LambdaRuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"], False))
