"""How the pages become a site (`make docs`): Sphinx with MyST, without a network, warnings being errors."""

from __future__ import annotations

import os

from pairwright.version import __version__

project = "Pairwright"
author = "The Pairwright authors"
project_copyright = "the Pairwright authors, Apache-2.0"
release = version = __version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "**.ipynb", "evidence"]
html_theme = "furo"
html_title = f"Pairwright {__version__}"
html_extra_path: list[str] = []
html_copy_source = False
html_show_sourcelink = False
# Links of pages as they are read in the repository.
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["misc.highlighting_failure", "myst-nb.lexer"]
nb_render_text_lexer = "none"
# The tutorial is run where it is asked for (`make docs`): it takes minutes. A cell that fails is a page that fails.
nb_execution_mode = "force" if os.environ.get("PAIRWRIGHT_RUN_TUTORIAL") else "off"
nb_execution_timeout = 1200
nb_execution_raise_on_error = True
nb_merge_streams = True
autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = True
