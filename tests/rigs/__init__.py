"""What tests of several folders start or draw: a site, an S3 mock, PostgreSQL, a mail server, the desk."""
