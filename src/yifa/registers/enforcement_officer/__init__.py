"""执法人员: The yearly roll of enforcement officers; one row one officer of one year."""
