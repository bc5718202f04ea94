"""Stems, lemmas and endings: Kazakh by our own analysis, Russian by pymorphy3."""
