"""`python -m tilmash` is the command `tilmash`."""

import sys

from tilmash.cli import main

if __name__ == "__main__":
    sys.exit(main())
