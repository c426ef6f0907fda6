from partnerships.organisations.models import *
from tests.factories.organisations import *


def test_all(client_for, actor):
    a = AreaFactory(name="Herefordshire")
    o = OrganisationFactory(name="Hereford Carers", area=a, partner=True)
    p = PublicBodyFactory(name="Herefordshire PCT", ods="5CN")
    t = TermFactory(title="Carers x")
    c = client_for(actor("secretariat"))
    f = FundingFactory(funder=p, funded=o)
    l = Lineage.objects.create(ancestor=o, descendant=p, kind="merger", on=datetime.date(2010, 1, 1), share=50)
    u = UmbrellaMembership.objects.create(member=o, umbrella=p, membership_class="member")
    for path in ["", "funding/", "terms/", "add/", f"funding/{f.pk}/end/"] + [
        f"{o.pk}/{x}"
        for x in [
            "",
            "edit/",
            "describe/",
            "areas/",
            "codes/add/",
            "umbrellas/add/",
            f"umbrellas/{u.pk}/leave/",
            "confirm/",
            "partner/",
            "succession/add/",
            f"succession/{l.pk}/undo/",
            "kind/",
            "funding/add/",
        ]
    ]:
        r = c.get("/partners/" + path)
        assert r.status_code == 200, (path, r.status_code)
        r2 = c.post("/partners/" + path, {}) if path.count("/") > 0 and path not in ("funding/", "terms/") else None
        print(path, r.status_code, r2 and r2.status_code)
    for path in ["export.csv", "export.xlsx", "funding/export.csv", "terms/export.csv", "suggest/?q=her"]:
        r = c.get("/partners/" + path)
        print(path, r.status_code, b"".join(r.streaming_content) if r.streaming else r.content[:200])
