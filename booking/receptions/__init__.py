"""Groups received off the platform."""
