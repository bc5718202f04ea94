"""The desk while the network is away: what is typed waits sealed in the browser, and comes in once."""
