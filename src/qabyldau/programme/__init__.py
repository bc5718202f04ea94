"""Programme, directions, measures, stages and evidence."""
