"""Own Accord for the other devices at home: this computer's addresses, and a certificate that it makes for itself."""

import ipaddress
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ownaccord.lib import folder

CERTIFICATE = "lan.crt"
KEY = "lan.key"
# Browsers on Apple's systems refuse certificates that live longer.
LIFETIME = timedelta(days=825)
RENEW_BEFORE = timedelta(days=30)


def addresses() -> list[str]:
    """The addresses under which other devices of the network can reach this computer, most likely one first."""
    found = [_address_towards("192.0.2.1")]
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    kept = [address for address in found if address and not ipaddress.ip_address(address).is_loopback]
    return list(dict.fromkeys(kept))


def _address_towards(elsewhere: str) -> str:
    # "Connecting" a datagram socket sends nothing; it only asks the routing table which address would be used.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect((elsewhere, 9))
        return str(probe.getsockname()[0])
    return ""


def certificate_for(data: Path, names: list[str], now: datetime) -> tuple[Path, Path]:
    """The certificate and key files for these addresses; the kept ones, or new ones when those fit no longer."""
    certificate, key = data / CERTIFICATE, data / KEY
    if not fits(certificate, names, now):
        private = ec.generate_private_key(ec.SECP256R1())
        _replace(key, _pem(private))
        _replace(certificate, _sign(private, names, now).public_bytes(serialization.Encoding.PEM))
    return certificate, key


def fits(path: Path, names: list[str], now: datetime) -> bool:
    """Whether the certificate in this file names exactly these addresses and is valid for a while yet."""
    try:
        kept = x509.load_pem_x509_certificate(path.read_bytes())
        named = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    in_time = kept.not_valid_before_utc <= now < kept.not_valid_after_utc - RENEW_BEFORE
    return in_time and {str(name) for name in named.get_values_for_type(x509.IPAddress)} == set(names)


def fingerprint(path: Path) -> str:
    """The SHA-256 fingerprint of a certificate file, as browsers show it: pairs of hex digits with colons."""
    digest = x509.load_pem_x509_certificate(path.read_bytes()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def _sign(private: ec.EllipticCurvePrivateKey, names: list[str], now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "This computer")])
    addresses_named = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(one)) for one in names])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(addresses_named, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    return builder.sign(private, hashes.SHA256())


def _pem(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    folder.write_new(aside, content)
    aside.replace(path)


def today() -> datetime:
    """The moment that certificates are made and judged by."""
    return datetime.now(UTC)
