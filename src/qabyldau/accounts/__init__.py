"""Staff users, roles, permissions and sign-in."""
