"""Reception days, promises, receptions that travel, and answers for people who cannot be called back."""
