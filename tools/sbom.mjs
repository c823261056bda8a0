// `node tools/sbom.mjs` prints the list of what a packaged Tenor carries, as CycloneDX JSON: npm's own list of every package
// in the lock, without those that only make, check or test the program. Called by the release workflow.
import { inRoot } from './paths.mjs'
import { runEntry, ToolError } from './say.mjs'
import { shippedPackages } from './docs/licences.mjs'
import { npm } from './setup/packages.mjs'

/**
 * @typedef {{ name: string, version: string, 'bom-ref': string }} Component
 * @typedef {{ ref: string, dependsOn: string[] }} Needs
 * @typedef {{ bomFormat: string, components: Component[], dependencies: Needs[], metadata: { component: { 'bom-ref': string, name: string } } }} Bom
 */

/**
 * Leaves in only these packages, and what they say of each other.
 * @param {Bom} bom @param {readonly { name: string, version: string }[]} shipped @returns {Bom}
 */
export function onlyShipped(bom, shipped) {
  const names = new Set(shipped.map(({ name, version }) => `${name}@${version}`))
  const components = bom.components.filter(({ name, version }) => names.has(`${name}@${version}`))
  const kept = new Set([bom.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])])
  const dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }))
  // npm names the program after its folder.
  const component = { ...bom.metadata.component, name: 'tenor' }
  return { ...bom, metadata: { ...bom.metadata, component }, components, dependencies }
}

/** @returns {Promise<Bom>} */
export async function sbom() {
  const args = [
    'sbom',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--package-lock-only',
    '--loglevel=error',
  ]
  const { code, output } = await npm(args, inRoot())
  const start = output.indexOf('{')
  if (code !== 0 || start < 0) throw new ToolError(`npm could not list the packages:\n${output}`)
  return onlyShipped(JSON.parse(output.slice(start)), shippedPackages())
}

if (process.argv[1] === import.meta.filename) {
  await runEntry(async () => {
    process.stdout.write(`${JSON.stringify(await sbom(), undefined, 2)}\n`)
  })
}
