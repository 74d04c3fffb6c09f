"""The Datasette plugin: pages for lineages, articles, speakers and outlets of a database of quotations.

Datasette loads this package by its entry point and takes its templates/ and static/ folders from beside this file.
"""

from quotes.plugin.hooks import extra_template_vars, prepare_connection, register_routes, render_cell

__all__ = ["extra_template_vars", "prepare_connection", "register_routes", "render_cell"]
