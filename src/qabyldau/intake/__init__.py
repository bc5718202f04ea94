"""Appeals as they came in: applicant, consent, registration and receipt."""
