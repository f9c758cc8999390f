"""What is said of input that cannot be used."""


class InputProblem(Exception):
    """Bad input, said in one line: what, where, remedy."""
