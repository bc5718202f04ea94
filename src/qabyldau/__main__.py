"""``python -m qabyldau`` is the command ``qabyldau``."""

from qabyldau.interfaces.cli.main import main

raise SystemExit(main())
