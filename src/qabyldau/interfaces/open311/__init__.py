"""The door for other systems that speak Open311."""
