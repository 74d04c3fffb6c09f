"""A tracker of quotations: who said what, to whom, and who took it from whom."""

__version__ = "0.1.0"
