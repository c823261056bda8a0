import { expect, test } from 'vitest'
import { onlyShipped } from './sbom.mjs'

const component = (name: string, version: string) => ({ name, version, 'bom-ref': `${name}@${version}` })

test('the list of what is packaged leaves out what only makes it, and what is said of that', () => {
  const bom = {
    bomFormat: 'CycloneDX',
    metadata: { component: { 'bom-ref': 'tenor@1.0.0', name: 'a-folder' } },
    components: [component('react', '19.0.0'), component('vitest', '4.0.0'), component('semver', '6.0.0')],
    dependencies: [
      { ref: 'tenor@1.0.0', dependsOn: ['react@19.0.0', 'vitest@4.0.0'] },
      { ref: 'vitest@4.0.0', dependsOn: ['semver@6.0.0'] },
      { ref: 'react@19.0.0', dependsOn: [] },
    ],
  }
  const shipped = [
    { name: 'react', version: '19.0.0' },
    { name: 'semver', version: '7.0.0' },
  ]
  expect(onlyShipped(bom, shipped)).toEqual({
    bomFormat: 'CycloneDX',
    metadata: { component: { 'bom-ref': 'tenor@1.0.0', name: 'tenor' } },
    components: [component('react', '19.0.0')],
    dependencies: [
      { ref: 'tenor@1.0.0', dependsOn: ['react@19.0.0'] },
      { ref: 'react@19.0.0', dependsOn: [] },
    ],
  })
})
