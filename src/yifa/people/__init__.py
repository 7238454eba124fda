"""Who acts: organisations, officers, their posts and certificates with dates."""
