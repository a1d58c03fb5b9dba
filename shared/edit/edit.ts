import type { Command } from '../document/command';
import type { StepLabel } from '../document/history';

/** What a gesture comes to: commands for one step of undo, and what to call it. */
export interface Edit {
  readonly commands: readonly Command[];
  readonly label: StepLabel;
  /** Ids of the nodes it made, for the selection. */
  readonly created: readonly string[];
}
