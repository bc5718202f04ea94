"""Post: how a letter to an authority becomes an e-mail, and what became of it."""
