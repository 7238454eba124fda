"""The yearly report: words whose numbers are figures, as a draft, DOCX, HTML and JSON."""
