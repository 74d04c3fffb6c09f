"""Matching by meaning: the same quotation in another language, or in another journalist's words.

``whole.across`` finds all there is at once; ``crossing`` (beside this folder) keeps it up to date. From small to large:
``likeness`` weighs two quotations, ``translate`` finds each one's nearest, ``sequences`` lays two articles'
quotations side by side, ``articles`` relates whole articles, ``versions`` links through a third.
"""
