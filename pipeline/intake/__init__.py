"""How files get in: the durable receive, the watched folder, the fax receive queue."""
