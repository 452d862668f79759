from stdnum.cn import uscc

from scheduler.demo.catalogue import demo_sites
from scheduler.demo.unions import demo_federations, demo_unions, operator_people, weights
from sites.foundation import clock
from sites.regions import region


def test_thirty_unions_come_from_many_cities_of_all_four_provinces():
    cities = {union.region_code for union in demo_unions()}
    assert len(demo_unions()) == len(weights()) == 30
    assert len(cities) >= 20
    assert len({region(code).province_code for code in cities}) == 4


def test_every_union_has_a_valid_credit_code_of_its_own_region():
    codes = [union.credit_code for union in demo_unions()]
    assert len(set(codes)) == 30
    for union in demo_unions():
        assert uscc.is_valid(union.credit_code)
        assert union.credit_code[2:8] == union.region_code


def test_all_kinds_of_unit_are_there_and_schools_among_the_sectors():
    unions = demo_unions()
    assert {union.unit_kind for union in unions} == {
        "public_body",
        "institution",
        "soe",
        "enterprise",
    }
    assert "education" in {union.sector for union in unions}


def test_every_invented_name_says_so_in_both_languages():
    for union in demo_unions():
        for chinese in (union.name, union.contact, union.approver):
            assert chinese.endswith("（示例）")
        for english in (union.name_en, union.contact_en, union.approver_en):
            assert english.endswith("(sample)")
            assert english.isascii()
        assert union.contact != union.approver


def test_addresses_and_numbers_lead_to_nobody():
    for who in (*demo_unions(), *demo_federations(), *operator_people()):
        assert who.email.endswith(".example")
        assert who.phone.split("-")[1].startswith("000")


def test_huangshan_hosts_and_three_cities_are_partners():
    host, *partners = demo_federations()
    assert host.is_host
    assert host.name == "黄山市总工会"
    assert [partner.region_code for partner in partners] == ["330100", "310000", "320100"]
    assert not any(partner.is_host for partner in partners)


def test_fifteen_people_answer_for_bases_that_exist():
    people = operator_people()
    codes = {site.code for site in demo_sites(clock.today())}
    assert len(people) == len({who.email for who in people}) == 15
    assert {who.site_code for who in people} <= codes
    assert {who.role for who in people} == {"sales", "steward", "finance"}
