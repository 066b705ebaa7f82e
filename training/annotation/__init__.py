"""Our own annotated readings: the guide, the documents and their split, the notation."""
