"""人民调解员: who is on the committees' rolls, and who was trained."""
