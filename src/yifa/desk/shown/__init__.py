"""What the pages of the desk show, as frozen plain data: strings already worded, dates already written out.

``parts`` holds what several pages share, every other module one page or a family of pages. A view fills one
of these objects and hands it to its template as ``page``; the template only lays it out.
"""
