"""Fund: public and private money for life-science companies, dilutive and not."""

__all__: list[str] = []
