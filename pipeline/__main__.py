"""`python -m pipeline` is `chartdrop`, where the console script is not on the path."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
