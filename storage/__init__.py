"""What is kept: tables, one transaction a request, the record, the outbox, due work."""
