"""`python -m streams` is `wireroom`."""

from streams.cli import main

if __name__ == "__main__":
    # Processes of the pool import this module, too.
    main()
