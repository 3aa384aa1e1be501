"""The report as one HTML page that needs no network; its figures are those of the other reports."""
