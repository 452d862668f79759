from stdnum.cn import uscc

from scheduler.demo.credit_codes import COMPANY, GRASSROOTS_UNION, credit_code


def test_an_invented_code_passes_the_check_that_forms_make():
    for number in range(1, 300):
        code = credit_code(number, kind=GRASSROOTS_UNION, region_code="330100")
        assert uscc.validate(code) == code


def test_a_code_says_who_registered_it_and_where_and_belongs_to_no_real_organisation():
    code = credit_code(41, kind=COMPANY, region_code="341023")
    assert code.startswith("9134102300000")


def test_the_check_bites_where_a_digit_is_wrong():
    code = credit_code(41, kind=COMPANY, region_code="341023")
    wrong = code[:10] + ("1" if code[10] != "1" else "2") + code[11:]
    assert not uscc.is_valid(wrong)


def test_the_organisation_part_has_the_check_character_of_its_own_standard():
    # GB 11714 by hand: 3+14+27+40+25+48+28+16 = 201, which leaves 3 of 11, and 11 - 3 = 8.
    assert credit_code(12345678, kind=COMPANY, region_code="310000")[8:17] == "123456788"
