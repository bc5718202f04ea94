"""One calm look: tokens, components and the pattern page."""
