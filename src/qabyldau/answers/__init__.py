"""What an applicant is told: answers, their delivery and feedback."""
