"""The invented year of the demo township: what happened in it, and the hand that records it."""
