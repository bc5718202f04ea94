"""What a letter is written from, as it is kept beside it, and the letter that is made of it."""
