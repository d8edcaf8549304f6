//! What people said data did for them. Teams speak here, never a person.

use super::cast;
use super::random::Random;

/// What may be said of any dataset.
const WITH_DATA: &[&str] = &[
    "With “{}” we decide in a day, not in a week",
    "“{}” spares us our own copy, and the check every Monday",
    "We saw our mistake before anybody else did, in “{}”",
    "We no longer ask around for “{}” – we look",
    "Now that we know what “{}” leaves out, our own figures add up",
    "One meeting about “{}”, and three open questions were gone",
];

/// A benefit in the words of a team that uses data: what became easier, and often what that is worth to it.
pub(super) fn benefit(random: &mut Random, consumer: &str, data: Option<&str>) -> String {
    let gains: &[&str] = match cast::area(consumer) {
        "Discovery" => &[
            "People see what is really free, not what was free yesterday",
            "Fewer empty result pages – we notice a gap the same day",
            "We can show São Paulo and Zürich under the names people type",
            "Our tests end after one week, not three",
        ],
        "Booking" => &[
            "We see where people give up, and can try a fix before the weekend",
            "One place to look, so no more copies in our own sheets",
            "Fewer calls about prices that changed on the way",
            "We found two steps nobody needs",
        ],
        "Payments" => &[
            "Odd payments stand out a day earlier",
            "We no longer re-key rates by hand, about 3 h a month saved",
            "Booked in €, £ and kr without a second check",
        ],
        "Stays" => &[
            "Hosts get an answer while they are still on the phone",
            "We stopped asking for the same list every Monday",
            "Rooms come back on sale within the hour",
            "A café with rooms in Málaga no longer shows up twice",
        ],
        "Journeys" => &[
            "We know which routes need seats before they sell out",
            "Late trains reach the right people first",
            "We plan a week ahead, before we planned by feel",
        ],
        "Customer care" => &[
            "We see the reason before we pick up the phone",
            "Two minutes less a call, and fewer people sent on",
            "People hear of a delay from us, not from the departure board",
            "We can say “yes, your refund left on Tuesday” without asking anybody",
        ],
        _ => &[
            "The month closes two days sooner",
            "We trust the number, so the meeting is about what to do",
            "Spending follows demand within a week, not a quarter",
            "Partners in Île-de-France get their figures on time",
            "Nobody asks us any more which list is the right one",
        ],
    };
    let gain = random.pick(gains);
    match data {
        Some(data) if random.chance(50) => random.pick(WITH_DATA).replace("{}", data),
        _ if random.chance(15) => format!("{gain}; next we want the history as well"),
        _ => gain.to_owned(),
    }
}
