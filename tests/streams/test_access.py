import pytest

from streams.access import Access, AddressMalformed, access

SECURE = "sasl_ssl://desk:s%3Ae%2Fc%40ret@a:1,b:2?mechanism=SCRAM-SHA-256&ca=/etc/ca.pem"


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("a:1", Access(("a:1",))),
        ("a:1, b:2", Access(("a:1", "b:2"))),
        ("[::1]:9092", Access(("[::1]:9092",))),
        ("plaintext://a:1", Access(("a:1",))),
        ("ssl://a:1?ca=/ca.pem&certificate=/c.pem&key=/k.pem", Access(
            ("a:1",), "ssl", ca="/ca.pem", certificate="/c.pem", key="/k.pem"
        )),
        (SECURE, Access(("a:1", "b:2"), "sasl_ssl", "desk", "s:e/c@ret", "SCRAM-SHA-256", "/etc/ca.pem")),
        ("SASL_PLAINTEXT://u:p@a:1", Access(("a:1",), "sasl_plaintext", "u", "p")),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(address: str, taken: Access) -> None:
    assert access(address) == taken


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("a", "host:port"),
        ("a:b", "host:port"),
        ("", "host:port"),
        ("a:1,", "host:port"),
        ("http://a:1", "no protocol 'http'"),
        ("sasl_ssl://a:1", "needs user:password@"),
        ("sasl_ssl://u:@a:1", "needs user:password@"),
        ("ssl://u:hidden@a:1", "takes no user:password@"),
        ("sasl_ssl://u:hidden@a:1?mechanism=GSSAPI", "no mechanism 'GSSAPI'"),
        ("sasl_ssl://u:hidden@a:1?cafile=x", "no option 'cafile'"),
        ("sasl_ssl://u:hidden@a", "host:port"),
    ],
)
def test_what_is_no_address_is_refused_without_its_password(address: str, reason: str) -> None:
    with pytest.raises(AddressMalformed, match=reason) as refusal:
        access(address)
    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize("shown", [str, repr])
def test_written_out_it_has_no_password(shown: type) -> None:
    assert "ret" not in shown(access(SECURE))
    assert "desk" in shown(access(SECURE))


def test_a_client_gets_user_and_password_only_where_there_are_some() -> None:
    assert access("a:1").options() == {
        "bootstrap_servers": ["a:1"],
        "security_protocol": "PLAINTEXT",
        "ssl_context": None,
    }
    options = access("sasl_plaintext://u:p@a:1").options()
    assert (options["sasl_mechanism"], options["sasl_plain_username"], options["sasl_plain_password"]) == (
        "SCRAM-SHA-512",
        "u",
        "p",
    )


def test_a_certificate_that_cannot_be_read_is_named() -> None:
    with pytest.raises(AddressMalformed, match="/nowhere/ca.pem: No such file"):
        _ = access("ssl://a:1?ca=/nowhere/ca.pem").context
