"""``python -m local``: see :mod:`local.run`."""

from .run import main

if __name__ == "__main__":
    raise SystemExit(main())
