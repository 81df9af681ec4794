//! At what cost: figures of people killed, injured, missing, abducted, detained, displaced or affected.
