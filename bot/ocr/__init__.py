"""Reading pictures. A worker process opens them and nothing else does: `reader` talks to it, `header` looks before."""
