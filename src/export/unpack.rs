//! Bytes that may be gzip become plain bytes; which they are is told from the first two (E5).

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

const GZIP: [u8; 2] = [0x1F, 0x8B];
/// Packed bytes unpacked in one go: gzip unpacks to at most about a thousand times its size.
const STEP_BYTES: usize = 1 << 12;

/// Unpacks one file as its bytes arrive.
#[derive(Debug, Default)]
pub enum Unpacker {
    /// Too few bytes to tell.
    #[default]
    Unknown,
    /// The first byte, which could be that of gzip.
    First(u8),
    /// Plain bytes.
    Plain,
    /// Packed bytes.
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
}

impl Unpacker {
    /// Takes bytes and hands out what they unpack to.
    ///
    /// # Errors
    /// If packed bytes are damaged.
    pub fn feed(&mut self, bytes: &[u8], on_bytes: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let Some(&first) = bytes.first() else { return Ok(()) };
        match self {
            Self::Unknown if bytes.len() == 1 && first == GZIP[0] => {
                *self = Self::First(first);
                Ok(())
            }
            Self::Unknown => {
                *self = if bytes.starts_with(&GZIP) { Self::gzip() } else { Self::Plain };
                self.feed(bytes, on_bytes)
            }
            Self::First(held) => {
                let held = *held;
                *self = if first == GZIP[1] { Self::gzip() } else { Self::Plain };
                self.feed(&[held], on_bytes)?;
                self.feed(bytes, on_bytes)
            }
            Self::Plain => {
                on_bytes(bytes);
                Ok(())
            }
            Self::Gzip(decoder) => {
                for step in bytes.chunks(STEP_BYTES) {
                    decoder.write_all(step)?;
                    on_bytes(decoder.get_ref());
                    decoder.get_mut().clear();
                }
                Ok(())
            }
        }
    }

    /// Ends the file and hands out what is left.
    ///
    /// # Errors
    /// If packed bytes end too early.
    pub fn finish(&mut self, mut on_bytes: impl FnMut(&[u8])) -> io::Result<()> {
        match std::mem::take(self) {
            Self::First(held) => on_bytes(&[held]),
            Self::Gzip(mut decoder) => {
                decoder.try_finish()?;
                on_bytes(decoder.get_ref());
            }
            Self::Unknown | Self::Plain => {}
        }
        Ok(())
    }

    fn gzip() -> Self {
        Self::Gzip(Box::new(MultiGzDecoder::new(Vec::new())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpack(bytes: &[u8], size: usize) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut unpacker = Unpacker::default();
        for chunk in bytes.chunks(size) {
            unpacker.feed(chunk, &mut |bytes| out.extend_from_slice(bytes))?;
        }
        unpacker.finish(|bytes| out.extend_from_slice(bytes))?;
        Ok(out)
    }

    fn pack(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn packed_and_plain_bytes_come_out_the_same_however_they_are_cut() {
        let text = "held_on,producer_team\n2026-01-01,a\n".repeat(50);
        let twice = [pack(text.as_bytes()), pack(b"2026-01-02,b\n")].concat();
        for size in [1, 2, 3, 7, 10_000] {
            assert_eq!(unpack(text.as_bytes(), size).unwrap(), text.as_bytes());
            assert_eq!(unpack(&twice, size).unwrap(), format!("{text}2026-01-02,b\n").as_bytes());
            assert_eq!(unpack(b"\x1F", size).unwrap(), b"\x1F");
        }
    }

    #[test]
    fn a_truncated_gzip_is_an_error_and_not_half_a_file() {
        let packed = pack("a,b\n".repeat(1000).as_bytes());
        assert!(unpack(&packed[..packed.len() - 6], 10).is_err());
        assert!(unpack(&packed[..12], 10).is_err());
        let mut damaged = packed;
        damaged[20] ^= 0xFF;
        assert!(unpack(&damaged, 10).is_err());
    }
}
