//! Is an organisation really taking up data as a product?
//!
//! The way of the data, in reading order: files become rows ([`export`]), rows become an organisation ([`org`]), an organisation
//! becomes readings ([`measure`], with the methods of [`stats`]), readings become words ([`story`]) and figures ([`figure`]), and
//! all of it becomes a page ([`app`]) or text on a terminal (`cli`).

pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod export;
pub mod figure;
pub mod measure;
pub mod org;
#[cfg(not(target_arch = "wasm32"))]
pub mod sample;
pub mod stats;
pub mod story;
