// Lint rule: files are named in kebab-case after their main export (design.md, section 2). Used by eslint.config.mjs.
import { basename } from 'node:path'

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/

/** @type {import('eslint').Rule.RuleModule} */
export const kebabCaseFile = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { notKebab: 'Name the file in kebab-case after its main export, not "{{name}}".' },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename)
        if (!KEBAB.test(name)) context.report({ node, messageId: 'notKebab', data: { name } })
      },
    }
  },
}
