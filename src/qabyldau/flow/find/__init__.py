"""Find: what is known of an appeal goes into the index, and comes out of it for those who may see it."""
