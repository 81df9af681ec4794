//! The trained weights, embedded. Data only: no code reads them here.
