"""Mail: e-mail comes in, each letter once; it falls to where it belongs, or waits for a person."""
