"""The Lambda package: what ``chalice package`` writes, with its libraries, cut to what is called and precompiled.

:mod:`.project` runs chalice, :mod:`.libraries` fetches wheels, :mod:`.cuts`, :mod:`.clients` and :mod:`.roots` cut,
:mod:`.bytecode` compiles, :mod:`.archive` writes the zip. Why each cut: docs/decisions/0012-lambda-package.md
"""
