"""The core: the write door (`record`) and the read door (`seen_by`)."""
