"""HTTPS for the other devices at home: the certificate names the addresses, and is kept while it fits."""

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from ownaccord.web import lan, welcome

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_the_certificate_names_exactly_the_addresses(tmp_path: Path) -> None:
    certificate, _ = lan.certificate_for(tmp_path, ["192.168.1.20", "10.0.0.2"], NOW)

    named = x509.load_pem_x509_certificate(certificate.read_bytes()).extensions
    alternatives = named.get_extension_for_class(x509.SubjectAlternativeName).value
    assert sorted(str(one) for one in alternatives.get_values_for_type(x509.IPAddress)) == ["10.0.0.2", "192.168.1.20"]
    assert len(list(alternatives)) == 2


def test_a_server_can_use_certificate_and_key_and_only_the_owner_can_read_them(tmp_path: Path) -> None:
    certificate, key = lan.certificate_for(tmp_path, ["192.168.1.20"], NOW)

    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (certificate, key)} == {0o600}


def test_the_same_certificate_is_kept_while_it_fits(tmp_path: Path) -> None:
    first = lan.certificate_for(tmp_path, ["192.168.1.20", "10.0.0.2"], NOW)[0].read_bytes()

    later = lan.certificate_for(tmp_path, ["10.0.0.2", "192.168.1.20"], NOW + timedelta(days=700))[0].read_bytes()
    assert later == first


@pytest.mark.parametrize(
    ("names", "days"), [(["192.168.1.21"], 0), (["192.168.1.20", "10.0.0.2"], 0), (["192.168.1.20"], 800)]
)
def test_another_address_or_a_near_end_makes_a_new_one(tmp_path: Path, names: list[str], days: int) -> None:
    first = lan.certificate_for(tmp_path, ["192.168.1.20"], NOW)[0].read_bytes()

    assert lan.certificate_for(tmp_path, names, NOW + timedelta(days=days))[0].read_bytes() != first


def test_the_fingerprint_is_the_one_that_browsers_show(tmp_path: Path) -> None:
    certificate, _ = lan.certificate_for(tmp_path, ["192.168.1.20"], NOW)

    import hashlib

    der = ssl.PEM_cert_to_DER_cert(certificate.read_text())
    assert lan.fingerprint(certificate).replace(":", "").lower() == hashlib.sha256(der).hexdigest()


def test_loopback_is_never_taken_for_an_address_of_the_network() -> None:
    assert [address for address in lan.addresses() if address.startswith("127.")] == []


def test_the_qr_in_the_terminal_is_the_code_with_its_quiet_border() -> None:
    import segno

    drawn = welcome.qr("https://192.168.1.20:8000/")

    light = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
    rows = [[light[char][half] for char in line] for line in drawn.split("\n") for half in (0, 1)]
    expected = [
        [int(not dark) for dark in row]
        for row in segno.make_qr("https://192.168.1.20:8000/", error="m").matrix_iter(border=3)
    ]
    assert rows[: len(expected)] == expected
