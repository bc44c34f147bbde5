// Hashes by the packages that Node applications use, and by ports of ASP.NET Identity's hasher, one JSON object a line.
import { createRequire } from 'node:module'
import argon2 from 'argon2'
import bcrypt from 'bcrypt'
import crypto from 'node:crypto'
import { hashPassword } from '@better-auth/utils/password'

const require = createRequire(import.meta.url)
const identity3 = require('aspnetcore-identity-password-hasher')
const version = (name) => `${require(`${name}/package.json`).version} (npm)`
const passwords = JSON.parse(process.argv[2])
const print = (made, password, passwordHash) => console.log(JSON.stringify({ made, password, passwordHash }))

for (const password of passwords) {
  for (const cost of [4, 10]) {
    print(`bcrypt ${version('bcrypt')}`, password, bcrypt.hashSync(password, cost))
  }
  print(`bcrypt ${version('bcrypt')}`, password, bcrypt.hashSync(password, bcrypt.genSaltSync(5, 'a')))
  for (const options of [
    {},
    { type: argon2.argon2i, memoryCost: 4096, timeCost: 4, parallelism: 2 },
    { memoryCost: 19456, timeCost: 2, parallelism: 1, hashLength: 64 },
    { version: 0x10, memoryCost: 1024, timeCost: 3, parallelism: 1 },
  ]) {
    print(`argon2 ${version('argon2')}`, password, await argon2.hash(password, options))
  }
  print(`@better-auth/utils ${version('@better-auth/utils')}, which better-auth uses`, password, await hashPassword(password))
  print(`aspnetcore-identity-password-hasher ${version('aspnetcore-identity-password-hasher')}`, password, await identity3.hash(password))
  // PasswordHasher.cs: 0x01, the function (2 is SHA-512), iterations and length of the salt, big-endian, salt, hash
  const header = Buffer.alloc(13)
  header[0] = 1
  ;[2, 100000, 16].forEach((number, i) => header.writeUInt32BE(number, 1 + 4 * i))
  const salt = crypto.randomBytes(16)
  print("pbkdf2 of Node, in ASP.NET Identity 2's layout", password,
    Buffer.concat([Buffer.alloc(1), salt, crypto.pbkdf2Sync(password, salt, 1000, 32, 'sha1')]).toString('base64'))
  const hash = crypto.pbkdf2Sync(password, salt, 100000, 32, 'sha512')
  print("pbkdf2 of Node, in ASP.NET Core Identity's layout since .NET 7", password, Buffer.concat([header, salt, hash]).toString('base64'))
}
