"""Lists of accounts as CSV, spreadsheet and PDF, each written row by row."""
