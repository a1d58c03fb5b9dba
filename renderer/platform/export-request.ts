import { create } from 'zustand';
import { runCommand } from './commands';

/** What the export dialog starts with: a run's directory, or null for the network as it is drawn. */
export const useExportRequest = create<{ readonly directory: string | null }>()(() => ({ directory: null }));

/** Opens the export dialog with a run chosen. */
export function requestExport(directory: string | null): void {
  useExportRequest.setState({ directory });
  runCommand('file.export');
}
