"""Reports: declared once, given out as a page, a workbook, a CSV and a PDF."""
