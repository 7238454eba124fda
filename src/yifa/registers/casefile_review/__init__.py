"""案卷评查: Reviews of enforcement case files; one row one review activity."""
