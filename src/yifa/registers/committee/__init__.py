"""人民调解委员会: the committees of villages, communities, townships and enterprises, and their terms."""
