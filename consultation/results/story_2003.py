"""What the demonstration's consultation of 2003 asks, and what people answer to it.

The Department of Health did consult on a draft agreement between the National Health Service and the voluntary and
community sector in 2003: published in August of that year with no day given, closed on 20 November, nine questions with
their parts. All words here are our own. Everybody who answers is invented; no body is quoted.
"""

from consultation.consultations.models import QuestionKind as Kind

TITLE = "Making partnership work: a draft agreement between the National Health Service and voluntary organisations"
SUMMARY = (
    "The Department of Health and the voluntary and community sector have drafted a statement of how they mean to work "
    "together: what they aim at, where it fits, and what could be done nationally and in every place. It is work in "
    "progress. Tell us whether it is right, what is missing, and what would stand in its way."
)

SECTIONS = (
    (
        "What this is about",
        "A statement of intent, not a contract. It builds on the national Compact of 1998 and does not replace any local one.",
    ),
    (
        "Six aims",
        "1. Give patients and the public a better health service through partnership\n2. Make voluntary organisations a full part of it, and keep them independent\n3. Let their share of the work grow, by five per cent by 2006\n4. Involve, support and develop the sector, and take the barriers away\n5. Ask every local body to sign up to its Local Compact\n6. Reach everybody fairly: black and minority ethnic groups, disabled people and others who are left out",
    ),
    (
        "Where it fits",
        "The service is being reformed: more choice, more capacity, care nearer to where people live. Voluntary groups support patients and carers, speak up for them, and provide services of their own.",
    ),
    ("Fair to all", "Both partners share the same values: fairness, and a service that starts from the person."),
    (
        "Planning, working and commissioning together",
        "Primary care trusts should know which voluntary organisations work in their area, involve them when needs are assessed and services are planned, count the full cost of what they buy, and use standard agreements wherever that is possible.",
    ),
    (
        "In every place",
        "Local strategic partnerships, Local Compacts and plans for the workforce should each say how voluntary organisations take part.",
    ),
    (
        "A national forum",
        "A forum of the Department, the health service, social care and the voluntary sector would look at sixteen practical issues, and see whether the aims are being reached.",
    ),
)

# fmt: off
QUESTIONS = (
    # kind, question, number of the section, parts as (kind, question)
    (Kind.HEADING, "The six aims", 2, (
        (Kind.YES_NO, "Are these the right aims for the agreement?"),
        (Kind.LONG_TEXT, "Should any of them be taken out?"),
        (Kind.LONG_TEXT, "Should any be added?"),
    )),
    (Kind.HEADING, "Whether the aims can be reached", 2, (
        (Kind.YES_NO, "Are the aims realistic?"),
        (Kind.LONG_TEXT, "What stands in the way of reaching them?"),
    )),
    (Kind.HEADING, "The wider setting", 3, (
        (Kind.YES_NO, "Does the draft describe its setting rightly?"),
        (Kind.LONG_TEXT, "To which wider aims could the partnership contribute that we have missed?"),
    )),
    (Kind.LONG_TEXT, "What should the Department of Health and the voluntary sector do nationally so that the agreement succeeds?", 7, ()),
    (Kind.HEADING, "A national forum", 7, (
        (Kind.YES_NO, "Should there be a national forum of the partners?"),
        (Kind.LONG_TEXT, "Who should sit on it, so that all who have a stake are represented?"),
        (Kind.LONG_TEXT, "How should it work, and who should set its agenda?"),
        (Kind.YES_NO, "Would you add to the practical issues it could look at?"),
    )),
    (Kind.HEADING, "What can be done locally", 6, (
        (Kind.LONG_TEXT, "What can local health bodies, primary care trusts above all, and voluntary organisations do so that the aims are put into practice?"),
        (Kind.LONG_TEXT, "What makes working together hard where you are?"),
    )),
    (Kind.YES_NO, "Do the suggestions on planning and commissioning in section 5 pose difficulties?", 5, ()),
    (Kind.LONG_TEXT, "What limits are there, if any, to what voluntary organisations can contribute to developing or delivering health services?", 3, ()),
    (Kind.YES_NO, "Do you know of good examples, or of pitfalls from which others can learn?", 5, ()),
)
# fmt: on

ANSWERS: dict[str, tuple[tuple[bool | None, str], ...]] = {
    "q1a": (
        (True, "They are what we would have written ourselves."),
        (True, "Yes, if the second is meant: we want to be part of it and stay free to say so when it goes wrong."),
        (True, ""),
        (False, "An aim that nobody can measure is a wish. Say for each what will be different in 2006."),
        (None, "In part. The sixth should come first."),
        (True, "But put people who use services into the first line, not the last."),
        (False, "Five per cent of what? Nobody has counted what we do now."),
    ),
    "q1b": (
        (None, "None."),
        (None, "The third. Growing by a figure is no good in itself."),
        (None, "No, but the first two could be one."),
    ),
    "q1c": (
        (None, "Volunteers: what they are owed, and not only how many there are."),
        (None, "Carers are not named once."),
        (None, "That small groups are not swallowed by large ones."),
        (None, "Prevention. Most of what we do keeps people out of hospital, and no aim says so."),
    ),
    "q2a": (
        (True, "If the money lasts longer than a year."),
        (False, "Not with one-year grants that are confirmed in June for the April before."),
        (None, "Some of them are."),
        (True, ""),
        (False, "Nobody in our trust has time for it. The targets they are judged by are others."),
    ),
    "q2b": (
        (None, "Yearly funding, late decisions, and a new person to explain it all to every spring."),
        (None, "We have two part-time workers and are asked to sit on nine boards."),
        (None, "That nobody pays for the hours in which we plan together."),
        (None, "Trust. It took us six years to gain it and one reorganisation to lose it."),
        (None, "Monitoring forms as long for five hundred pounds as for fifty thousand."),
    ),
    "q3a": (
        (True, ""),
        (True, "Well described."),
        (False, "It describes towns. The country is not in it."),
        (None, "Mostly."),
    ),
    "q3b": (
        (None, "Regeneration: the same streets, the same people, another budget."),
        (None, "Transport. A clinic that nobody can reach is closed."),
        (None, "Work for people who have been ill for long."),
        (None, "Housing."),
    ),
    "q4": (
        (None, "Give three-year money, in advance, and say so in the rules for trusts."),
        (None, "Train chief executives in what the Compact says. Ours had not heard of it."),
        (None, "Publish each year which trusts have signed and which have not."),
        (None, "Fund the bodies that bring small groups together. Without them there is nobody to talk to."),
        (None, "Write one standard agreement and let us all use it."),
    ),
    "q5a": (
        (True, "Provided that half of it is us."),
        (True, ""),
        (False, "Another national body will not change what happens here."),
        (None, "Only if it reports what it has changed."),
        (True, "Yes, for three years, and then ask whether it was worth it."),
    ),
    "q5b": (
        (None, "Two small groups for each large charity, and somebody from the country."),
        (None, "People who use services, paid for their time."),
        (None, "Social care must be there, or half of what we do is missing."),
        (None, "One seat for each region, chosen by the groups there and not by the Department."),
    ),
    "q5c": (
        (None, "A chair from outside, an agenda that any of us can add to, papers two weeks before."),
        (None, "Meet outside London every second time."),
        (None, "Let it choose four issues a year and finish them."),
    ),
    "q5d": (
        (True, "How small groups can afford insurance and checks on volunteers."),
        (True, "Interpreting: who pays for it, and when."),
        (False, "Sixteen are enough."),
        (None, "The travel costs of volunteers."),
    ),
    "q6a": (
        (None, "One named person in each trust who answers the telephone."),
        (None, "Meet before the plan is written, not after."),
        (None, "Keep one list of who does what, and let each group look after its own entry."),
        (None, "Sign the Local Compact, and read it once a year together."),
        (None, "Let a nurse spend a week with us, and one of us a week on the ward."),
    ),
    "q6b": (
        (None, "Distance. The trust is forty minutes away, and the meetings are at nine."),
        (None, "Three trusts became one and nobody knew who had promised what."),
        (None, "Words. We needed a glossary to read the agenda."),
        (None, "We compete for the same money in the morning and are asked to work together in the afternoon."),
    ),
    "q7": (
        (True, "Full cost is the right word and nobody knows how to work it out."),
        (False, ""),
        (True, "A small group cannot fill in a tender of sixty pages."),
        (None, "The suggestions are sound; the time to do them is missing."),
    ),
    "q8": (
        (None, "None but the ones we set ourselves: we do not treat, we stand beside."),
        (None, "We should not do what the law asks of the health service, at half the price."),
        (None, "Volunteers cannot be rostered like staff, and should not be."),
        (None, "Where we speak up for patients we should not also be paid to provide the service complained of."),
    ),
    "q9": (
        (
            True,
            "The lunch club in the health centre: the nurse comes on Tuesdays, and blood pressure is taken over the soup.",
        ),
        (True, "A pitfall: the pilot that everybody praised and nobody paid for in its second year."),
        (True, "Lifts to the renal unit. It began with one driver and a diary."),
        (False, ""),
        (True, "The advocacy project that was asked to write its own contract. It took a year and it works."),
    ),
}

LETTER = (
    "Dear Sir or Madam,\n\nOur committee read the draft at its meeting in October. We have no form and are too few to fill "
    "one in, so we write instead.\n\n{point}\n\nWe wish the agreement well. {wish}\n\nYours faithfully"
)
POINTS = (
    "What we miss is the village. Whoever has no car has no choice, whatever the plan says.",
    "We have been promised partnership before. This time we should like to see the date.",
    "The trust pays us to sit with people who are dying, and asks how many we sat with. Nobody asks how they died.",
    "Our members are over seventy. They are not a resource; they are busy.",
)
WISHES = (
    "Please send us what becomes of it.",
    "Do not let it gather dust.",
    "We would gladly come and say so in person.",
)
