"""YAML as CloudFormation reads it: ``!Ref`` and its kin, and ``!File`` for the text of a file beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

PLAIN = frozenset({"Ref", "Condition"})
"""Written as they are; every other function is ``Fn::…``."""


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    folder: Path


def load_yaml(path: Path) -> Any:
    """What a file says, with short forms of functions written out.

    Raises:
        yaml.YAMLError: it is not YAML, or has a key twice.
    """
    loader = _Loader(path.read_text(encoding="utf-8"))
    loader.folder = path.parent
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _function(loader: _Loader, suffix: str, node: yaml.Node) -> Any:
    value = _value(loader, node)
    if suffix == "File":
        return (loader.folder / value).read_text(encoding="utf-8")
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in PLAIN else f"Fn::{suffix}": value}


def _value(loader: _Loader, node: yaml.Node) -> Any:
    construct: dict[type[yaml.Node], Callable[[Any], Any]] = {
        yaml.ScalarNode: loader.construct_scalar,
        yaml.SequenceNode: lambda found: loader.construct_sequence(found, deep=True),
        yaml.MappingNode: lambda found: loader.construct_mapping(found, deep=True),
    }
    return construct[type(node)](node)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise yaml.constructor.ConstructorError(None, None, f"twice: {', '.join(sorted(twice))}", node.start_mark)
    return dict(loader.construct_mapping(node, deep=True))


_Loader.add_multi_constructor("!", _function)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
