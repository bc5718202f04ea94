"""Safe makers of documents (PDF, DOCX, XLSX) and guards for files that come in; no tables."""
