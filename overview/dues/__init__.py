"""The due lists: what an office owes, what the offices below owe, and how that counts up."""
