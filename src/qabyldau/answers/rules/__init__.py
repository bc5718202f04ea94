"""Reviews, drafts of answers and how answers reach people: pure."""
