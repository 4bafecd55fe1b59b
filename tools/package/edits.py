"""Imports of libraries put off until they are used: documentation, and HTTP/2's version check.

Every client of botocore brings its documentation's modules, and an HTML parser with them, for docstrings that nobody
reads on Lambda; urllib3 brings the metadata of packages. The imports go where they are used, and nothing else changes.
"""

from pathlib import Path

from .failures import PackagingFailed

PUT_OFF: dict[str, tuple[tuple[str, str], ...]] = {
    "botocore/docs/__init__.py": (
        ("from botocore.docs.service import ServiceDocumenter", "services_dir_path = os.path.join("),
    ),
    "botocore/docs/docstring.py": (
        ("from botocore.docs.bcdoc.restdoc import DocumentStructure", "docstring_structure = DocumentStructure("),
        ("from botocore.docs.method import document_model_driven_method", "document_model_driven_method("),
        ("from botocore.docs.paginator import document_paginate_method", "document_paginate_method("),
        ("from botocore.docs.waiter import document_wait_method", "document_wait_method("),
    ),
    "urllib3/http2/__init__.py": (("from importlib.metadata import version", 'h2_version = version("h2")'),),
}
"""By file: an import, and how the one line begins that uses it."""


def put_off_imports(tree: Path) -> None:
    """Move every one of them.

    Raises:
        PackagingFailed: a line is not there, or more than once.
    """
    for name, moves in PUT_OFF.items():
        lines = (tree / name).read_text(encoding="utf-8").splitlines()
        for statement, use in moves:
            lines = _moved(lines, statement, use, name)
        (tree / name).write_text("\n".join([*lines, ""]), encoding="utf-8")


def _moved(lines: list[str], statement: str, use: str, name: str) -> list[str]:
    users = [line for line in lines if line.lstrip().startswith(use)]
    if lines.count(statement) != 1 or len(users) != 1:
        raise PackagingFailed(f"{name} is not what it was: {statement} … {use}")
    indent = " " * (len(users[0]) - len(users[0].lstrip()))
    kept = [line for line in lines if line != statement]
    place = kept.index(users[0])
    return [*kept[:place], f"{indent}{statement}", "", *kept[place:]]
