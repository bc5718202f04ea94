"""Reading answers: the story of an appeal for its sender, and what people think of offices and answers."""
