"""What leaves the house: tables and linked data for other programs, and the pages as files."""
