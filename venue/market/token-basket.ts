// The Standard Inference Token basket behind TOK and TOKC: which models, with what weights, from when. Our own paper
// design, described in docs/standard-inference-token.md. Read by tools/token-index.mjs, which computes the figures.
// A change of the basket is a new version here, never an edit of an old one.

export interface BasketModel {
  /** Provider and model as `@pydantic/genai-prices` names them. */
  readonly provider: string
  readonly model: string
  /** Share of the index in per cent; the shares of a basket add up to 100. */
  readonly sharePercent: number
}

export interface TokenBasket {
  readonly version: string
  /** First day, inclusive, that is computed with it. */
  readonly from: string
  /** Input and output tokens in one request that is priced: long-context surcharges do not apply. */
  readonly inputTokens: number
  readonly outputTokens: number
  /** Multiplies the basket's price so that a new version starts where the old one ended; 1 for the first. */
  readonly chainFactor: number
  readonly models: readonly BasketModel[]
}

export const TOKEN_BASKET: TokenBasket = {
  version: 'SIT-1',
  from: '2026-07-05',
  inputTokens: 3_000,
  outputTokens: 1_000,
  chainFactor: 1,
  models: [
    { provider: 'openai', model: 'gpt-5.6-terra', sharePercent: 20 },
    { provider: 'anthropic', model: 'claude-sonnet-5', sharePercent: 20 },
    { provider: 'google', model: 'gemini-3.5-flash', sharePercent: 20 },
    { provider: 'deepseek', model: 'deepseek-v4-pro', sharePercent: 20 },
    { provider: 'moonshotai', model: 'kimi-k2.6', sharePercent: 10 },
    { provider: 'mistral', model: 'mistral-medium-latest', sharePercent: 10 },
  ],
}
