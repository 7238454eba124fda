"""The rooms: one folder a register, furnished alike."""
