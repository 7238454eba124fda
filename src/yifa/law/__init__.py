"""What the law says, as data: statutes, dated parameters, calendars; imports nobody."""
