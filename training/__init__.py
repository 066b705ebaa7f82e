"""Making the models: corpora, network, training, export, evaluation.  The package never imports this."""
