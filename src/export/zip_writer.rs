//! Writes a zip whose files stand in it as they are: pictures are packed already. The format is that of PKWARE's APPNOTE.TXT, §4.3.

use super::archive::{END, ENTRY, LOCAL};

/// The version of the format that a reader has to know.
const NEEDED: u16 = 20;
/// Bit 11: names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// The first day that the format can write. Nobody asks when a file was made, and so the same files make the same zip.
const DAY: u16 = 0x21;

/// A zip of less than 4 GB that is being written.
#[derive(Clone, Debug, Default)]
pub struct ZipWriter {
    files: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl ZipWriter {
    /// Adds a file. Each name is used once.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        let length = (bytes.len() as u32).to_le_bytes();
        let about = [
            &NEEDED.to_le_bytes()[..],
            &FLAGS.to_le_bytes(),
            &[0, 0], // stored
            &[0, 0], // midnight
            &DAY.to_le_bytes(),
            &sum(bytes).to_le_bytes(),
            &length,
            &length,
            &(name.len() as u16).to_le_bytes(),
            &[0, 0], // nothing more about it
        ]
        .concat();
        let header = (self.files.len() as u32).to_le_bytes();
        self.files.extend([LOCAL, &about, name.as_bytes(), bytes].concat());
        // No comment, the first volume, nothing about what kind of file it is.
        let rest = [&[0; 10][..], &header, name.as_bytes()].concat();
        self.directory.extend([ENTRY, &NEEDED.to_le_bytes(), &about, &rest].concat());
        self.entries += 1;
    }

    /// The bytes of the zip.
    pub fn finish(mut self) -> Vec<u8> {
        let start = (self.files.len() as u32).to_le_bytes();
        let length = (self.directory.len() as u32).to_le_bytes();
        let entries = self.entries.to_le_bytes();
        self.files.append(&mut self.directory);
        self.files.extend([END, &[0; 4], &entries, &entries, &length, &start, &[0, 0]].concat());
        self.files
    }
}

/// CRC-32 of the remainders of half a byte.
const HALVES: [u32; 16] = {
    let mut halves = [0; 16];
    let mut at = 0;
    while at < 16 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 4 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
            bit += 1;
        }
        halves[at] = sum;
        at += 1;
    }
    halves
};

/// The sum by which a reader sees that a file is whole (CRC-32 of ISO 3309).
fn sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, &byte| {
        let half = |sum: u32| sum >> 4 ^ HALVES[(sum & 0xF) as usize];
        half(half(sum ^ u32::from(byte)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard() {
        for (bytes, expected) in [(&b""[..], 0), (b"123456789", 0xCBF4_3926), (&[0xFF; 4], 0xFFFF_FFFF)] {
            assert_eq!(sum(bytes), expected);
        }
    }
}
