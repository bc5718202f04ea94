"""The paper of a case: facts in, PDF, JSON and a bundle of both out, and a check of the bundle; no tables."""
