"""Check: what must be true of all casework together is asked of the tables, as often as anybody wishes."""

from qabyldau.flow.check.run import Checked as Checked
from qabyldau.flow.check.run import Finding as Finding
from qabyldau.flow.check.run import check_casework as check_casework
from qabyldau.flow.check.run import check_nightly as check_nightly
