"""What botocore knows of AWS, cut to the services and operations that the adapters call, and without its manuals."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .failures import PackagingFailed

SERVICES = {
    "cognito-idp": "cognito-idp",
    "dynamodb": "dynamodb",
    "s3": "s3",
    "ses": "email",
    "sqs": "sqs",
}
"""The names that clients are made by, and those that their addresses start with."""
OPERATIONS = {
    "cognito-idp": (
        "AssociateSoftwareToken",
        "ConfirmForgotPassword",
        "ForgotPassword",
        "GetUser",
        "InitiateAuth",
        "RespondToAuthChallenge",
        "RevokeToken",
        "SetUserMFAPreference",
        "VerifySoftwareToken",
    ),
    "dynamodb": (
        "BatchGetItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    ),
    # botocore asks with HeadBucket where a bucket is; directory buckets, ending in --x-s3, would need CreateSession too
    "s3": ("GetObject", "HeadBucket", "PutObject"),
    "ses": ("SendEmail",),
    "sqs": ("SendMessageBatch",),
}
GENERAL = {"_retry.json", "endpoints.json", "partitions.json", "sdk-default-configuration.json"}
READ = ("service-2", "endpoint-rule-set-1")
"""Of a service; examples, waiters and paginators are for others."""
PROSE = frozenset({"documentation", "documentationUrl"})
LOOKED_UP = "clientContextParams"


def cut(data: Path) -> None:
    """Drop all that no client reads from botocore's data, and unzip the rest: the package is one zip already.

    Raises:
        PackagingFailed: the data is not as it was.
    """
    for path in data.iterdir():
        if path.is_dir() and path.name not in SERVICES:
            shutil.rmtree(path)
        elif path.is_file() and path.name not in GENERAL:
            path.unlink()
    for service in SERVICES:
        _cut_service(data / service)
    _cut_endpoints(data / "endpoints.json")


def _cut_service(folder: Path) -> None:
    if not folder.is_dir():
        raise PackagingFailed(f"botocore knows no {folder.name}")
    *older, newest = sorted(folder.iterdir())
    for version in older:
        shutil.rmtree(version)
    for path in list(newest.iterdir()):
        if not path.name.startswith(READ):
            path.unlink()
        elif path.suffix == ".gz":
            whole = json.loads(gzip.decompress(path.read_bytes()))
            wanted = _of_operations(whole, OPERATIONS[folder.name]) if "operations" in whole else whole
            _write(path.with_suffix(""), _without_prose(wanted))
            path.unlink()
    if missing := [name for name in READ if not (newest / f"{name}.json").exists()]:
        raise PackagingFailed(f"{folder.name} has no {missing[0]}")


def _of_operations(model: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """A service's model with these operations, and with the shapes that they lead to."""
    if missing := [name for name in names if name not in model["operations"]]:
        raise PackagingFailed(f"{model['metadata']['serviceId']} has no {missing[0]}")
    operations = {name: model["operations"][name] for name in names}
    shapes: dict[str, Any] = {}
    left = list(_shapes_in(operations))
    while left:
        name = left.pop()
        if name not in shapes:
            shapes[name] = model["shapes"][name]
            left += _shapes_in(shapes[name])
    return model | {"operations": operations, "shapes": dict(sorted(shapes.items()))}


def _shapes_in(value: Any) -> Iterator[str]:
    match value:
        case {"shape": str(name)}:
            yield name
        case dict():
            for part in value.values():
                yield from _shapes_in(part)
        case list():
            for part in value:
                yield from _shapes_in(part)


def _without_prose(value: Any) -> Any:
    """A document without the texts that become docstrings; a member may be *named* documentation and stays.

    Where botocore looks a text up as it calls a service, it finds an empty one.
    """
    match value:
        case dict():
            return {
                name: _silent(part) if name == LOOKED_UP else _without_prose(part)
                for name, part in value.items()
                if not (name in PROSE and isinstance(part, str))
            }
        case list():
            return [_without_prose(part) for part in value]
    return value


def _silent(parameters: Any) -> Any:
    return {name: {**parameter, "documentation": ""} for name, parameter in parameters.items()}


def _cut_endpoints(path: Path) -> None:
    endpoints = json.loads(path.read_bytes())
    wanted = set(SERVICES.values())
    for partition in endpoints["partitions"]:
        partition["services"] = {name: one for name, one in partition["services"].items() if name in wanted}
    if missing := wanted - endpoints["partitions"][0]["services"].keys():
        raise PackagingFailed(f"botocore has no endpoints for {', '.join(sorted(missing))}")
    _write(path, endpoints)


def _write(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
