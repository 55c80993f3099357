"""One script for each version; a script that was released is never changed."""
