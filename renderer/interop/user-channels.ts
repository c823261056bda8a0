// Colour groups as the user channels of FDC3: which is which, and what a channel is shown as. The ids and colours are six of
// the eight that the standard recommends, the nearest to ours, so that other programs would show them alike. Pure.
import { LINK_COLOURS, type LinkColour } from '../../shared/desk/workspaces.ts'

interface UserChannel {
  readonly id: string
  readonly color: string
  readonly glyph: string
}

export const USER_CHANNELS: Readonly<Record<LinkColour, UserChannel>> = {
  blue: { id: 'fdc3.channel.6', color: 'blue', glyph: '6' },
  green: { id: 'fdc3.channel.4', color: 'green', glyph: '4' },
  amber: { id: 'fdc3.channel.2', color: 'orange', glyph: '2' },
  violet: { id: 'fdc3.channel.8', color: 'purple', glyph: '8' },
  cyan: { id: 'fdc3.channel.5', color: 'cyan', glyph: '5' },
  rose: { id: 'fdc3.channel.7', color: 'magenta', glyph: '7' },
}

/** Undefined for a channel that is no colour group. */
export function colourOfChannel(channelId: string): LinkColour | undefined {
  return LINK_COLOURS.find((colour) => USER_CHANNELS[colour].id === channelId)
}
