// How this program is started from a command line, as a person would type it: shown where something can only be said there.
// Pure; called by about.ts.

export interface Installed {
  readonly fromSource: boolean
  readonly execPath: string
  /** The file that an AppImage was started from; what runs is a copy that goes with it. */
  readonly appImage: string | undefined
}

/** Flags follow after a space. */
export function startCommand({ fromSource, execPath, appImage }: Installed): string {
  if (fromSource) return 'npm start --'
  const file = appImage ?? execPath
  return /^[\w./:\\-]+$/.test(file) ? file : `"${file}"`
}
