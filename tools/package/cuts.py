"""Files that nothing reads, by name. A pattern that no longer finds anything fails: the libraries have changed."""

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from chalicelib.adapters import render

from .failures import PackagingFailed

COUNTRIES = Path("holidays/countries/__init__.py")
HOME_COUNTRY = "ecuador"
ZONES = ("America/Guayaquil", "Pacific/Galapagos", "UTC")
"""Ecuador's two; a dealership elsewhere would need its holidays too."""


@dataclass(frozen=True)
class Cut:
    """Files to drop, by a pattern of their path (``*`` crosses folders), but for some."""

    pattern: str
    keep: tuple[str, ...] = ()

    def drops(self, path: str) -> bool:
        return fnmatch(path, self.pattern) and not any(fnmatch(path, kept) for kept in self.keep)


CUTS = (
    Cut("*.dist-info/*", keep=("holidays-*/METADATA",)),  # it asks for its own version
    Cut("*.pyi"),
    Cut("*/py.typed"),
    Cut("markupsafe/*.c"),
    Cut("dateutil/zoneinfo/*.tar.gz"),
    Cut("holidays/countries/*", keep=("*/__init__.py", f"*/{HOME_COUNTRY}.py")),
    Cut("holidays/financial/*"),
    Cut("holidays/locale/*"),
    Cut("phonenumbers/shortdata/region_*"),
    Cut("stdnum/*", keep=("stdnum/__init__.py", "stdnum/exceptions.py", "stdnum/util.py", "stdnum/ec/*")),
    Cut("templates/*.j2"),
)


def compile_templates(tree: Path) -> None:
    """Put the templates there as Python, which :mod:`chalicelib.adapters.render` prefers."""
    target = tree / "templates" / "compiled"
    render.compile_templates(target)
    if not any(target.iterdir()):
        raise PackagingFailed("no template was compiled")


def cut(tree: Path) -> None:
    """Drop what nothing reads."""
    for one in (*CUTS, _other_zones()):
        _apply(one, tree)
    _only_home_country(tree / COUNTRIES)


def _other_zones() -> Cut:
    kept = {"tzdata/__init__.py"}
    for zone in ZONES:
        path = Path("tzdata/zoneinfo", zone)
        kept |= {path.as_posix(), *((folder / "__init__.py").as_posix() for folder in path.parents)}
    return Cut("tzdata/*", keep=tuple(sorted(kept)))


def _apply(one: Cut, tree: Path) -> None:
    files = [path for path in tree.rglob("*") if path.is_file()]
    dropped = [path for path in files if one.drops(path.relative_to(tree).as_posix())]
    if not dropped:
        raise PackagingFailed(f"nothing in the package is called {one.pattern} any more")
    for path in dropped:
        path.unlink()


def _only_home_country(package: Path) -> None:
    """The package of countries imports all of them to give one."""
    lines = [line for line in package.read_text().splitlines() if f".{HOME_COUNTRY} import" in line]
    if len(lines) != 1:
        raise PackagingFailed(f"{COUNTRIES} does not import {HOME_COUNTRY} as it did")
    package.write_text(f"{lines[0]}\n")
