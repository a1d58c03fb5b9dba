import type { ExportFormat } from '../../../shared/protocol/parity-report';

/** How a format is called in messages. */
export const FORMAT_TITLES: Readonly<Record<ExportFormat, string>> = {
  savedmodel: 'SavedModel',
  keras: 'Keras',
};

/** float32 rounding, summed in another order, stays well below this part of a channel's size. */
export const PARITY_BOUND = 1e-4;
