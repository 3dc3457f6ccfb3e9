"""Files that other systems read, one kind a file; `kinds.py` lists them."""
