/** How long a cell that changed is lit, in ms; by itself, since threads without a page keep it too. */
export const FLASH_MS = 180
