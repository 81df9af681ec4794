//! Tests of the whole: see the folder beside this one.
