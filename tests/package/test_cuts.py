"""A cut that finds nothing has been overtaken by a library: packaging stops rather than ship what nobody looked at."""

from pathlib import Path

import pytest

from tools.package import clients, cuts, edits, roots
from tools.package.cuts import Cut
from tools.package.failures import PackagingFailed


def _written(tree: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tree / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tree


def test_a_cut_spares_what_it_keeps() -> None:
    cut = Cut("stdnum/*", keep=("stdnum/ec/*",))
    assert cut.drops("stdnum/us/ein.dat")
    assert not cut.drops("stdnum/ec/ci.py")
    assert not cut.drops("other/stdnum/us.py")


def test_a_cut_that_finds_nothing_stops_the_packaging(tmp_path: Path) -> None:
    with pytest.raises(PackagingFailed, match="dist-info"):
        cuts.cut(tmp_path)


@pytest.mark.parametrize("source", ["", "import one\nimport one\n", "    import one\n"])
def test_an_import_is_put_off_only_where_it_is_as_it_was(source: str) -> None:
    with pytest.raises(PackagingFailed, match="not what it was"):
        edits._replaced(source.splitlines(), "import one", (), "file")


@pytest.mark.parametrize(
    ("statement", "instead"),
    [
        ("import one", "one = Later('one')"),
        ("import one.two", "from types import SimpleNamespace\none = SimpleNamespace(two=Later('one.two'))"),
        ("import one.two as three", "three = Later('one.two')"),
        ("from one import two, three", "two = Later('one', 'two')\nthree = Later('one', 'three')"),
        ("from .one import two", "two = Later('library.part.one', 'two')"),
        ("from . import one", "one = Later('library.part.one')"),
    ],
)
def test_an_import_that_is_put_off_leaves_the_same_names(statement: str, instead: str) -> None:
    assert list(edits._put_off(statement, "library/part/file.py")) == ["from later import Later", *instead.splitlines()]


def test_a_bundle_without_a_needed_root_stops_the_packaging(tmp_path: Path) -> None:
    bundle = tmp_path / "cacert.pem"
    bundle.write_text(
        '# Label: "Other CA"\n# Serial: 1\n-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'
    )
    with pytest.raises(PackagingFailed, match="Amazon Root CA 1"):
        roots.cut(bundle)


def test_a_service_that_botocore_has_dropped_stops_the_packaging(tmp_path: Path) -> None:
    with pytest.raises(PackagingFailed, match="cognito-idp"):
        clients.cut(_written(tmp_path, glacier__1__x="{}"))
    assert not (tmp_path / "glacier").exists()


def test_prose_goes_and_what_is_named_like_it_stays() -> None:
    model = {"documentation": "long", "members": {"documentation": {"shape": "S", "documentation": "long"}}, "l": [{}]}
    assert clients._without_prose(model) == {"members": {"documentation": {"shape": "S"}}, "l": [{}]}
