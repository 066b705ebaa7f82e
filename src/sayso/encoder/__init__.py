"""Tokeniser, windows, ONNX session and heads: know text, know no news."""
