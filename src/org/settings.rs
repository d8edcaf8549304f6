//! What an organisation says about itself in `about.csv`.

use super::Day;
use super::problem::ProblemCode;

/// Which front page fits how far the organisation has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The first conversations and use cases.
    #[default]
    Start,
    /// Sharing becomes a habit.
    Habit,
    /// The work moves to the teams.
    Deepen,
}

/// Which conversations lead in *without the data team*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DirectMeans {
    /// An analyst may take part, a data engineer may not.
    #[default]
    WithoutDataEngineers,
    /// Nobody of the data team takes part.
    WithoutTheDataTeam,
}

/// The settings of an export, with their defaults where nothing is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Shown in the title; `None` where it is not said.
    pub organisation: Option<String>,
    /// The stated last day of the data; `None` where it has to be assumed.
    pub data_complete_through: Option<Day>,
    /// When the export was written, as written there; shown, never computed with.
    pub exported_at: Option<String>,
    /// Which front page fits.
    pub stage: Stage,
    /// The fewest people of a group that may be shown.
    pub minimum_group: u64,
    /// The promise for getting started, in days of one person.
    pub promised_days: f64,
    /// Days within which an action counts as following a conversation.
    pub action_window_days: u64,
    /// Days within which a use counts as current.
    pub use_window_days: u64,
    /// Days within which teams count as having met.
    pub meeting_window_days: u64,
    /// Days of notice that a change needs.
    pub notice_days: u64,
    /// The organisation's own text: why it does this.
    pub why: Option<String>,
    /// The organisation's own text: what it does.
    pub what: Option<String>,
    /// The organisation's own text: how it does it.
    pub how: Option<String>,
    /// The organisation's own text: what it asks of the reader.
    pub ask: Option<String>,
    /// Which conversations lead in *without the data team*.
    pub direct_means: DirectMeans,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            organisation: None,
            data_complete_through: None,
            exported_at: None,
            stage: Stage::default(),
            minimum_group: 5,
            promised_days: 3.0,
            action_window_days: 30,
            use_window_days: 90,
            meeting_window_days: 90,
            notice_days: 7,
            why: None,
            what: None,
            how: None,
            ask: None,
            direct_means: DirectMeans::default(),
        }
    }
}

/// Why a setting keeps its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingError {
    /// The key is not part of the format.
    UnknownKey,
    /// The value does not parse (E34).
    BadValue(ProblemCode, &'static str),
}

impl Settings {
    /// Every key there is.
    pub const KEYS: [&str; 15] = [
        "organisation",
        "data_complete_through",
        "exported_at",
        "stage",
        "minimum_group",
        "promised_days",
        "action_window_days",
        "use_window_days",
        "meeting_window_days",
        "notice_days",
        "why",
        "what",
        "how",
        "ask",
        "direct_means",
    ];

    /// Takes over one setting. The value is trimmed and not empty.
    ///
    /// # Errors
    /// If the key is not known or its value does not parse; the default stays.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        let text = || Some(value.to_owned());
        match key {
            "organisation" => self.organisation = text(),
            "exported_at" => self.exported_at = text(),
            "why" => self.why = text(),
            "what" => self.what = text(),
            "how" => self.how = text(),
            "ask" => self.ask = text(),
            "data_complete_through" => {
                let day = Day::parse(value.as_bytes());
                self.data_complete_through =
                    Some(day.ok_or(SettingError::BadValue(ProblemCode::BadDate, "a day such as 2026-03-31"))?);
            }
            "stage" => {
                self.stage = match value {
                    "start" => Stage::Start,
                    "habit" => Stage::Habit,
                    "deepen" => Stage::Deepen,
                    _ => return Err(SettingError::BadValue(ProblemCode::BadWord, "one of start, habit, deepen")),
                };
            }
            "direct_means" => {
                self.direct_means = match value {
                    "without_data_engineers" => DirectMeans::WithoutDataEngineers,
                    "without_the_data_team" => DirectMeans::WithoutTheDataTeam,
                    _ => {
                        return Err(SettingError::BadValue(
                            ProblemCode::BadWord,
                            "one of without_data_engineers, without_the_data_team",
                        ));
                    }
                };
            }
            "minimum_group" => self.minimum_group = whole(value, 1)?,
            "action_window_days" => self.action_window_days = whole(value, 1)?,
            "use_window_days" => self.use_window_days = whole(value, 1)?,
            "meeting_window_days" => self.meeting_window_days = whole(value, 1)?,
            "notice_days" => self.notice_days = whole(value, 0)?,
            "promised_days" => {
                let days = super::parse_number(value).filter(|days| *days >= 0.0);
                self.promised_days =
                    days.ok_or(SettingError::BadValue(ProblemCode::BadNumber, "a number such as 3, at least 0"))?;
            }
            _ => return Err(SettingError::UnknownKey),
        }
        Ok(())
    }
}

fn whole(value: &str, least: u64) -> Result<u64, SettingError> {
    let expected = if least == 0 { "a whole number, at least 0" } else { "a whole number, at least 1" };
    super::parse_whole(value)
        .filter(|number| *number >= least)
        .ok_or(SettingError::BadValue(ProblemCode::BadNumber, expected))
}
