// What CHANGELOG.md says of the version in package.json: shown before an update is installed and on the page of the
// release. `node tools/release-notes.mjs [TAG]` prints it, and refuses a tag that names another version; called by
// tools/package.mjs and the release workflow.
import { readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { runEntry, ToolError } from './say.mjs'

/**
 * @param {string} changelog @param {string} version
 * @returns {string} the section's text without its heading
 */
export function releaseNotes(changelog, version) {
  const [base = version] = version.split('-')
  const sections = changelog.split(/^(?=## )/m).slice(1)
  const found = sections.find((section) => section.startsWith(`## ${version} `))
  // A beta version is told as what it becomes.
  const section =
    found ?? (version === base ? undefined : sections.find((one) => one.startsWith(`## ${base} `)))
  if (section === undefined)
    throw new ToolError(`CHANGELOG.md has no section for ${version}; write one first.`)
  const [heading = '', ...lines] = section.split('\n')
  if (version === base && /unreleased/i.test(heading)) {
    throw new ToolError(`CHANGELOG.md calls ${version} unreleased; write its date there first.`)
  }
  return lines.join('\n').trim()
}

/** Of this version. @returns {string} */
export function ownReleaseNotes() {
  return releaseNotes(readFileSync(inRoot('CHANGELOG.md'), 'utf8'), ownVersion())
}

/** @returns {string} */
export function ownVersion() {
  return JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version
}

/** @param {string} tag @param {string} version */
export function checkTag(tag, version) {
  if (tag !== `v${version}`) {
    throw new ToolError(
      `The tag is ${tag} and package.json says ${version}: tag v${version}, or change the version.`,
    )
  }
}

if (process.argv[1] === import.meta.filename) {
  await runEntry(async () => {
    const [tag] = process.argv.slice(2)
    if (tag !== undefined) checkTag(tag, ownVersion())
    process.stdout.write(`${ownReleaseNotes()}\n`)
  })
}
