"""Serving a site while people edit it: watching for changes, updating the site and its index."""
