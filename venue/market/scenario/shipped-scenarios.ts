// The scenarios that ship with the venue, by name. Each is a file in venue/market/scenarios, bundled with the program.
// Read by the venue program for --scenario NAME and for its list of names.
import exportRule from '../scenarios/export-rule.json' with { type: 'json' }
import expiryDay from '../scenarios/expiry-day.json' with { type: 'json' }
import flashCrash from '../scenarios/flash-crash.json' with { type: 'json' }
import indexRestatement from '../scenarios/index-restatement.json' with { type: 'json' }
import limitUp from '../scenarios/limit-up.json' with { type: 'json' }
import newGeneration from '../scenarios/new-generation.json' with { type: 'json' }
import priceCut from '../scenarios/price-cut.json' with { type: 'json' }
import quietDay from '../scenarios/quiet-day.json' with { type: 'json' }
import roughNetwork from '../scenarios/rough-network.json' with { type: 'json' }
import { scenarioFrom, type Scenario } from './read-scenario.ts'

const files: readonly unknown[] = [
  quietDay,
  newGeneration,
  exportRule,
  priceCut,
  flashCrash,
  limitUp,
  expiryDay,
  indexRestatement,
  roughNetwork,
]

/** All of them, in the order in which a trainee would take them. */
export function shippedScenarios(): readonly Scenario[] {
  return files.map((file) => {
    const scenario = scenarioFrom(file)
    if (!scenario.ok) throw new Error(`Invariant broken: a shipped scenario is wrong: ${scenario.error}`)
    return scenario.value
  })
}

/** One by its name; undefined when none ships under it. */
export function shippedScenario(name: string): Scenario | undefined {
  return shippedScenarios().find((scenario) => scenario.name === name)
}
