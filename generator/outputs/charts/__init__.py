"""Charts as numbers, which ``theme/partials/charts.html`` draws as SVG without a script.

Horizontal positions are percentages and sizes are em, so a wider chart keeps its letters and circles;
``labels`` computes which labels fit at which width. Each chart has a table of the same data next to it.

- ``coverage``: ``unit, slots, top, bars [at, count, label, url, day], ticks [at, label]``; ``unit`` (day,
  month, year, decade) is the finest that shows the whole span.
- ``track``, articles on a timeline: ``marks [title, url, date, across, down, label, level, before], ticks,
  radius, height, shown, count``.
- ``map``: ``frame, circles [name, url, count, across, down, radius, least, level, before], shapes [name, url,
  code, count, shade, d]``, at most 400 places; the area of a circle is proportional to its count.
- ``ties``: ``name, height, middle, nodes [name, url, kind, lines, shared, across, down, radius, left], lines,
  chords``; a tie needs two articles.
- ``art`` of a collection: ``tone, shapes [d, shade, line]``, from its id and the dates of its articles.
"""
