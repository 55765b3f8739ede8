"""`python -m streams` is `wireroom`."""

if __name__ == "__main__":
    # Here, because processes of the pool import this module, too, and have no use for the command line.
    from streams.cli import main

    main()
