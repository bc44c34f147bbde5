"""Checks the token on standard input with jwcrypto: prints its claims, or why it is refused and exits with 2.

    verify.py ISSUER AUDIENCE ALGORITHM
"""
import sys
from urllib.request import urlopen

from jwcrypto.common import JWException
from jwcrypto.jwk import JWKSet
from jwcrypto.jws import JWS
from jwcrypto.jwt import JWT


def verified(token, issuer, audience, algorithm):
    with urlopen(issuer + '/.well-known/jwks.json', timeout=20) as answer:
        keys = JWKSet.from_json(answer.read().decode())
    unverified = JWS()
    unverified.deserialize(token)
    key = keys.get_key(unverified.jose_header['kid'])
    if key is None:
        raise LookupError('no key has the kid of the token')
    # a claim that is None must be there, exp is compared with the clock
    expected = {'iss': issuer, 'aud': audience, 'exp': None}
    return JWT(jwt=token, key=key, algs=[algorithm], check_claims=expected).claims


try:
    print(verified(sys.stdin.read().strip(), *sys.argv[1:]))
except JWException as refusal:
    print(f'{type(refusal).__name__}: {refusal}')
    sys.exit(2)  # not 1, which any fault gives
