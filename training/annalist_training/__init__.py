"""Training of the annalist language model: readers, vectors, network, trainer, evaluation, export."""
