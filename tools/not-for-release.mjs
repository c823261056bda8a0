// The mark on a build that is for trying the program on one machine, because it runs on a runtime out of the package
// registry. A marked program never updates itself (app/desktop/update). Written by tools/after-pack.mjs into every package
// and by tools/package.mjs beside them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const MARK = 'NOT-FOR-RELEASE.txt'

/** @param {string} folder @param {string} version of Electron */
export function markNotForRelease(folder, version) {
  writeFileSync(
    join(folder, MARK),
    `This build runs on Electron ${version} out of a third party's package, not on the official Electron.\n` +
      'It is for trying the program on the machine that made it. Do not hand it out. It never updates itself.\n',
  )
}
