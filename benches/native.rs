//! What reading an export and measuring all of it take without a browser: `native FOLDER AREA`.

use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use uptake::export::{ExportReader, SLICE_BYTES, checksum, parse_package};
use uptake::measure::{ASKED, Measure, read};
use uptake::org::{Org, Scope, View};

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, area] = arguments.as_slice() else {
        println!("native FOLDER AREA");
        return Ok(());
    };
    let (mut reading, mut everything, mut one_area) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let org = read_folder(Path::new(folder))?;
        reading.push(began.elapsed());
        for (areas, took) in [(Vec::new(), &mut everything), (vec![area.clone()], &mut one_area)] {
            let began = Instant::now();
            let view = View::new(&org, &Scope { areas, as_of: None });
            let shown = Measure::ALL.iter().filter(|&&measure| read(&view, measure).why.is_none()).count();
            took.push(began.elapsed());
            assert!(shown > 10, "only {shown} measures have a value");
        }
    }
    for (what, mut took) in
        [("reading", reading), ("measuring everything", everything), ("measuring everything for one area", one_area)]
    {
        took.sort();
        println!("native, {what}: {} ms (half take less)", took[took.len() / 2].as_millis());
    }
    Ok(())
}

fn read_folder(folder: &Path) -> Result<Org, Box<dyn Error>> {
    let plan = parse_package(&std::fs::read(folder.join("datapackage.json"))?)?;
    let mut reader = ExportReader::new(ASKED, checksum::every);
    let mut buffer = vec![0; SLICE_BYTES];
    for table in &plan.tables {
        reader.begin_table(table);
        for part in &table.parts {
            let mut file = File::open(folder.join(&part.path))?;
            reader.begin_part(part);
            reader.expect_bytes(file.metadata()?.len());
            loop {
                let length = file.read(&mut buffer)?;
                if length == 0 {
                    break;
                }
                reader.feed(&buffer[..length]);
            }
            reader.end_part();
        }
    }
    while reader.settle_next() {}
    Ok(reader.finish())
}
