"""What the demonstration's consultation of 2003 asks, and what people answer to it.

The Department of Health did consult on a draft agreement between the National Health Service and the voluntary and
community sector in 2003: published in August of that year with no day given, closed on 20 November, nine questions with
their parts. All words here are our own. Everybody who answers is invented; no body is quoted.
"""

import hashlib
from collections.abc import Sequence

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

# fmt: off
ANSWERS: dict[str, tuple[tuple[bool | None, str], ...]] = {
    # question: the tick, if there is one, and the words
    "q1a": (
        (True, "They are what we would have written ourselves."),
        (True, "Yes, if the second is meant: we want to be part of it and stay free to say so when it goes wrong."),
        (False, "An aim that nobody can measure is a wish. Say for each what will be different in 2006."),
        (None, "In part. The sixth should come first."),
        (True, "But put people who use services into the first line, not the last."),
        (False, "Five per cent of what? Nobody has counted what we do now."),
        (True, "We read them out at our annual meeting and nobody objected, which is rare."),
        (None, "We agree with four and do not understand the other two."),
        (False, "They are the aims of the health service with our name added."),
        (True, "The fifth is the one we shall hold you to."),
        (True, "Provided that 'partnership' does not mean that we do the work and you hold the meeting."),
        (None, "They are fair words. We have had fair words before."),
    ),
    "q1b": (
        (None, "None."),
        (None, "The third. Growing by a figure is no good in itself."),
        (None, "No, but the first two could be one."),
        (None, "Take out the date in the third, or give the money that goes with it."),
        (None, "The fifth repeats what the national Compact has asked for since 1998."),
        (None, "We would not take one out. We would put them in another order."),
        (None, "The word 'develop' in the fourth. We are not waiting to be developed."),
        (None, "Nothing, though six is one more than anybody will remember."),
        (None, "Whatever is there only because it sounds well. You will know which."),
    ),
    "q1c": (
        (None, "Volunteers: what they are owed, and not only how many there are."),
        (None, "Carers are not named once."),
        (None, "That small groups are not swallowed by large ones."),
        (None, "Prevention. Most of what we do keeps people out of hospital, and no aim says so."),
        (None, "An aim about the country. All six could have been written from a window in London."),
        (None, "That disagreements are settled by somebody who is neither of us."),
        (None, "That people with a learning disability can read what is agreed about them."),
        (None, "Speaking up for patients, as something worth paying for in itself."),
        (None, "That grants are not replaced by contracts where a grant does better."),
        (None, "Young people. They are patients too, and run groups of their own."),
    ),
    "q2a": (
        (True, "If the money lasts longer than a year."),
        (False, "Not with one-year grants that are confirmed in June for the April before."),
        (None, "Some of them are."),
        (False, "Nobody in our trust has time for it. The targets they are judged by are others."),
        (True, "In three years, no. In ten, yes, if the same people stay."),
        (False, "The first is, because we do it already. The third is not."),
        (None, "They would be if trusts were asked about them at the end of each year."),
        (True, "We have seen it done: one nurse and one treasurer who trusted each other."),
        (False, "An aim without a budget is a poster."),
        (True, "As long as nobody counts a meeting as a result."),
    ),
    "q2b": (
        (None, "Yearly funding, late decisions, and a new person to explain it all to every spring."),
        (None, "We have two part-time workers and are asked to sit on nine boards."),
        (None, "That nobody pays for the hours in which we plan together."),
        (None, "Trust. It took us six years to gain it and one reorganisation to lose it."),
        (None, "Monitoring forms as long for five hundred pounds as for fifty thousand."),
        (None, "That the health service thinks in conditions and we think in people."),
        (None, "Insurance. It has doubled, and no contract pays for it."),
        (None, "Each trust has its own form, its own year and its own word for the same thing."),
        (None, "Nobody below the chief executive has read the agreement, and nobody above has to carry it out."),
        (None, "The people who would speak for us are at work when the meetings are."),
        (None, "We compete with one another for the same small grants, so we do not share what we know."),
    ),
    "q3a": (
        (True, "Well described."),
        (False, "It describes towns. The country is not in it."),
        (None, "Mostly."),
        (True, "Yes, and for once without the initials."),
        (False, "Social care is left out, and half of what we do lies on that side of the fence."),
        (True, "The part about care nearer home is what we see every day."),
        (None, "It is right about the service and vague about us."),
        (False, "The sector is not one thing. A hospice and a knitting circle are not in the same setting."),
    ),
    "q3b": (
        (None, "Regeneration: the same streets, the same people, another budget."),
        (None, "Transport. A clinic that nobody can reach is closed."),
        (None, "Work for people who have been ill for long."),
        (None, "Housing."),
        (None, "Schools. A healthy child has somebody at home who is well."),
        (None, "Prisons and those who come out of them, whom nobody in the draft seems to have met."),
        (None, "Neighbourhood renewal, which has money and looks for partners."),
        (None, "Sport and allotments. We say this in earnest."),
        (None, "Keeping village shops and post offices, where news of who is unwell is had first."),
        (None, "The care of people at the end of their lives, at home if they wish it."),
    ),
    "q4": (
        (None, "Give three-year money, in advance, and say so in the rules for trusts."),
        (None, "Train chief executives in what the Compact says. Ours had not heard of it."),
        (None, "Publish each year which trusts have signed and which have not."),
        (None, "Fund the bodies that bring small groups together. Without them there is nobody to talk to."),
        (None, "Write one standard agreement and let us all use it."),
        (None, "Let trusts be marked on this, as they are on waiting times."),
        (None, "Pay once for checks on volunteers, nationally, and make them travel with the volunteer."),
        (None, "Explain full cost with an example: a real group, a real rent, a real pension."),
        (None, "Send somebody from the Department to work with one of us for a month each year."),
        (None, "Keep the team that wrote this. We have only just learnt their names."),
        (None, "Say what happens to a trust that does not keep to it."),
        (None, "Nothing new. Do what was promised in 1998."),
    ),
    "q5a": (
        (True, "Provided that half of it is us."),
        (False, "Another national body will not change what happens here."),
        (None, "Only if it reports what it has changed."),
        (True, "Yes, for three years, and then ask whether it was worth it."),
        (True, "Somebody must see the whole. Locally we see only our own valley."),
        (False, "Spend the money on one worker in each county instead."),
        (True, "If its papers are public and its members answer letters."),
        (None, "We should like to know first who would pay the fares."),
        (True, "It would give the Compact a home in the health service, which it has not had."),
    ),
    "q5b": (
        (None, "Two small groups for each large charity, and somebody from the country."),
        (None, "People who use services, paid for their time."),
        (None, "Social care must be there, or half of what we do is missing."),
        (None, "One seat for each region, chosen by the groups there and not by the Department."),
        (None, "Black and minority ethnic groups, more than one, so that none has to speak for all."),
        (None, "Somebody from a primary care trust who signs the cheques."),
        (None, "Disabled people's own organisations, and not only those that work for them."),
        (None, "Fewer than twenty people, or nobody will say anything."),
        (None, "A carer. Find one who can be away for a day, and you will have learnt something."),
        (None, "Those who do not come to forums. Ask them how they would like to be asked."),
        (None, "The faith groups, who are there at three in the morning."),
    ),
    "q5c": (
        (None, "A chair from outside, an agenda that any of us can add to, papers two weeks before."),
        (None, "Meet outside London every second time."),
        (None, "Let it choose four issues a year and finish them."),
        (None, "By telephone as well, for those who cannot travel."),
        (None, "The partners by turns. Whoever sets it answers for what came of the last one."),
        (None, "With a small staff of its own; borrowed staff have borrowed opinions."),
        (None, "Through groups that do one piece of work and then end."),
        (None, "Start each meeting with one person who tells what happened to them."),
        (None, "It should be able to ask a trust why, and be answered."),
    ),
    "q5d": (
        (True, "How small groups can afford insurance and checks on volunteers."),
        (True, "Interpreting: who pays for it, and when."),
        (False, "Sixteen are enough."),
        (None, "The travel costs of volunteers."),
        (True, "What becomes of a service when the grant ends: who tells the people who used it."),
        (True, "Sharing records, with consent, so that nobody has to tell their story five times."),
        (False, "Take some out. A list of sixteen is a list that nobody starts."),
        (True, "Buildings. We are moved each time a clinic is rebuilt."),
        (True, "How the views of members are gathered, and what it costs to gather them."),
        (None, "We could not tell from the titles what half of them mean."),
    ),
    "q6a": (
        (None, "One named person in each trust who answers the telephone."),
        (None, "Meet before the plan is written, not after."),
        (None, "Keep one list of who does what, and let each group look after its own entry."),
        (None, "Sign the Local Compact, and read it once a year together."),
        (None, "Let a nurse spend a week with us, and one of us a week on the ward."),
        (None, "Ask the surgery receptionists. They know which of us people are sent to."),
        (None, "Tell us in October what there will be in April, even if it is less."),
        (None, "A morning each quarter, with lunch, and no agenda before the lunch."),
        (None, "Lend us a room. It costs nothing and says much."),
        (None, "Share the reports we all have to write, and agree on one."),
        (None, "Voluntary groups could agree among themselves who goes to which meeting, and then trust them."),
        (None, "Put one of us on the panel when a post is filled that deals with us."),
    ),
    "q6b": (
        (None, "Distance. The trust is forty minutes away, and the meetings are at nine."),
        (None, "Three trusts became one and nobody knew who had promised what."),
        (None, "Words. We needed a glossary to read the agenda."),
        (None, "We compete for the same money in the morning and are asked to work together in the afternoon."),
        (None, "Our contact has changed four times in two years."),
        (None, "Time. We are all of us volunteers, and have work to go to."),
        (None, "Nothing much. We are lucky in our nurses, and know that it is luck."),
        (None, "The bus."),
        (None, "That we are thanked and not told."),
        (None, "Two counties, one of us: twice the forms for the same people."),
    ),
    "q7": (
        (True, "Full cost is the right word and nobody knows how to work it out."),
        (True, "A small group cannot fill in a tender of sixty pages."),
        (None, "The suggestions are sound; the time to do them is missing."),
        (False, "We have worked so since last year, and it does us no harm."),
        (True, "To be involved in assessing needs costs days that we do not have. Pay for the days."),
        (True, "Standard agreements written for a hospital do not fit a lunch club."),
        (False, "Not for us. They might for anybody smaller."),
        (True, "If we help to plan a service, may we still bid to provide it? Nobody could tell us."),
        (True, "The commissioning year and our year begin on different days."),
    ),
    "q8": (
        (None, "None but the ones we set ourselves: we do not treat, we stand beside."),
        (None, "We should not do what the law asks of the health service, at half the price."),
        (None, "Volunteers cannot be rostered like staff, and should not be."),
        (None, "Where we speak up for patients we should not also be paid to provide the service complained of."),
        (None, "We cannot be everywhere. Where there is no group, the service must not simply be missing."),
        (None, "What our members will give their Saturdays for. That is a limit, and a good one."),
        (None, "Our reserves last nine weeks. A payment that is late by ten ends us."),
        (None, "None in what we could develop; many in what we could run."),
        (None, "When all is paid by one body, we have stopped being voluntary, whatever we are called."),
        (None, "We should not be asked to choose who gets help. That is for those who can be voted out."),
    ),
    "q9": (
        (True, "The lunch club in the health centre: the nurse comes on Tuesdays, and blood pressure is taken over the soup."),
        (True, "A pitfall: the pilot that everybody praised and nobody paid for in its second year."),
        (True, "Lifts to the renal unit. It began with one driver and a diary."),
        (True, "The advocacy project that was asked to write its own contract. It took a year and it works."),
        (True, "A pitfall: the form that asked our callers for their diagnosis before their name."),
        (True, "Ward visits by people who have had the same operation. Ask the sisters whether it shortens the stay."),
        (True, "The small grants panel, on which the groups sit that do not apply that year."),
        (True, "A trust that paid the crèche, so that mothers came to the meeting about mothers."),
        (True, "Do not launch anything. The three things that were launched here have gone; those that just began are still going."),
        (True, "Two groups that merged because it was easier for the funder. Neither's members came along."),
        (True, "The surgery that lets us use the waiting room on Friday evenings."),
    ),
}

WHERE_WE_ARE = {
    "Pershore Stroke Club": "Half of us cannot use a telephone since the stroke. Everything is arranged by telephone.",
    "Severnside Sickle Cell Support": "Each time one of us goes to casualty we explain the illness from the beginning.",
    "Black Mountains Rural Wheels": "The border. Our passengers live in one country and are ill in the other.",
    "Droitwich Hearing Helpers": "Nobody has ever written to us in advance what will be said at a meeting.",
    "Worcester Sight Loss Friends": "We got this document in small print, and waited seven weeks for it in large.",
    "Ross Hospice Neighbours": "The night. What we are needed for happens then, and nobody with a budget is awake.",
    "Tenbury Young Carers": "Our members are at school when you meet, and cooking when you do not.",
    "Hereford Homeless Breakfast": "To see a doctor you need an address.",
    "Golden Valley Parents' Circle": "There is one health visitor for the valley, and we should not like to lose her to a working group.",
    "Upton Knit and Natter": "We did not know that we were a voluntary organisation until you wrote to us.",
    "Bangla Elders of Hereford": "Letters come in English, and are read out by grandchildren who should be in bed.",
    "Deaf Club, Foregate Street": "An interpreter is booked for one hour, and the meeting lasts two.",
    "The Bridge Club for Parkinson's": "Appointments are given for the hour at which the tablets wear off.",
    "Orchard Lane Tenants": "The damp. We have asked health to talk to housing since 1994.",
    "Alvechurch Car Scheme": "Discharge at half past four on a Friday, with a phone call to us at four.",
    "Cradley Over Sixties": "The surgery moved. We have not.",
}
"""What some answer to question 6b, which nobody else could."""
WHERE = "q6b"

REMARKS = (
    "We say so every year.", "Nobody has asked us before.", "Others will tell you the same.", "It need not cost much.",
    "We should be glad to help with it.", "That is the view of all nine of us.", "Our members put it more strongly.",
    "We have said it to the trust as well.", "It was no different in 1998.", "Please do not take this as ingratitude.",
    "There was a long discussion, and one vote against.", "We can give you names.", "Start there.",
    "The rest would follow from it.", "We have it in writing.", "It is not the fault of the people we deal with.",
)
# fmt: on

SAYS_YES = {"q1a": 62, "q2a": 45, "q3a": 75, "q5a": 70, "q5d": 55, "q7": 60, "q9": 40}
"""Of a hundred who only tick, how many tick yes."""
IN_WORDS, ONLY_TICK = 34, 64
"""Of a hundred, how many answer a question in words; and, where it can be ticked, up to where they only tick."""


def lot(number: int, key: str) -> int:
    """A number below a hundred that is always the same for who answers and what."""
    return hashlib.sha256(f"{number}:{key}".encode()).digest()[0] * 100 // 256


def sheets(names: Sequence[str]) -> list[dict[str, tuple[bool | None, str]]]:
    """What each of them answers, by question: not everything, and no two the same words."""
    found: list[dict[str, tuple[bool | None, str]]] = [{} for _ in names]
    for key, answers in ANSWERS.items():
        told = 0
        for number, name in enumerate(names):
            drawn = lot(number, key)
            if key == WHERE and name in WHERE_WE_ARE:
                found[number][key] = (None, WHERE_WE_ARE[name])
            elif drawn < IN_WORDS:
                tick, words = answers[told % len(answers)]
                again = f" {REMARKS[(told + len(key)) % len(REMARKS)]}" if told >= len(answers) else ""
                found[number][key] = (tick, words + again)
                told += 1
            elif key in SAYS_YES and drawn < ONLY_TICK:
                found[number][key] = (lot(number, f"{key} yes") < SAYS_YES[key], "")
    return found


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
