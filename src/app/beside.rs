//! An earlier export beside the one that is shown: compared step by step, so that a page stays responsive. Knows no browser.

use std::sync::Arc;

use super::address::{Address, ViewName};
use super::content::{Content, Opened, Preparation, Tools};
use crate::measure::Reading;
use crate::org::{Day, Restatement, Restating};
use crate::story::{Restated, not_earlier, restated};

/// An earlier export, and what it says of the one that it was compared with.
#[derive(Debug)]
pub struct Beside {
    /// The earlier export.
    pub earlier: Arc<Opened>,
    /// What differs, or why the two cannot be compared.
    pub said: Result<Restated, String>,
    /// The day on which numbers are compared: the one through which the earlier export goes, unless the view is of one before.
    pub on: Option<Day>,
    now: Arc<Opened>,
    address: Address,
}

/// A comparison that is being worked out.
#[derive(Debug)]
pub struct Comparing {
    earlier: Arc<Opened>,
    now: Arc<Opened>,
    address: Address,
    /// The day through which the earlier export goes, and that on which numbers are compared.
    days: Result<(Day, Day), String>,
    restating: Option<Restating>,
    found: Restatement,
    /// The readings still to be taken: of this export, then of the earlier one.
    preparations: Vec<Preparation>,
    prepared: Vec<Content>,
}

impl Comparing {
    /// Nothing compared yet. Numbers will be those of the areas of an address, on no day later than its own.
    pub fn new(earlier: Arc<Opened>, now: Arc<Opened>, address: &Address) -> Self {
        let address = of_comparison(address);
        let days = match (not_earlier(&earlier.org, &now.org), earlier.org.data_complete_through) {
            (None, Some(day)) => Ok((day, address.as_of.map_or(day, |as_of| as_of.min(day)))),
            (why, _) => Err(why.unwrap_or_default()),
        };
        let mut preparations = Vec::new();
        if let Ok((_, on)) = days {
            let at = Address { as_of: Some(on), ..address.clone() };
            preparations.extend([&now, &earlier].map(|opened| Preparation::new(Arc::clone(opened), &at, Tools::ALL)));
        }
        let restating = days.as_ref().ok().map(|&(day, _)| Restating::new(&earlier.org, &now.org, day));
        let (found, prepared) = (Restatement::default(), Vec::new());
        Self { earlier, now, address, days, restating, found, preparations, prepared }
    }

    /// Takes one step; false when there is none left.
    pub fn step(&mut self) -> bool {
        if let Some(mut restating) = self.restating.take() {
            if restating.step(&self.earlier.org, &self.now.org) {
                self.restating = Some(restating);
            } else {
                self.found = restating.finish();
            }
        } else if let Some(mut preparation) = self.preparations.pop() {
            if preparation.step() {
                self.preparations.push(preparation);
            } else {
                self.prepared.push(preparation.finish());
            }
        } else {
            return false;
        }
        true
    }

    /// What was found.
    pub fn finish(mut self) -> Beside {
        while self.step() {}
        let readings: Vec<(Reading, Reading)> = match &self.prepared[..] {
            [earlier, now] => {
                let both = now.readings.iter().filter_map(|(measure, now)| Some((earlier.reading(measure)?, now)));
                both.map(|(earlier, now)| (earlier.clone(), now.clone())).collect()
            }
            _ => Vec::new(),
        };
        let orgs = (&self.earlier.org, &self.now.org);
        let on = self.days.as_ref().ok().map(|&(_, on)| on);
        let said = self.days.map(|(day, on)| restated(orgs, day, &self.found, (on, &readings)));
        Beside { said, on, earlier: self.earlier, now: self.now, address: self.address }
    }
}

impl Beside {
    /// Whether it was compared with what is shown.
    pub fn is_of(&self, content: &Content) -> bool {
        Arc::ptr_eq(&self.now, &content.opened) && self.address == of_comparison(&content.address)
    }

    /// The day of the last review: the one through which the earlier export goes; `None` where it cannot be one.
    pub fn review_day(&self) -> Option<Day> {
        self.earlier.org.data_complete_through.filter(|_| self.said.is_ok())
    }
}

/// What of an address a comparison is of.
fn of_comparison(address: &Address) -> Address {
    Address { view: ViewName::Since, areas: address.areas.clone(), as_of: address.as_of, ..Address::default() }
}
