"""Lists that come as files: opened in a child, read by their headings, judged cell by cell."""
