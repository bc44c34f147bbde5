"""Hashes by Django and passlib themselves; by hashlib in the layouts of PHC and Keycloak. One JSON object a line."""
import base64
import hashlib
import json
import os
import platform
import sys
from importlib.metadata import version

import argon2
import django
import passlib
import werkzeug.security
from django.conf import settings
from django.contrib.auth import hashers
from passlib.hash import bcrypt_sha256, pbkdf2_sha1, pbkdf2_sha256, pbkdf2_sha512, scrypt

settings.configure(PASSWORD_HASHERS=[
    "django.contrib.auth.hashers." + name for name in (
        "PBKDF2PasswordHasher", "PBKDF2SHA1PasswordHasher", "Argon2PasswordHasher", "ScryptPasswordHasher",
        "BCryptPasswordHasher", "BCryptSHA256PasswordHasher")])
PYTHON = "hashlib of Python " + platform.python_version()


def emit(made, password, hash_=None, **members):
    row = {"made": made, "password": password}
    if hash_ is not None:
        row["passwordHash"] = hash_
    print(json.dumps({**row, **members}, ensure_ascii=False))


def text(data):
    return base64.b64encode(data).decode()


def keycloak(password, algorithm, iterations, salt, value, parameters):
    emit(PYTHON + ", in Keycloak's layout" if algorithm != "argon2" else "argon2-cffi " + version("argon2-cffi") + ", in Keycloak's layout",
         password, hash={
             "credentialData": json.dumps({"hashIterations": iterations, "algorithm": algorithm, "additionalParameters": parameters}),
             "secretData": json.dumps({"value": text(value), "salt": text(salt), "additionalParameters": {}})})


for password in json.loads(sys.argv[1]):
    data = password.encode()
    for name in ("pbkdf2_sha256", "pbkdf2_sha1", "argon2", "scrypt", "bcrypt", "bcrypt_sha256"):
        emit("Django " + django.__version__, password, hashers.make_password(password, hasher=name))
    for scheme in (pbkdf2_sha1, pbkdf2_sha256, pbkdf2_sha512):
        emit("passlib " + passlib.__version__, password, scheme.using(rounds=2000).hash(password))
    emit("passlib " + passlib.__version__, password, scrypt.using(rounds=10).hash(password))
    for name, bits in (("sha1", 160), ("sha256", 256), ("sha512", 512)):
        salt = os.urandom(16)
        value = hashlib.pbkdf2_hmac(name, data, salt, 1000, bits // 8)
        emit(PYTHON, password, "$pbkdf2-%s$i=1000$%s$%s" % (name, text(salt).rstrip("="), text(value).rstrip("=")))
    salt = os.urandom(16)
    emit(PYTHON, password, "$scrypt$ln=15,r=8,p=1$%s$%s" % (
        text(salt).rstrip("="),
        text(hashlib.scrypt(data, salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)).rstrip("=")))
    emit(PYTHON + ": OWASP's first choice", password, "$scrypt$ln=17,r=8,p=1$%s$%s" % (
        text(salt).rstrip("="),
        text(hashlib.scrypt(data, salt=salt, n=2**17, r=8, p=1, maxmem=2**28, dklen=32)).rstrip("=")))
    for version_ in (1, 2):
        emit("passlib " + passlib.__version__, password, bcrypt_sha256.using(rounds=5, version=version_).hash(password))
    for method in ("pbkdf2:sha256:600000", "pbkdf2:sha1:1000", "pbkdf2:sha512:1000"):
        emit("Werkzeug " + version("werkzeug"), password, werkzeug.security.generate_password_hash(password, method))
    characters = werkzeug.security.gen_salt(16)
    emit(PYTHON + ", in Werkzeug 3's layout", password, "scrypt:32768:8:1$%s$%s" % (
        characters,
        hashlib.scrypt(data, salt=characters.encode(), n=2**15, r=8, p=1, maxmem=2**26, dklen=64).hex()))
    # Keycloak derives 64 bytes whatever the hash function
    for algorithm, name, iterations in (
            ("pbkdf2", "sha1", 20000), ("pbkdf2-sha256", "sha256", 27500), ("pbkdf2-sha512", "sha512", 30000)):
        salt = os.urandom(16)
        keycloak(password, algorithm, iterations, salt, hashlib.pbkdf2_hmac(name, data, salt, iterations, 64), {})
    salt = os.urandom(16)
    keycloak(password, "argon2", 5, salt, argon2.low_level.hash_secret_raw(data, salt, 5, 7168, 1, 32, argon2.Type.ID), {
        "hashLength": ["32"], "memory": ["7168"], "type": ["id"], "version": ["1.3"], "parallelism": ["1"]})
