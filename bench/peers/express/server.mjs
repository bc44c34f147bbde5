// A login as many an Express service has it: one person, bcrypt at cost 10, a JSON Web Token.
//   node server.mjs bcryptjs|bcrypt port
import { generateKeyPairSync } from 'node:crypto'
import express from 'express'
import jwt from 'jsonwebtoken'

const [library, port] = process.argv.slice(2)
const bcrypt = (await import(library)).default
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const users = new Map([['alice', await bcrypt.hash('a raven on a writing desk', 10)]])

const app = express()
app.use(express.json())

app.post('/auth/login', async (req, res) => {
  const { username, password } = req.body
  const hash = users.get(username)
  if (!hash || !(await bcrypt.compare(password, hash))) {
    return res.status(401).json({ message: 'Invalid Credentials' })
  }
  const token = jwt.sign({ username }, privateKey, { algorithm: 'ES256', expiresIn: '1h', subject: username })
  res.json({ message: `Welcome ${username}!`, token })
})

app.get('/auth/me', (req, res) => {
  try {
    const token = (req.headers.authorization ?? '').slice('Bearer '.length)
    res.json({ username: jwt.verify(token, publicKey, { algorithms: ['ES256'] }).username })
  } catch {
    res.sendStatus(401)
  }
})

app.listen(Number(port))
