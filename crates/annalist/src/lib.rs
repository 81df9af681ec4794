//! annalist
