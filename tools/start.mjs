// `npm start -- [flags]`: sets up, builds what changed and runs the desktop program on the real Electron, handing the
// flags on (--screenshot FILE, --exit-after SECONDS, --profile DIR, --venue URL). Ends with Electron's exit code.
import { build, productTargets } from './build.mjs'
import { handOver } from './child.mjs'
import { root } from './paths.mjs'
import { runEntry } from './say.mjs'
import { electronFlags, openDisplay, resolveElectron, setUp } from './setup.mjs'

await runEntry(async () => {
  await setUp({ electron: true })
  await build(productTargets)
  const display = await openDisplay()
  try {
    const { executablePath } = resolveElectron()
    return await handOver(executablePath, [...electronFlags(display), root, ...process.argv.slice(2)], {
      env: display.env,
    })
  } finally {
    display.close()
  }
})
