//! placeholder

pub mod numbers;
pub mod time;
pub mod tolls;
mod wordlist;
mod words;
