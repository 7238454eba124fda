"""学法: Law-study sessions of officials; one row one session."""
