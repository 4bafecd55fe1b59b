"""Imports of libraries put off until they are used, word for word: documentation, and HTTP/2's version check.

Every client of botocore brings its documentation's modules, and an HTML parser with them, for docstrings that nobody
reads on Lambda; urllib3 brings the metadata of packages. Each edit must find the text that it was written for.
"""

from pathlib import Path

from .failures import PackagingFailed

EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "botocore/docs/__init__.py": (
        ("from botocore.docs.service import ServiceDocumenter\n", ""),
        (
            "    services_dir_path = os.path.join(",
            "    from botocore.docs.service import ServiceDocumenter\n\n    services_dir_path = os.path.join(",
        ),
    ),
    "botocore/docs/docstring.py": (
        ("from botocore.docs.bcdoc.restdoc import DocumentStructure\n", ""),
        ("from botocore.docs.method import document_model_driven_method\n", ""),
        ("from botocore.docs.paginator import document_paginate_method\n", ""),
        ("from botocore.docs.waiter import document_wait_method\n", ""),
        (
            "        docstring_structure = DocumentStructure(",
            "        from botocore.docs.bcdoc.restdoc import DocumentStructure\n\n"
            "        docstring_structure = DocumentStructure(",
        ),
        (
            "        document_model_driven_method(",
            "        from botocore.docs.method import document_model_driven_method\n\n"
            "        document_model_driven_method(",
        ),
        (
            "        document_wait_method(",
            "        from botocore.docs.waiter import document_wait_method\n\n        document_wait_method(",
        ),
        (
            "        document_paginate_method(",
            "        from botocore.docs.paginator import document_paginate_method\n\n        document_paginate_method(",
        ),
    ),
    "urllib3/http2/__init__.py": (
        ("from importlib.metadata import version\n", ""),
        (
            '    h2_version = version("h2")\n',
            '    from importlib.metadata import version\n\n    h2_version = version("h2")\n',
        ),
    ),
}


def put_off_imports(tree: Path) -> None:
    """Make every edit.

    Raises:
        PackagingFailed: a text is not there, or more than once.
    """
    for name, edits in EDITS.items():
        source = (tree / name).read_text(encoding="utf-8")
        for before, after in edits:
            if source.count(before) != 1:
                raise PackagingFailed(f"{name} is not what its edit was written for: {before.strip()}")
            source = source.replace(before, after)
        (tree / name).write_text(source, encoding="utf-8")
