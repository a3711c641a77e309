"""How a learned reader is made: data, training, export and model card; nothing in ``kg`` imports it."""
