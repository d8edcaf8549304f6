//! An export as the page shows it.

use std::sync::Arc;

use uptake::app::address::Address;
use uptake::app::content::{Content, Opened, Preparation, Source, Tools};

use crate::read::{self, Files};

/// What is shown of an export at an address, all of which is understood.
pub fn content(files: &Files, fragment: &str) -> Content {
    let (address, rejected) = Address::parse("", fragment);
    assert_eq!(rejected, [], "{fragment}");
    let opened = Opened::new(read::read(files, usize::MAX), Source::Folder("set/".to_owned()));
    Preparation::new(Arc::new(opened), &address, Tools::ALL).finish()
}
