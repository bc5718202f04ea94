"""The reception as its head describes it: card, hours, services, sittings, closures, the election period."""
