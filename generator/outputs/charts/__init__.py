"""The geometry of pictures that templates draw as SVG: timelines, maps, networks, art for collections."""
