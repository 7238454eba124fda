"""Things to do later, and the loop that does them: nothing is lost when the process is killed."""
