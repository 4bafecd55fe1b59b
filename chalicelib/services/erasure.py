"""Erase a customer who asks for it: first what would go, then all of it, as often as it takes.

Each quote is erased by one commit under its version, with its open reservations and its rows in the lists: whoever works
on it at that moment either goes before and is erased with it, or is refused. From then on nobody can give the
customer a name again, and what was written before is blanked or deleted entry by entry, mails and inboxes last. Cut short
anywhere, it goes on where it stopped when it is run again, and finds what was typed into an open quote meanwhile.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct

from ..adapters import directory, erasures, files, page_versions, told
from ..adapters.erasures import Begun
from ..adapters.files import DealFile
from ..adapters.page_versions import ObjectVersion
from ..domain import erasure
from ..domain.codes import EventKind
from ..domain.errors import Unavailable
from ..domain.quote import Quote
from .page_rewriting import rewrite_page
from .tasks import carry_out
from .work import Call, Work


class Asked(Struct, frozen=True):
    """By what somebody asks to be found: an E.164 phone, an id number as it is kept, or both."""

    phone: str | None = None
    id_number: str | None = None

    @property
    def handles(self) -> tuple[str, ...]:
        return tuple(handle for handle in (self.phone, self.id_number) if handle)


class Plan(Struct, frozen=True):
    """What would be erased.

    ``begun`` are quotes whose erasing was noted, finished or not, with the name to look for; ``told`` counts the entries
    in inboxes, and ``objects`` the versions in the bucket, that speak of any of these quotes.
    """

    asked: Asked
    files: tuple[DealFile, ...]
    begun: Mapping[str, Begun | None]
    told: int
    objects: int

    @property
    def quote_ids(self) -> frozenset[str]:
        return frozenset(file.deal.quote.id for file in self.files)

    @property
    def names(self) -> frozenset[str]:
        return names_in(self.files, self.begun)

    @property
    def other_handles(self) -> list[str]:
        """Phones and id numbers in these quotes that were not asked for: there may be more under them."""
        known = {handle for file in self.files for handle in _handles_of(file)}
        return sorted(known - set(self.asked.handles))

    @property
    def is_done(self) -> bool:
        """Whether nothing of the person is left."""
        unfinished = any(begun for begun in self.begun.values())
        return not (self.told or self.objects or unfinished or any(_has_person(file) for file in self.files))


def names_in(found: Sequence[DealFile], begun: Mapping[str, Begun | None]) -> frozenset[str]:
    """What the customer is, or was, called."""
    kept = {file.deal.quote.customer.name for file in found if not file.deal.quote.customer.is_erased}
    return frozenset(kept | {one.name for one in begun.values() if one})


def find_files(asked: Asked, noted: Mapping[str, Begun | None]) -> tuple[DealFile, ...]:
    """Every deal of who is asked for, and those that were noted."""
    known = files.quote_ids_of(asked.phone, asked.id_number)
    loaded = [files.load_file(quote_id) for quote_id in dict.fromkeys([*known, *noted])]
    return tuple(file for file in loaded if file)


def plan_erasure(asked: Asked, bucket: str) -> Plan:
    """What would be erased of somebody; nothing is changed.

    Raises:
        Unavailable: the tables or the bucket did not answer.
    """
    begun = erasures.noted_erasures(asked.handles)
    found = find_files(asked, begun)
    ids = frozenset(file.deal.quote.id for file in found)
    names = names_in(found, begun)
    return Plan(
        asked=asked,
        files=found,
        begun=begun,
        told=sum(
            erasure.without_customer(entry.notice, ids, names) != entry.notice
            for person in directory.all_people()
            for entry in told.inbox_of(person.id)
        ),
        objects=sum(len(_objects(file.deal.quote, bucket)) for file in found),
    )


def erase(call: Call, plan: Plan, forget_page: Callable[[str], None]) -> None:
    """Carry a plan out; see the module. Quotes that came since it was made are left to the next run.

    Args:
        call: as the system, now.
        plan: what was found.
        forget_page: has whoever keeps copies of a link's page and pictures forget them, by its token.

    Raises:
        Busy: others kept changing a quote; run it again.
        Unavailable: something did not answer; run it again.
    """
    begun = dict(plan.begun)
    for file in plan.files:
        quote = file.deal.quote
        if not quote.customer.is_erased:
            begun[quote.id] = erasures.note_erasure(_handles_of(file), quote.id, quote.customer.name, call.now)
        if erasure.erased_quote(quote) != quote:
            carry_out(call, partial(_erase_quote, quote_id=quote.id))
    for quote_id in plan.quote_ids:
        _erase_rest(call, quote_id, forget_page)
    _erase_told(plan.quote_ids, names_in(plan.files, begun))
    for quote_id, one in begun.items():
        if one:
            erasures.note_erased(one, quote_id, call.now)


def _erase_quote(work: Work, quote_id: str) -> None:
    slot = work.reading.deal(quote_id)
    work.read()
    if slot.value is None:
        return
    left = erasure.erased_quote(slot.value.quote)
    if left != slot.value.quote:
        work.change(slot.value, left, work.event(EventKind.CUSTOMER_ERASED, erasure.ERASED_TEXT))


def _erase_rest(call: Call, quote_id: str, forget_page: Callable[[str], None]) -> None:
    """What the commit of a quote leaves: its history, what was answered and published, and its page."""
    file = files.load_file(quote_id)
    if file is None:
        return
    quote = file.deal.quote
    token = quote.link_token
    if token:
        erasures.forget_link(token)
    files.forget_signals(quote_id)
    for line in file.lines:
        files.replace_event(quote_id, line, erasure.erased_event(line.event))
    erasures.forget_answers(_receipts(file))
    for card in file.ended:
        files.replace_ended(card, erasure.erased_card(card))
    if not rewrite_page(quote_id, call.today, call.site):
        raise Unavailable
    page_versions.delete_versions(call.site.bucket, _objects(quote, call.site.bucket))
    if token:
        forget_page(token)
    for published in file.published:
        files.forget_published(quote_id, published)


def _erase_told(quote_ids: frozenset[str], names: frozenset[str]) -> None:
    for person in directory.all_people():
        for entry in told.inbox_of(person.id):
            left = erasure.without_customer(entry.notice, quote_ids, names)
            if left is None:
                told.take_back(entry)
            elif left != entry.notice:
                told.retell(entry, left)


def _receipts(file: DealFile) -> set[str]:
    return {line.receipt_key for line in file.lines if line.receipt_key and line.event.kind not in erasure.OF_OTHERS}


def _objects(quote: Quote, bucket: str) -> list[ObjectVersion]:
    """Every version of every object of a quote; but of an erased one not the page that says so."""
    token = quote.link_token
    found = page_versions.versions_under(bucket, f"versions/{quote.id}")
    if token is None:
        return found
    page = f"p/{token}"
    says_so = quote.proforma is not None and quote.customer.is_erased
    link = page_versions.versions_under(bucket, page)
    return found + [version for version in link if not (says_so and version.key == page and version.is_latest)]


def _handles_of(file: DealFile) -> set[str]:
    customer = file.deal.quote.customer
    return {handle for handle in (customer.phone, customer.id_number) if handle}


def _has_person(file: DealFile) -> bool:
    """Whether anything in the tables is left to blank."""
    return (
        erasure.erased_quote(file.deal.quote) != file.deal.quote
        or any(erasure.erased_event(line.event) != line.event for line in file.lines)
        or any(erasure.erased_card(card) != card for card in file.ended)
        or bool(file.published)
    )
