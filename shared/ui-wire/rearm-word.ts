/** What a person types to let orders leave again after trading was stopped: longer than a slip of the hand. */
export const REARM_WORD = 'TRADE'
