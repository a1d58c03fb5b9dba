/** Limits that several blocks share. Beyond them lies a typing error; what a machine can hold is judged from the shapes. */
export const MAX_CHANNELS = 65_536;
export const MAX_KERNEL = 255;
export const MAX_STRIDE = 64;
export const MAX_PADDING = 255;
export const MAX_EXTENT = 16_384;
export const MAX_UNITS = 1_048_576;
/** Longest axis that a reshape can name. */
export const MAX_ELEMENTS_AXIS = 2 ** 24;
