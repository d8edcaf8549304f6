//! Numbers become numbers. Nothing here knows teams, months or words, and nothing here imports from the rest of the
//! crate.
//!
//! | file | method |
//! | --- | --- |
//! | `wilson` | the range of a share |
//! | `compare` | the ratio of two counts, the difference of two shares, and what may be said of them |
//! | `chart` | behaviour charts (XmR): the usual range of a series and its signals |
//! | `survival` | days to an event, open cases included, and the share of several endings |
//! | `silence_of_use` | how long something was used before it fell silent |
//! | `quantile` | quartiles and medians of plain numbers |
//! | `concentration` | among how many something is effectively spread |
//! | `forecast` | two stories of when a target is reached |
//! | `network` | what a hub holds together, and contact that goes both ways |
//! | `unseen` | how many neither of two logs has seen |
//! | `survey` | what the silent could change about a share |
//! | `small_groups` | which cells of a table must be pooled |
//!
//! Positions in a series and days are plain integers. What cannot be computed is `None`, never zero and never NaN.

mod beta;
mod chart;
mod compare;
mod concentration;
mod forecast;
mod network;
mod order;
mod quantile;
mod silence_of_use;
mod small_groups;
mod survey;
mod survival;
mod unseen;
mod wilson;

pub use chart::{Chart, Limits, Rule, Side, Signal, Xmr, chart, xmr};
pub use compare::{
    CountChange, CountVerdict, Counted, Of, ShareChange, ShareVerdict, compare_counts, compare_shares, count_verdict,
};
pub use concentration::{Concentration, concentration};
pub use forecast::{Horizons, Refusal, Target, constant_pace, refusal, shrinking_pool};
pub use network::{Hub, TwoWay, hub, two_way, two_way_of_pairs};
pub use quantile::{Quartiles, quantile, quartiles};
pub use silence_of_use::{Spell, until_silence};
pub use small_groups::pooled;
pub use survey::{Silence, silence};
pub use survival::{Cases, Ending, Incidence, MINIMUM_CASES, Median, Step, Survival};
pub use unseen::{Unseen, unseen};
pub use wilson::{Share, Z, wilson};
