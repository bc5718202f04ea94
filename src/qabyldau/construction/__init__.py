"""Objects being built, inspections and remarks."""
