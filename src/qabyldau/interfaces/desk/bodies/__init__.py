"""The register of public bodies at the desk."""
