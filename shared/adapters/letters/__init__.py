"""Letters as PDF: a small streaming writer on ReportLab's fonts and QR encoder."""
