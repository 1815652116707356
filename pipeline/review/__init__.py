"""The web desk: pages for reviewers, the upload API, figures; what it needs of the site is handed in by the wiring."""
