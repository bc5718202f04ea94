"""The conversation of any chat: an appeal step by step, and what follows; a messenger's own folder brings it in and out."""
