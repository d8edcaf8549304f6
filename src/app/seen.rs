//! What was on screen, for whoever goes back and forth between views.

use std::sync::Arc;

use super::address::Address;
use super::content::{Content, Opened};

/// How many contents are kept. Each is small beside its export.
const KEPT: usize = 16;

/// Contents of one export, the last first.
#[derive(Default)]
pub struct Seen(Vec<Arc<Content>>);

impl Seen {
    /// What was shown of an export at an address; `None` if it was not, or too long ago.
    pub fn find(&self, opened: &Arc<Opened>, address: &Address) -> Option<Arc<Content>> {
        let is_it = |seen: &&Arc<Content>| seen.address == *address && Arc::ptr_eq(&seen.opened, opened);
        self.0.iter().find(is_it).cloned()
    }

    /// Keeps what is shown now, and nothing of another export, which may be large.
    pub fn keep(&mut self, content: Arc<Content>) {
        self.0.retain(|seen| !Arc::ptr_eq(seen, &content) && Arc::ptr_eq(&seen.opened, &content.opened));
        self.0.insert(0, content);
        self.0.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::content::{Preparation, Source, Tools};
    use crate::org::Org;

    fn opened() -> Arc<Opened> {
        Arc::new(Opened::new(Org::default(), Source::Folder("sample/".to_owned())))
    }

    fn content(opened: &Arc<Opened>, address: &Address) -> Arc<Content> {
        Arc::new(Preparation::new(Arc::clone(opened), address, Tools::ALL).finish())
    }

    fn address(fragment: &str) -> Address {
        Address::parse("", fragment).0
    }

    #[test]
    fn what_was_shown_is_found_again_as_long_as_it_is_kept_and_never_for_another_export() {
        let (now, other) = (opened(), opened());
        let mut seen = Seen::default();
        assert!(seen.find(&now, &address("")).is_none());
        let addresses: Vec<Address> = (1..=KEPT + 1).map(|number| address(&format!("area=A{number}"))).collect();
        let shown: Vec<Arc<Content>> = addresses.iter().map(|address| content(&now, address)).collect();
        for content in &shown {
            seen.keep(Arc::clone(content));
            seen.keep(Arc::clone(content));
        }
        let found = |address: &Address| seen.find(&now, address);
        assert!(found(&addresses[0]).is_none(), "too long ago");
        for (address, content) in addresses.iter().zip(&shown).skip(1) {
            assert!(found(address).is_some_and(|found| Arc::ptr_eq(&found, content)));
            assert!(seen.find(&other, address).is_none());
        }
        seen.keep(content(&other, &addresses[0]));
        assert!(addresses.iter().all(|address| seen.find(&now, address).is_none()), "it may be large");
        assert!(seen.find(&other, &addresses[0]).is_some());
    }
}
