"""What people do beside leading lessons: packages, handovers, reports, removal, own lessons, backups."""
