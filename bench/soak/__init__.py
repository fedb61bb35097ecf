"""Long trials of what is promised: `make soak` runs all of them, `make test` the same ones small."""
