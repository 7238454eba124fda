"""人民调解: disputes that a people's mediation committee settles, from acceptance to performance."""
