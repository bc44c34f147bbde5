// Hashes by the packages that Express applications use, one JSON object a line.
import { createRequire } from 'node:module'
import argon2 from 'argon2'
import bcrypt from 'bcrypt'

const require = createRequire(import.meta.url)
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
}
