"""One calm look: tokens, components, error pages and the pattern page. Belongs here: what every page shares. Does not: a page of a door."""
