// Lint rule: only the validating constructors in shared/math give a value its brand. It asks the type checker
// whether the target of a cast is a branded primitive (`number & { … }`), so a new brand is covered by being one.
// Used by eslint.config.mjs.
import ts from 'typescript'

const PRIMITIVE = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike

/** @param {ts.Type} type @returns {boolean} */
function isBranded(type) {
  if (type.isUnion()) return type.types.some(isBranded)
  return type.isIntersection() && type.types.some((part) => (part.flags & PRIMITIVE) !== 0)
}

/** @type {import('eslint').Rule.RuleModule} */
export const noBrandCast = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      cast: 'Do not cast to {{name}}: call its constructor in shared/math/quantities.ts (priceTicks, qtyLots, …), which checks the value.',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices
    /** @param {any} node a TSAsExpression or TSTypeAssertion */
    const check = (node) => {
      if (!isBranded(services['getTypeAtLocation'](node.typeAnnotation))) return
      if (isBranded(services['getTypeAtLocation'](node.expression))) return
      context.report({
        node,
        messageId: 'cast',
        data: { name: context.sourceCode.getText(node.typeAnnotation) },
      })
    }
    return { TSAsExpression: check, TSTypeAssertion: check }
  },
}
