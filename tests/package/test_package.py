"""The zip that is deployed: it works alone, weighs what it may, and is the same every time."""

import json
import re
from collections.abc import Callable
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from struct import unpack
from zipfile import ZipFile

from botocore import xform_name
from msgspec.json import encode

from chalicelib.adapters.render import render_page
from chalicelib.domain.proforma import PageState
from tests.pages.samples import STREET, a_page
from tests.pages.test_render import LINKS
from tools.package.build import Package, build
from tools.package.clients import OPERATIONS, SERVICES
from tools.package.edits import PUT_OFF

from .cold_modules import LIST, modules_of, recorded
from .conftest import STAGE

Inside = Callable[..., str]
SOURCES = Path(__file__).parents[2] / "chalicelib"
RIGHTS = SOURCES.with_name("infra") / "rights"
FOR_ENGINEERS = "page_versions.py"
"""Runs from the repository: what is deployed can delete no versions of an object."""

MOST_BYTES = 5_500_000
"""Zipped; 5.0 MB when this was written. What takes it further must be worth it, and change this line."""
MOST_BYTES_UNZIPPED = 16_000_000
UNCHECKED = 0b01

EVERY_MODULE = """
from importlib import import_module
from pathlib import Path
root = Path(sys.argv[1])
for path in sorted((root / "chalicelib").rglob("*.py")):
    import_module(".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
foreign = [m.__file__ for m in sys.modules.values() if "site-packages" in (getattr(m, "__file__", None) or "")]
print(foreign)
"""

PAGE = """
from chalicelib.adapters.render import PageLinks, render_page
from chalicelib.domain.proforma import PageState, ProformaContent
from msgspec.json import decode
content, links = decode(sys.stdin.read(), type=tuple[ProformaContent, PageLinks])
sys.stdout.write(render_page(content, PageState.CURRENT, links))
"""

SELDOM_USED = """
from datetime import UTC, date, datetime
import zoneinfo
zoneinfo.reset_tzpath([])
assert datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("America/Guayaquil")).utcoffset().total_seconds() == -5 * 3600
zoneinfo.ZoneInfo("UTC"), zoneinfo.ZoneInfo("Pacific/Galapagos")
from chalicelib.domain.customer import normal_phone
print(normal_phone("098 765 4321"), normal_phone("+57 301 234 5678"), normal_phone("+34 612 345 678"))
from stdnum.ec import ci, ruc
print(ci.is_valid("1710034065"), ruc.is_valid("1792060346001"), ci.is_valid("1710034064"))
from chalicelib.domain.working_days import _national_holidays
print(date(2026, 8, 10) in _national_holidays(2026), date(2026, 8, 11) in _national_holidays(2026))
"""

CLIENTS = """
from botocore.config import Config
from chalicelib.adapters.aws import new_client
for service in sys.stdin.read().split():
    client = new_client(service, Config())
    client.meta.service_model.client_context_parameters  # read at the first call
    print(service, client.meta.endpoint_url, *client.meta.service_model.operation_names)
"""

DOCSTRING = """
from botocore.config import Config
from chalicelib.adapters.aws import new_client
print(str(new_client("sqs", Config()).send_message_batch.__doc__))
"""

PATTERNS = """
import json, re
import re._compiler as compiler
compile, late = compiler.compile, []
def note(pattern, flags=0):
    late.append(str(pattern))
    return compile(pattern, flags)
compiler.compile = note
import app
list(app.app.routes)
print(json.dumps(late))
"""

COMPILED_PATTERNS = """
import json, re
import compiled_patterns
import re._compiler as compiler
def same(pattern, flags, ours):
    theirs = compiler.compile(pattern, flags)
    return ours == theirs and ours.groupindex == theirs.groupindex and ours.groups == theirs.groups
print(json.dumps([(str(pattern), same(pattern, flags, re._cache[type(pattern), pattern, flags]))
                  for flags, pattern, *_ in compiled_patterns.PATTERNS]))
"""

OTHER_ENGINE = """
import _sre, re
re.purge()
_sre.MAGIC += 1
import compiled_patterns
print(len(re._cache))
_sre.MAGIC -= 1
import app
print(200 if app.app else 0)
"""
FEWEST_PATTERNS = 50

PUT_OFF_NAMES = """
from importlib import import_module
from types import SimpleNamespace
from later import Later
for name in sys.stdin.read().split():
    for known_as, value in list(vars(import_module(name)).items()):
        for later in vars(value).values() if isinstance(value, SimpleNamespace) else [value]:
            if isinstance(later, Later):
                try:
                    later._found()
                    print(f"{name}.{known_as}")
                except (ImportError, AttributeError):
                    print(f"{name}.{known_as}!")
"""

COMPILED = """
import app
from pathlib import Path
print([m.__name__ for m in list(sys.modules.values())
       if (getattr(m, "__file__", None) or "").startswith(sys.argv[1]) and m.__file__.endswith(".py")
       and not Path(m.__cached__).exists()])
"""


def test_the_same_sources_give_the_same_bytes(package: Package, tmp_path: Path) -> None:
    again = build(STAGE, tmp_path)
    assert again.archive.read_bytes() == package.archive.read_bytes()
    assert again.template.read_bytes() == package.template.read_bytes()


def test_it_weighs_what_it_may(package: Package) -> None:
    assert package.archive.stat().st_size <= MOST_BYTES
    assert package.bytes_unzipped <= MOST_BYTES_UNZIPPED


def test_everybody_may_read_its_files_and_none_has_a_date(package: Package) -> None:
    with ZipFile(package.archive) as packed:
        entries = packed.infolist()
    assert {(entry.external_attr >> 16) & 0o777 for entry in entries} == {0o644}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


def test_every_module_of_the_app_can_be_imported_from_it_alone(inside: Inside) -> None:
    assert inside(EVERY_MODULE).strip() == "[]"


def test_it_answers_a_list(inside: Inside) -> None:
    answer = json.loads(inside(LIST))["answer"]
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["items"] == []


def test_a_cold_container_imports_what_is_recorded_and_nothing_else(inside: Inside) -> None:
    found, wanted = modules_of(inside(LIST)), recorded()
    told = "; if it is worth it: python -m tests.package.cold_modules"
    assert found - wanted == set(), f"more is imported{told}"
    assert wanted - found == set(), f"less is imported{told}"


def test_it_renders_the_page_that_the_sources_render(inside: Inside) -> None:
    content = a_page(STREET)
    assert inside(PAGE, encode((content, LINKS)).decode()) == render_page(content, PageState.CURRENT, LINKS)


def test_what_is_seldom_used_was_not_cut(inside: Inside) -> None:
    phones, numbers, holidays = inside(SELDOM_USED).splitlines()
    assert phones == "+593987654321 +573012345678 +34612345678"
    assert numbers == "True True False"
    assert holidays == "True False"


def test_every_service_that_the_adapters_call_is_in_it_and_no_other(inside: Inside) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    called = set(re.findall(r'(?:new_client\(\s*|SERVICE = )"([^"]+)"', sources))
    assert called == SERVICES.keys()
    told = [line.split() for line in inside(CLIENTS, " ".join(sorted(called))).splitlines()]
    assert [service for service, *_ in told] == sorted(called)
    assert all("us-east-1" in address or service == "s3" for service, address, *_ in told)
    assert {service: tuple(sorted(operations)) for service, _, *operations in told} == OPERATIONS


def test_every_operation_that_the_adapters_call_is_in_it() -> None:
    adapters = [path for path in (SOURCES / "adapters").glob("*.py") if path.name != FOR_ENGINEERS]
    sources = "".join(path.read_text(encoding="utf-8") for path in adapters)
    called = set(re.findall(r'_client\(\)\.(\w+)\(|\bask\(\s*"(\w+)"|dispatch\("(\w+)"', sources))
    permitted = "".join(path.read_text(encoding="utf-8") for path in RIGHTS.glob("*.yaml"))
    wanted = {xform_name("".join(names)) for names in called}
    wanted |= {xform_name(name) for name in re.findall(r"dynamodb:(\w+)", permitted)} | {"transact_write_items"}
    kept = {xform_name(name) for names in OPERATIONS.values() for name in names}
    assert wanted == kept - {"head_bucket"}, "botocore itself asks for a bucket's region"


def test_every_name_that_was_put_off_is_found(inside: Inside) -> None:
    edited = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in PUT_OFF]
    told = inside(PUT_OFF_NAMES, " ".join(edited)).split()
    assert len(told) > len(PUT_OFF)
    assert {name for name in told if name.endswith("!")} == set()


def test_what_was_put_off_is_found_when_it_is_used(inside: Inside) -> None:
    assert "send_message_batch(" in inside(DOCSTRING)


def test_every_module_comes_compiled_and_no_pyc_is_stale(unzipped: Path, inside: Inside) -> None:
    assert inside(COMPILED).strip() == "[]"
    sources = list(unzipped.rglob("*.py"))
    assert unzipped / "app.py" in sources
    for source in sources:
        flags, hashed = unpack("<4xI8s", Path(cache_from_source(str(source))).read_bytes()[:16])
        assert flags == UNCHECKED
        assert hashed == source_hash(source.read_bytes()), source


def test_no_pattern_is_compiled_at_a_cold_start_or_for_a_route(inside: Inside) -> None:
    assert json.loads(inside(PATTERNS)) == [], "compiled_patterns.py brings them all"


def test_patterns_compiled_beforehand_are_what_python_compiles(inside: Inside) -> None:
    told = json.loads(inside(COMPILED_PATTERNS))
    assert len(told) > FEWEST_PATTERNS
    assert [pattern for pattern, same in told if not same] == []


def test_a_python_with_another_engine_compiles_for_itself(inside: Inside) -> None:
    assert inside(OTHER_ENGINE).split() == ["0", "200"]


def test_nothing_in_it_tells_where_it_was_made(unzipped: Path) -> None:
    for compiled in unzipped.rglob("*.pyc"):
        assert str(Path(__file__).parents[2]).encode() not in compiled.read_bytes()
