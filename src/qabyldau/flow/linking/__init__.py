"""Link: a machine suggests that two appeals are about one matter; a person confirms, rejects, undoes."""
