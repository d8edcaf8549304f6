//! Looks at what comes out of the printer: how many pages, which words, and whether all of them can be seen.

use std::path::Path;
use std::process::Command;

/// Pixels of an inch when pages are turned into pictures.
const DPI: usize = 110;
/// What is darker than this is ink; paper is 255.
const INK: u8 = 200;
/// The edge of the paper on which a printer prints nothing, in mm.
const EDGE_MM: usize = 5;

/// How many pages a PDF has.
pub fn pages(pdf: &[u8]) -> u64 {
    text_of(&[], pdf).matches('\u{c}').count() as u64
}

/// The words of a PDF with one space between them.
pub fn words(pdf: &[u8]) -> String {
    plain(&text_of(&["-layout"], pdf))
}

/// Words smaller than this cannot be read on paper, in points.
const SMALLEST_PT: f64 = 7.0;
/// How high the box of a word is, for each point of its size.
const BOX_OF_POINT: f64 = 1.117;

/// Every word has to be large enough to read. Words that lean have another box, and are not looked at.
pub fn assert_is_readable(pdf: &[u8], what: &str) {
    for word in text_of(&["-bbox"], pdf).split("<word ").skip(1) {
        let text = word.split_once('>').map_or("", |(_, rest)| rest.split('<').next().unwrap_or_default());
        let (width, height) = (side(word, "xMax") - side(word, "xMin"), side(word, "yMax") - side(word, "yMin"));
        let leans = text.chars().count() < 5 || width < 2.0 * height;
        let points = height / BOX_OF_POINT;
        assert!(leans || points >= SMALLEST_PT, "{what}: “{text}” is {points:.1} points high");
    }
}

/// A side of the box of a word, in points.
fn side(word: &str, name: &str) -> f64 {
    let value = word.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or(-1.0)
}

/// A text with one space between its words.
pub fn plain(text: &str) -> String {
    text.replace('\u{2060}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Turns every page into a picture, in which there has to be ink where each word stands, and none at the edge of the paper: what is cut
/// off or covered is still among the words of a PDF.
pub fn assert_nothing_is_cut(pdf: &[u8], what: &str) {
    let folder = tempfile::tempdir().expect("a folder for pages");
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, pdf).expect("a PDF is written");
    run(Command::new("pdftoppm").args(["-gray", "-r", &DPI.to_string()]).arg(&path).arg(folder.path().join("p")));
    let mut pictures: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "pgm"))
        .collect();
    pictures.sort();
    let boxes = text_of(&["-bbox"], pdf);
    let places: Vec<&str> = boxes.split("<page ").skip(1).collect();
    assert_eq!(places.len(), pictures.len(), "{what}");
    for (number, (words, picture)) in places.iter().zip(&pictures).enumerate() {
        let picture = Picture::read(picture);
        let mut seen = 0;
        for word in words.split("<word ").skip(1) {
            let text = word.split_once('>').map_or("", |(_, rest)| rest.split('<').next().unwrap_or_default());
            let side = |name: &str| side(word, name) * DPI as f64 / 72.0;
            if text.chars().any(char::is_alphanumeric) {
                let corners = [side("xMin"), side("yMin"), side("xMax"), side("yMax")].map(|at| at.max(0.0) as usize);
                assert!(picture.has_ink(corners), "{what}: “{text}” on page {} is not to be seen", number + 1);
                seen += 1;
            }
        }
        assert!(seen > 0, "{what}: page {} is empty", number + 1);
        let edge = EDGE_MM * DPI * 10 / 254;
        let (right, bottom) = (picture.width - edge, picture.height - edge);
        for strip in [
            [0, 0, picture.width, edge],
            [0, bottom, picture.width, picture.height],
            [0, 0, edge, picture.height],
            [right, 0, picture.width, picture.height],
        ] {
            assert!(!picture.has_ink(strip), "{what}: page {} runs over its edge", number + 1);
        }
    }
}

/// A page in shades of grey.
struct Picture {
    width: usize,
    height: usize,
    shades: Vec<u8>,
}

impl Picture {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("a picture of a page");
        let header =
            bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace()).nth(3).expect("a header").0;
        let words: Vec<usize> = String::from_utf8_lossy(&bytes[2..header])
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        Self { width: words[0], height: words[1], shades: bytes[header + 1..].to_vec() }
    }

    fn has_ink(&self, [left, top, right, bottom]: [usize; 4]) -> bool {
        let columns = left.min(self.width)..(right + 1).min(self.width);
        (top..(bottom + 1).min(self.height)).any(|y| {
            let row = &self.shades[y * self.width..(y + 1) * self.width];
            row[columns.clone()].iter().any(|&shade| shade < INK)
        })
    }
}

/// The text of a PDF, a form feed after each page.
fn text_of(arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder for a PDF");
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, pdf).expect("a PDF is written");
    run(Command::new("pdftotext").args(arguments).arg(&path).arg("-"))
}

fn run(command: &mut Command) -> String {
    let output = command.output();
    let output =
        output.unwrap_or_else(|error| panic!("{command:?} does not run ({error}): on Debian it is in poppler-utils"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
