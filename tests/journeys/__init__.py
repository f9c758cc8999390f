"""What people do on the site, in a real browser."""
