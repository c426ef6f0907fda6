import pytest
from tests.factories.people import make_actor, signed_in
pytestmark = pytest.mark.django_db
@pytest.mark.parametrize("name,param",[("compact-signup","target"),("consultation-coverage","consultation"),("compact-signup-localities","region")])
def test_huge(name,param):
    r=signed_in(make_actor("secretariat","commissioner"), raise_request_exception=False).get(f"/reports/{name}/?{param}=99999999999999999999")
    print(name, r.status_code); assert r.status_code==200
