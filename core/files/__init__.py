"""Files in and out: stored files, safe readers of what people send, writers of sheets that hold no formula."""
