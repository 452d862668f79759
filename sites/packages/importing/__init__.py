"""The federation's own list of bases, from a spreadsheet: every fault by cell, nothing stored by reading."""

from sites.packages.importing.reading import BaseList, read_bases
from sites.packages.importing.rows import CellFault
from sites.packages.importing.template import template

__all__ = ["BaseList", "CellFault", "read_bases", "template"]
