// The limit password: stored as a scrypt hash with a salt of its own, compared in constant time. Takes some fifty
// milliseconds, which is what makes guessing slow; it is asked for when a person loosens a limit and at no other time.
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '../risk/limit-change.ts'
import type { StoredPassword } from '../risk/risk-settings.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32

export const limitPasswords: Passwords = {
  protect(password) {
    const salt = randomBytes(SALT_BYTES)
    return {
      algorithm: 'scrypt-16384-8-1',
      salt: salt.toString('hex'),
      hash: hashOf(password, salt).toString('hex'),
    }
  },
  matches(password, { salt, hash }: StoredPassword) {
    return timingSafeEqual(hashOf(password, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'))
  },
}

/** One text has one form, however the keyboard composed it. */
function hashOf(password: string, salt: Buffer): Buffer {
  return scryptSync(password.normalize('NFC'), salt, HASH_BYTES, { N: 16_384, r: 8, p: 1 })
}
