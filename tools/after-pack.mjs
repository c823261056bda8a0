// electron-builder's hook (electron-builder.yml). From a package on the registry's runtime it takes what belongs to that
// runtime only, the starter that stands in for Electron's default application and the list of its files, and marks it.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { markNotForRelease } from './not-for-release.mjs'

/** @param {{ appOutDir: string, packager: { config: { electronDist?: unknown, electronVersion?: string | null } } }} context */
export async function afterPack({ appOutDir, packager }) {
  const { electronDist, electronVersion } = packager.config
  // Only tools/package.mjs names a runtime, and only where it is not the official one.
  if (electronDist === undefined || electronDist === null) return
  const resources = join(appOutDir, 'resources')
  rmSync(join(resources, 'app'), { recursive: true, force: true })
  rmSync(join(appOutDir, 'tenor-files.json'), { force: true })
  for (const folder of [appOutDir, resources]) markNotForRelease(folder, electronVersion ?? '')
}
