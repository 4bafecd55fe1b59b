"""The stack's template: ``infra/`` and what follows from the app itself, merged into what Chalice makes of ``app.py``.

    python -m tools.stack            writes build/infra.json, for ``chalice package --merge-template build/infra.json``
    python -m tools.stack --whole    writes build/stack.json, the merged template without a package: to read and to lint
    python -m tools.stack --rights   writes docs/rights.md

:mod:`.infra` puts together, :mod:`.chalice_template` asks Chalice, each other module adds one concern
(docs/decisions/0011-one-stack.md).
"""
