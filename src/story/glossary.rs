//! What the words of the page mean, for somebody who meets them for the first time.

/// A word, and what it means, in the order of the alphabet.
pub const GLOSSARY: [(&str, &str); 36] = [
    (
        "Answers for it",
        "A team answers for data if others can come to it with questions and problems. It is also called the owner.",
    ),
    ("Area", "A part of the organisation that several teams belong to, as the organisation itself draws it."),
    ("As of", "The day that everything is seen from. Nothing that came later plays a part."),
    ("Backing", "The leadership of an area knows of the change, supports it, or actively works for it."),
    (
        "Central, together, team",
        "Who decides: one central team, several teams together, or the team that does the work.",
    ),
    ("Complete through", "The last day of which the export has everything. What happened later is not in it."),
    (
        "Conversation",
        "Somebody talked with another team, and wrote it down. One about the use of data counts, unless it is said otherwise.",
    ),
    (
        "Could easily be between",
        "With as few cases as there are, the number could have come out anywhere in this range by chance. The more cases, the narrower it is.",
    ),
    (
        "Data others can rely on",
        "Data that a team shares with a name, a meaning, somebody to ask, and notice before it changes.",
    ),
    (
        "Data team",
        "The people who otherwise stand between those who make data and those who use it: engineers and analysts for data, and whoever runs its tools.",
    ),
    (
        "Direct",
        "Those who make the data and those who use it talked, with nobody of the data team, or with an analyst at most, in between. Which of the two leads is a choice of the organisation.",
    ),
    (
        "Event",
        "Something that happened and may explain a number. A change of logging is one after which numbers no longer compare with those before.",
    ),
    ("Expected team", "A team that makes data and of which the organisation expects that it shares some."),
    ("Export", "The files that the page reads. They are read in the browser and sent nowhere."),
    ("Half take less", "Put in order, the case in the middle. Half of all take less than this, half take more."),
    ("Hidden: group too small", "So few people that a number could point at one of them. It is not shown to anybody."),
    (
        "In use",
        "Another team than the one that answers for it uses the data, itself or through something that was built from it.",
    ),
    (
        "k of n",
        "How many, out of how many. Under five only these two stand there, since a percent would promise too much.",
    ),
    (
        "Led to something",
        "After the conversation something was done: new data, an addition, a fix, an agreement, a decision, or something was stopped.",
    ),
    ("Looks after it", "Does the daily work of data: keeps it running, fresh and right."),
    ("Mean", "All months added up and divided by their number."),
    (
        "Met",
        "Two teams talked at least once in the time that counts. Only through the data team means never without it.",
    ),
    ("Not known", "Nobody wrote it down. It is never counted as none, and shown apart where it matters."),
    ("Not measured", "A table or a column that the number needs is not in the export."),
    ("Pair", "Two teams, whichever of them makes the data."),
    (
        "Prepared data, raw data",
        "Raw data comes as its source makes it. Prepared data was worked on so that others can use it at once.",
    ),
    (
        "Running month",
        "The month that the data ends in. It is not over, so it is drawn hollow and compared with nothing.",
    ),
    (
        "Set aside",
        "A row that could not be read, or contradicts another one. It counts nowhere, and is listed under Sources.",
    ),
    ("Shared", "Others may use the data, and it has not been taken away again."),
    ("Silent", "A team uses data and has not talked with the team that answers for it."),
    (
        "Something changed",
        "A month outside the usual range, or so many in a row on one side of the mean that chance hardly does it.",
    ),
    ("Step", "How far a team has come: talking, agreed, sharing, improving, or stopped."),
    ("Surprise", "A change that came with less notice than promised, or with none."),
    ("Use case", "Something that somebody wants to do with data. It is asked for, chosen, and delivered, or dropped."),
    (
        "Usual range",
        "Where a month usually lies, given how much months have differed so far. Inside of it, up and down mean nothing.",
    ),
    (
        "Written agreement",
        "What those who make and those who use data promised each other, written down: what it means, how fresh it is, how early changes are said.",
    ),
];

#[cfg(test)]
mod tests {
    use super::GLOSSARY;

    #[test]
    fn words_stand_in_order_and_each_has_its_sentence() {
        let lower = GLOSSARY.map(|(word, _)| word.to_lowercase());
        assert!(lower.is_sorted());
        assert!(GLOSSARY.iter().all(|(_, meaning)| meaning.ends_with('.') && meaning.len() > 20));
    }
}
