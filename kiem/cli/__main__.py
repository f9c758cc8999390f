"""`python -m kiem.cli` is `kiem`."""

from kiem.cli import main

if __name__ == "__main__":
    main()
