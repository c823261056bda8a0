// electron-builder's hook (electron-builder.yml): takes out of a package what belongs to the registry's runtime only,
// the starter that stands in for Electron's default application and the list of its files.
import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** @param {{ appOutDir: string }} context */
export async function afterPack({ appOutDir }) {
  rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true })
  rmSync(join(appOutDir, 'tenor-files.json'), { force: true })
}
