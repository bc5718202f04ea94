"""What an authority sees under its link: the letter, and where it answers without an account."""
