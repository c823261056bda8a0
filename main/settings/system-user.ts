// The name of whoever runs this program, by the operating system: `who` of what is recorded.
import { userInfo } from 'node:os'

/** `not known` where the operating system has no name for the account. */
export function systemUser(): string {
  try {
    return userInfo().username.slice(0, 80) || 'not known'
  } catch {
    return 'not known'
  }
}
