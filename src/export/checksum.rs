//! The hashes that a package may state of a file (E4).

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::plan::Plan;

/// Works out a hash while the bytes of a file go by.
pub trait Checksum {
    /// Takes the next bytes.
    fn update(&mut self, bytes: &[u8]);
    /// The hash of all bytes taken, in hexadecimal digits.
    fn finish(self: Box<Self>) -> String;
}

impl std::fmt::Debug for dyn Checksum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Checksum")
    }
}

/// Begins a hash of a kind; `None` for a kind that it does not know.
pub type Checksums = fn(kind: &str) -> Option<Box<dyn Checksum>>;

/// The kind that every file can be told by.
pub const SHA256: &str = "sha256";

/// SHA-256, which whoever exports today states.
pub fn sha256(kind: &str) -> Option<Box<dyn Checksum>> {
    (kind == SHA256).then(|| Box::new(Sha256::new()) as Box<dyn Checksum>)
}

/// Every kind that a package may state.
pub fn every(kind: &str) -> Option<Box<dyn Checksum>> {
    match kind {
        "md5" => Some(Box::new(Md5::new())),
        "sha1" => Some(Box::new(Sha1::new())),
        "sha512" => Some(Box::new(Sha512::new())),
        _ => sha256(kind),
    }
}

impl<D: Digest> Checksum for D {
    fn update(&mut self, bytes: &[u8]) {
        Digest::update(self, bytes);
    }

    fn finish(self: Box<Self>) -> String {
        hex(&self.finalize())
    }
}

/// The kind of a stated hash; MD5 where it names none.
pub(super) fn kind(stated: &str) -> String {
    stated.split_once(':').map_or("md5", |(kind, _)| kind).to_ascii_lowercase()
}

/// Whether a stated hash is this one.
pub(super) fn is_same(stated: &str, found: &str) -> bool {
    stated.split_once(':').map_or(stated, |(_, hash)| hash).eq_ignore_ascii_case(found)
}

impl Plan {
    /// Whether the package states a hash of a kind that these do not know.
    pub fn needs_more_than(&self, checksums: Checksums) -> bool {
        let mut stated = self.tables.iter().flat_map(|table| &table.parts).filter_map(|part| part.hash.as_deref());
        stated.any(|stated| checksums(&kind(stated)).is_none())
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
