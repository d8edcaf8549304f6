//! The page: the only place that knows the browser. A component computes nothing and formats nothing.

pub mod address;
pub mod beside;
pub mod content;
pub mod drawings;
pub mod evidence;
pub mod framing;
pub mod kept;
pub mod messages;
pub mod question;
pub mod seen;
pub mod sorting;
pub mod taken;
pub mod told;
pub mod views;

#[cfg(target_arch = "wasm32")]
mod acting;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod dropped;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
mod load;
#[cfg(target_arch = "wasm32")]
mod ordering;
#[cfg(target_arch = "wasm32")]
mod outgoing;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod presenting;
#[cfg(target_arch = "wasm32")]
mod rows_dialog;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod stage;
#[cfg(target_arch = "wasm32")]
mod taking;
#[cfg(target_arch = "wasm32")]
mod watch;

#[cfg(target_arch = "wasm32")]
pub use page::start;
