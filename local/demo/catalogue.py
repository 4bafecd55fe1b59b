"""What the demo dealership sells: models known in Ecuador, at plausible prices with IVA, in cents of USD."""

from chalicelib.domain.customer import search_words
from chalicelib.domain.inventory import Model

BOTH_YEARS = (2026, 2027)


def _model(brand: str, name: str, price_cents: int, *colours: str, years: tuple[int, ...] = BOTH_YEARS) -> Model:
    return Model("-".join(search_words(f"{brand} {name}")), brand, name, price_cents, colours, years)


MODELS: tuple[Model, ...] = (
    _model("AKT", "NKD 125", 164_900, "Negro", "Rojo", "Azul"),
    _model("AKT", "TT Dual Sport 200", 239_900, "Negro", "Blanco"),
    _model("Bajaj", "Boxer 150", 189_900, "Negro", "Rojo", "Azul"),
    _model("Bajaj", "Dominar 400", 649_900, "Verde", "Negro"),
    _model("Bajaj", "Pulsar N 160", 299_900, "Negro", "Rojo", "Azul"),
    _model("Bajaj", "Pulsar NS 200", 369_900, "Gris", "Rojo", "Blanco"),
    _model("Benelli", "Imperiale 400", 619_900, "Negro", "Vino", years=(2026,)),
    _model("Benelli", "TNT 15", 319_900, "Rojo", "Negro"),
    _model("Benelli", "TRK 251", 599_900, "Blanco", "Gris"),
    _model("Daytona", "Wing Evo 200", 199_900, "Negro", "Rojo", "Azul"),
    _model("Honda", "CB 190R", 349_900, "Rojo", "Negro"),
    _model("Honda", "CB 300F Twister", 539_900, "Rojo", "Gris"),
    _model("Honda", "Navi", 199_900, "Rojo", "Verde", "Negro"),
    _model("Honda", "PCX 160", 519_900, "Blanco", "Gris mate"),
    _model("Honda", "XR 150L", 369_900, "Rojo", "Negro", "Blanco"),
    _model("Honda", "XR 190L", 419_900, "Rojo", "Negro"),
    _model("Kymco", "Downtown 350i", 699_900, "Negro", "Plata", years=(2026,)),
    _model("KTM", "200 Duke", 529_900, "Naranja", "Negro"),
    _model("KTM", "390 Adventure", 949_900, "Naranja", "Negro"),
    _model("KTM", "390 Duke", 799_900, "Naranja", "Azul"),
    _model("Shineray", "XY 200 GY-6", 179_900, "Rojo", "Azul", "Negro"),
    _model("Suzuki", "Burgman Street 125", 319_900, "Blanco", "Negro mate"),
    _model("Suzuki", "DR 150", 429_900, "Amarillo", "Negro"),
    _model("Suzuki", "Gixxer 150", 329_900, "Azul", "Negro"),
    _model("Suzuki", "Gixxer 250", 469_900, "Azul", "Negro", "Plata"),
    _model("Suzuki", "GN 125", 239_900, "Negro", "Rojo"),
    _model("Suzuki", "V-Strom 250 SX", 589_900, "Amarillo", "Naranja", "Negro"),
    _model("SYM", "Maxsym 400", 799_900, "Negro", "Blanco", years=(2026,)),
    _model("TVS", "Apache RTR 160 4V", 299_900, "Rojo", "Negro", "Azul"),
    _model("TVS", "Apache RTR 200 4V", 359_900, "Negro", "Blanco"),
    _model("TVS", "Ntorq 125", 279_900, "Amarillo", "Rojo", "Gris"),
    _model("TVS", "Raider 125", 229_900, "Negro", "Rojo", "Amarillo"),
    _model("Yamaha", "Crypton FI", 239_900, "Azul", "Negro", "Rojo"),
    _model("Yamaha", "FZ 25", 479_900, "Azul", "Negro"),
    _model("Yamaha", "FZ-S 3.0", 389_900, "Azul", "Gris", "Negro"),
    _model("Yamaha", "MT-03", 749_900, "Celeste", "Negro"),
    _model("Yamaha", "NMAX 155", 499_900, "Azul", "Gris", "Negro"),
    _model("Yamaha", "R15 V4", 529_900, "Azul", "Negro"),
    _model("Yamaha", "XTZ 125", 419_900, "Azul", "Blanco"),
    _model("Yamaha", "XTZ 250", 629_900, "Azul", "Negro"),
)
