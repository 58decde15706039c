"""What ical.js reads in our calendars, with their own time zones; `make calendar`, never the tests' run."""
