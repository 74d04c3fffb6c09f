"""Matching: quotations that are the same words, in one language or across languages.

The faces stand in files of their own, so that numpy and rapidfuzz are read only when something is matched:
``repeats.repeats`` pairs the witnesses of one language, ``compare.compare`` reads any quotation against another,
``rows.match_rows`` gives rows their lineages, ``across.translate.translations`` pairs across languages,
``across.articles.align`` relates whole articles, ``speakers`` makes one person of many names, ``meaning.clashes`` sees
what likeness cannot.
"""
