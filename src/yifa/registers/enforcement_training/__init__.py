"""执法培训考试: Training examinations of enforcement officers; one row one examination."""
