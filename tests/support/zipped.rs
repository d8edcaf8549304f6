//! Makes zips, right ones and those that go wrong in one place, and takes right ones apart.

use std::io::{Read, Write};

use uptake::export::{Directory, Piece};

/// One file of a zip, as it is written there.
pub struct Packed {
    /// Its name.
    pub name: String,
    /// Its bytes, as they stand in the zip.
    pub content: Vec<u8>,
    /// How it is packed: 0 stored, 8 deflated.
    pub method: u16,
    /// Bit 0 is set where it is encrypted.
    pub flags: u16,
    /// Its length, as the table of contents says.
    pub bytes: u32,
    /// Its sum (CRC-32), as the table of contents says.
    pub sum: u32,
}

/// A file that is deflated.
pub fn deflated(name: &str, bytes: &[u8]) -> Packed {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    // Memory can always be written to.
    let _ = encoder.write_all(bytes);
    Packed { content: encoder.finish().unwrap_or_default(), method: 8, ..stored(name, bytes) }
}

/// A file that is stored as it is.
pub fn stored(name: &str, bytes: &[u8]) -> Packed {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    let content = bytes.to_vec();
    Packed { name: name.to_owned(), content, method: 0, flags: 0, bytes: bytes.len() as u32, sum: sum.sum() }
}

/// The zip of these files.
pub fn zip(files: &[Packed]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let offset = zip.len() as u32;
        let short = |numbers: &[u16]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
        let long = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
        let name = file.name.as_bytes();
        let both = [
            short(&[20, file.flags, file.method, 0, 0x21]),
            long(&[file.sum, file.content.len() as u32, file.bytes]),
            short(&[name.len() as u16, 0]),
        ]
        .concat();
        zip.extend([b"PK\x03\x04", both.as_slice(), name, &file.content].concat());
        let more = [short(&[0, 0, 0]), long(&[0, offset])].concat();
        directory.extend([b"PK\x01\x02", short(&[20]).as_slice(), &both, &more, name].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let places = [(directory.len() as u32).to_le_bytes(), (zip.len() as u32).to_le_bytes()].concat();
    zip.extend(directory);
    zip.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &places, b"\0\0"].concat());
    zip
}

/// The bytes of a file of a zip, as the project finds and `flate2` unpacks it; `None` where it is not in there whole.
pub fn unzipped(zip: &[u8], name: &str) -> Option<Vec<u8>> {
    let range = |range: std::ops::Range<u64>| zip.get(range.start as usize..range.end as usize);
    let directory = Directory::find(zip, zip.len() as u64).ok()?;
    let archive = directory.read(range(directory.start..directory.end)?).ok()?;
    let entry = archive.entry(name)?;
    let mut gzip = Vec::new();
    for piece in entry.as_gzip(range(entry.header())?).ok()? {
        match piece {
            Piece::Bytes(bytes) => gzip.extend(bytes),
            Piece::Range(stored) => gzip.extend(range(stored)?),
        }
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
