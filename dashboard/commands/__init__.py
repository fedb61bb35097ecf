"""What the command `sidelines` does, one module a matter."""
