// The size presets of the ladder, in lots; keys 1 to 5 set them.
export const orderSizes = [1, 5, 10, 25, 50] as const
