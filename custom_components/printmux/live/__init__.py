"""What the card and the panel see: jobs and printers as records that follow changes."""
