"""The kinds of organisation that the documents and the published lists know, and the terms of each taxonomy.

Role texts are in our own words. Dates are those of the law that made or ended a kind of body; where a kind has no
dates it is older than what the register deals with, or goes on.
"""

import datetime

from django.db import migrations


def day(text):
    return datetime.date.fromisoformat(text) if text else None


NHS, COUNCIL, VOLUNTARY, INDEPENDENT, OTHER = "nhs", "council", "voluntary", "independent", "other"

# code, title, plural, sector, public body, from, to, what such bodies do
KINDS = [
    ("strategic-health-authority", "Strategic health authority", "Strategic health authorities", NHS, True, "2002-10-01", "2013-03-31",
     "Led the NHS in a region: set the direction for its trusts, judged how well they did, and made sure that national priorities were in local plans."),
    ("primary-care-trust", "Primary care trust", "Primary care trusts", NHS, True, "2000-04-01", "2013-03-31",
     "Judged what its residents needed, bought hospital and community services for them with most of the NHS's money, ran some itself, and worked with councils and the voluntary sector to do so."),
    ("care-trust", "Care trust", "Care trusts", NHS, True, "2002-04-01", None,
     "An NHS body to which a council has handed some of its social care, so that health and care are provided, or bought, by one organisation."),
    ("workforce-development-confederation", "Workforce development confederation", "Workforce development confederations", NHS, True, "2001-04-01", "2004-03-31",
     "Brought employers of health and care staff together, the voluntary sector among them, to plan how many people would be needed and to pay for their training."),
    ("patient-forum", "Patient and public involvement forum", "Patient and public involvement forums", NHS, True, "2003-12-01", "2008-03-31",
     "Volunteers attached to each trust who watched its services from the patient's side, asked what people thought of them, and reported."),
    ("nhs-trust", "NHS trust", "NHS trusts", NHS, True, "1991-04-01", None,
     "Provides hospital, mental health, community or ambulance services, and answers to the Secretary of State."),
    ("nhs-foundation-trust", "NHS foundation trust", "NHS foundation trusts", NHS, True, "2004-04-01", None,
     "Provides NHS services as a body with members and governors of its own, free to decide more for itself than an NHS trust."),
    ("clinical-commissioning-group", "Clinical commissioning group", "Clinical commissioning groups", NHS, True, "2013-04-01", "2022-06-30",
     "Family doctors' practices that together bought most health services for the people of their area."),
    ("commissioning-hub", "Commissioning hub", "Commissioning hubs", NHS, True, "2013-04-01", None,
     "A code of NHS England's own for services that it buys itself in a region, such as specialised services or health care in prisons."),
    ("commissioning-support-unit", "Commissioning support unit", "Commissioning support units", NHS, True, "2013-04-01", None,
     "Works for commissioners: writes and watches contracts, collects figures, buys on behalf of several at once."),
    ("integrated-care-board", "Integrated care board", "Integrated care boards", NHS, True, "2022-07-01", None,
     "Plans health services with councils, providers and the voluntary sector, and holds the NHS budget for its area."),
    ("sub-icb-location", "Place of an integrated care board", "Places of integrated care boards", NHS, True, "2022-07-01", None,
     "The part of an integrated care board's area that an earlier clinical commissioning group had; a code, not a body of its own."),
    ("nhs-england-region", "NHS England region or office", "NHS England regions and offices", NHS, True, "2012-10-01", None,
     "Part of NHS England: a region, or a local office in one."),
    ("other-nhs-body", "Other NHS body", "Other NHS bodies", NHS, True, None, None,
     "A body with an NHS code whose kind its published entry does not say."),
    ("county-council", "County council", "County councils", COUNCIL, True, None, None,
     "The upper of two councils: social care, schools, public health, roads."),
    ("district-council", "District council", "District councils", COUNCIL, True, None, None,
     "The lower of two councils: housing, planning, leisure, and grants to local groups."),
    ("unitary-authority", "Unitary authority", "Unitary authorities", COUNCIL, True, None, None,
     "One council for everything in its area, social care and public health included."),
    ("metropolitan-district", "Metropolitan district council", "Metropolitan district councils", COUNCIL, True, "1974-04-01", None,
     "One council for everything in a part of a large conurbation, social care and public health included."),
    ("london-borough", "London borough", "London boroughs", COUNCIL, True, "1965-04-01", None,
     "One council for everything in a part of London, social care and public health included."),
    ("city-corporation", "City corporation", "City corporations", COUNCIL, True, None, None,
     "The City of London's council."),
    ("strategic-regional-authority", "Strategic regional authority", "Strategic regional authorities", COUNCIL, True, "2000-07-03", None,
     "Plans transport, policing and growth for the whole of London; no social care of its own."),
    ("combined-authority", "Combined authority", "Combined authorities", COUNCIL, True, "2011-04-01", None,
     "Councils that together hold powers and money handed down by government."),
    ("scottish-council", "Scottish council", "Scottish councils", COUNCIL, True, "1996-04-01", None, "One council for everything in its area."),
    ("welsh-council", "Welsh council", "Welsh councils", COUNCIL, True, "1996-04-01", None, "One council for everything in its area."),
    ("northern-ireland-council", "Northern Ireland council", "Northern Ireland councils", COUNCIL, True, "1973-10-01", None,
     "Local services; health and social care are with regional boards and trusts."),
    ("charity", "Registered charity", "Registered charities", VOLUNTARY, False, None, None,
     "On the register of charities, with a number of its own."),
    ("linked-charity", "Linked charity", "Linked charities", VOLUNTARY, False, None, None,
     "A charity that is registered under another's number and accounts within it."),
    ("community-group", "Community group", "Community groups", VOLUNTARY, False, None, None,
     "A group of people, with a name and rules of its own but no number in any register."),
    ("umbrella-body", "Umbrella body", "Umbrella bodies", VOLUNTARY, False, None, None,
     "Has other organisations as members, speaks for them, and helps them: an alliance, a council for voluntary service."),
    ("community-interest-company", "Community interest company", "Community interest companies", VOLUNTARY, False, "2005-07-01", None,
     "A company that trades for the good of a community, its assets locked to that purpose."),
    ("social-enterprise", "Social enterprise", "Social enterprises", VOLUNTARY, False, None, None,
     "Trades for a social purpose and puts its surplus back into it, in whatever legal form."),
    ("independent-provider", "Independent provider", "Independent providers", INDEPENDENT, False, None, None,
     "A business that provides health or care."),
    ("housing-association", "Housing association", "Housing associations", INDEPENDENT, False, None, None,
     "Lets homes below market rents, often with support or care."),
    ("government-department", "Government department", "Government departments", OTHER, True, None, None,
     "Makes national policy and pays for it."),
    ("government-office-region", "Government office for a region", "Government offices for regions", OTHER, True, "1994-04-01", "2011-03-31",
     "Brought the work of several departments together in a region, and agreed Local Area Agreements with councils."),
    ("other-public-body", "Other public body", "Other public bodies", OTHER, True, None, None,
     "A police force, a school, a probation board or another public body that is neither NHS nor council."),
]

# vocabulary: (code, title, explanation)
TERMS = {
    "client_group": [
        ("older-people", "Older people", ""),
        ("mental-health", "People with mental health problems", ""),
        ("learning-disability", "People with a learning disability", ""),
        ("physical-disability", "People with a physical disability", ""),
        ("sensory-impairment", "People who are deaf, blind or hard of hearing or seeing", ""),
        ("children-and-young-people", "Children and young people", "Under 18."),
        ("families", "Families", ""),
        ("carers", "Carers", "People who look after a relative or friend without being paid for it."),
        ("substance-misuse", "People who misuse drugs or alcohol", ""),
        ("long-term-conditions", "People with a long-term condition", ""),
        ("end-of-life", "People at the end of their life", ""),
        ("homeless-people", "Homeless people", ""),
        ("offenders", "Offenders and those leaving prison", ""),
        ("refugees", "Refugees and asylum seekers", ""),
    ],
    "geography": [
        ("neighbourhood", "A neighbourhood or estate", ""),
        ("market-town", "A market town", ""),
        ("rural", "Rural communities", ""),
        ("city", "A city or large town", ""),
        ("coastal", "Coastal communities", ""),
    ],
    "interest": [
        ("service-users", "Users of a service", ""),
        ("condition", "People with the same condition", ""),
        ("volunteers", "Volunteers", ""),
        ("tenants", "Tenants and residents", ""),
        ("arts-and-health", "Arts and health", ""),
        ("sport", "Sport and exercise", ""),
    ],
    "identity": [
        ("bme", "Black and minority ethnic communities", ""),
        ("faith", "Faith communities", ""),
        ("women", "Women", ""),
        ("men", "Men", ""),
        ("lgbt", "Lesbian, gay, bisexual and transgender people", ""),
        ("disabled", "Disabled people", ""),
        ("travellers", "Gypsies, Roma and Travellers", ""),
        ("young", "Young people", ""),
        ("old", "Older people", ""),
    ],
    "led_by": [
        ("bme-led", "BME-led", "Most of those who govern it are of Black and minority ethnic communities."),
        ("disabled-led", "Disabled people's organisation", "Most of those who govern it are disabled people."),
        ("user-led", "User-led", "Most of those who govern it use, or have used, such services."),
        ("carer-led", "Carer-led", "Most of those who govern it are carers."),
        ("women-led", "Women-led", "Most of those who govern it are women."),
        ("faith-led", "Faith-led", "A faith community governs it."),
        ("lgbt-led", "LGBT-led", "Most of those who govern it are lesbian, gay, bisexual or transgender people."),
        ("youth-led", "Youth-led", "Most of those who govern it are young people."),
        ("older-led", "Led by older people", "Most of those who govern it are older people."),
    ],
    "serves": [
        ("serves-bme", "Serves BME communities", "It exists for people of Black and minority ethnic communities."),
        ("serves-disabled", "Serves disabled people", "It exists for disabled people."),
        ("serves-excluded", "Serves socially excluded people", "It exists for people whom other services do not reach."),
        ("serves-women", "Serves women", "It exists for women."),
        ("serves-lgbt", "Serves LGBT people", "It exists for lesbian, gay, bisexual and transgender people."),
        ("serves-travellers", "Serves Gypsies, Roma and Travellers", "It exists for Gypsies, Roma and Travellers."),
        ("serves-rural", "Serves rural communities", "It exists for people in the country."),
    ],
    "specialism": [
        ("sickle-cell", "Sickle cell and thalassaemia", ""),
        ("parkinsons", "Parkinson's", ""),
        ("hiv", "HIV and AIDS", ""),
        ("physical-access", "Physical access", "How buildings and transport can be used by everybody."),
        ("dementia", "Dementia", ""),
        ("stroke", "Stroke", ""),
        ("cancer", "Cancer", ""),
        ("diabetes", "Diabetes", ""),
        ("autism", "Autism", ""),
        ("palliative-care", "Palliative care", ""),
        ("crisis-support", "Mental health crisis", ""),
        ("hospital-discharge", "Coming home from hospital", ""),
        ("falls", "Falls", ""),
        ("advocacy", "Independent advocacy", ""),
        ("benefits-advice", "Advice on benefits and debt", ""),
        ("transport", "Community transport", ""),
        ("interpreting", "Interpreting and translation", ""),
    ],
    "contribution": [
        ("supports-users", "Supports users and carers", ""),
        ("advocate", "Advocate", "Speaks for people. Never a reason to leave an organisation out."),
        ("lobbyist", "Lobbyist", "Presses for change. Never a reason to leave an organisation out."),
        ("service-provider", "Service provider", ""),
        ("information", "Conduit of information", "Brings what people know and need to those who plan, and back."),
        ("expertise", "Source of expertise", "Knows a condition or a need as nobody else does."),
        ("volunteering", "Brings volunteers", ""),
        ("infrastructure", "Helps other organisations", ""),
    ],
}

# code, title, income from (£)
SIZES = [
    ("micro", "Micro (under £10,000)", 0),
    ("small", "Small (£10,000 to £100,000)", 10_000),
    ("medium", "Medium (£100,000 to £1 million)", 100_000),
    ("large", "Large (£1 million to £10 million)", 1_000_000),
    ("major", "Major (£10 million to £100 million)", 10_000_000),
    ("super-major", "Super-major (£100 million and more)", 100_000_000),
]


def forwards(apps, schema_editor):
    kind_model = apps.get_model("partnerships", "OrganisationKind")
    term_model = apps.get_model("partnerships", "Term")
    for code, title, plural, sector, public, starts, ends, role in KINDS:
        kind_model.objects.get_or_create(
            code=code,
            defaults={
                "title": title, "plural": plural, "sector": sector, "is_public_body": public,
                "starts": day(starts), "ends": day(ends), "role_text": role,
            },
        )
    for vocabulary, terms in TERMS.items():
        for code, title, explanation in terms:
            term_model.objects.get_or_create(
                vocabulary=vocabulary, code=code, defaults={"title": title, "explanation": explanation}
            )
    for code, title, income in SIZES:
        term_model.objects.get_or_create(
            vocabulary="size", code=code, defaults={"title": title, "income_from": income}
        )


def backwards(apps, schema_editor):
    """Take away what nothing uses; what is used stays."""
    kind_model = apps.get_model("partnerships", "OrganisationKind")
    term_model = apps.get_model("partnerships", "Term")
    kind_model.objects.filter(code__in=[kind[0] for kind in KINDS], organisations=None, spells=None).delete()
    codes = [code for terms in TERMS.values() for code, _, _ in terms] + [code for code, _, _ in SIZES]
    term_model.objects.filter(code__in=codes, uses=None, organisations_of_size=None).delete()


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_search")]

    operations = [migrations.RunPython(forwards, backwards)]
