"""Pictures as numbers, which templates draw as SVG: timelines, maps, networks, art of collections."""
