//! Ids as numbers, so that rows hold and compare these.

use std::num::NonZeroU32;

use hashbrown::HashTable;

use crate::bytes::{hash, is_same, place_of, spread};
use crate::kind::IdSpace;
use crate::roomy::{ROOM_BYTES, Roomy};
use crate::short::{Known, Short};

/// An id of an [`Interner`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(NonZeroU32);

impl Code {
    fn at(place: usize) -> Option<Self> {
        u32::try_from(place + 1).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// Its place among the ids met, from 0 on.
    pub fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Ids as small numbers, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    short: Known,
    /// The hash and the number of each id that is longer.
    long: HashTable<(u32, u32)>,
    names: Vec<Box<str>>,
}

impl Interner {
    /// The number of an id, new if it was not met before.
    #[inline] // built with its caller, for size
    pub fn intern(&mut self, id: &str) -> Option<Code> {
        self.intern_bytes(id.as_bytes(), Short::of(id.as_bytes()))
    }

    /// The number of an id that was met and is not long, by the bytes from where it begins; `None` if it was not met.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub(crate) fn find(&self, room: &[u8; ROOM_BYTES], bytes: usize) -> Option<Code> {
        self.short.get(&Short::of_room(room, bytes)?).and_then(|place| Code::at(place as usize))
    }

    /// The same for an id that is not known to be text; `None` if it is none.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub(crate) fn intern_roomy(&mut self, id: Roomy<'_>) -> Option<Code> {
        self.intern_bytes(id.text(), Short::of_roomy(id))
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    fn intern_bytes(&mut self, id: &[u8], short: Option<Short>) -> Option<Code> {
        let Some(short) = short else { return self.intern_long(id) };
        match self.short.get(&short) {
            Some(place) => Code::at(place as usize),
            None => self.add_short(id, short),
        }
    }

    #[cold]
    fn add_short(&mut self, id: &[u8], short: Short) -> Option<Code> {
        let code = self.add(id)?;
        self.short.insert(short, code.place() as u32);
        Some(code)
    }

    #[cold]
    fn intern_long(&mut self, id: &[u8]) -> Option<Code> {
        let hash = hash(id);
        if let Some(code) = self.find_long(id, hash) {
            return Some(code);
        }
        let code = self.add(id)?;
        self.long.insert_unique(spread(hash), (hash, code.place() as u32), place_of);
        Some(code)
    }

    fn add(&mut self, id: &[u8]) -> Option<Code> {
        let code = Code::at(self.names.len())?;
        self.names.push(std::str::from_utf8(id).ok()?.into());
        Some(code)
    }

    /// The number of an id that was met; `None` if it was not.
    #[inline] // built with its caller, for size
    pub fn get(&self, id: &str) -> Option<Code> {
        let id = id.as_bytes();
        match Short::of(id) {
            Some(short) => self.short.get(&short).and_then(|place| Code::at(place as usize)),
            None => self.find_long(id, hash(id)),
        }
    }

    fn find_long(&self, id: &[u8], hash: u32) -> Option<Code> {
        let is_it = |&(other, place): &(u32, u32)| other == hash && is_same(self.names[place as usize].as_bytes(), id);
        self.long.find(spread(hash), is_it).and_then(|&(_, place)| Code::at(place as usize))
    }

    /// The id of a number.
    pub fn name(&self, code: Code) -> &str {
        &self.names[code.place()]
    }

    /// How many ids were met.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none was met.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All ids met, in order.
    pub fn codes(&self) -> impl Iterator<Item = Code> + use<> {
        (0..self.names.len()).filter_map(Code::at)
    }
}

/// The ids met in an export, by space.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// Ids of teams, before renames.
    pub teams: Interner,
    /// Ids of datasets.
    pub datasets: Interner,
    /// Areas.
    pub areas: Interner,
}

impl Ids {
    /// The ids of one space.
    pub fn of(&self, space: IdSpace) -> &Interner {
        match space {
            IdSpace::Team => &self.teams,
            IdSpace::Dataset => &self.datasets,
            IdSpace::Area => &self.areas,
        }
    }

    /// The ids of one space, to add to.
    pub fn of_mut(&mut self, space: IdSpace) -> &mut Interner {
        match space {
            IdSpace::Team => &mut self.teams,
            IdSpace::Dataset => &mut self.datasets,
            IdSpace::Area => &mut self.areas,
        }
    }
}
