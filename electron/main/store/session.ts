import { calls, type Session } from '../../../shared/protocol/window';
import { JsonFile } from './json-file';

/** Which documents were open when the app was last used. */
export class SessionStore {
  private readonly file: JsonFile<Session>;

  constructor(path: string, tell: (text: string) => void) {
    this.file = new JsonFile(path, calls['session/write'].request, tell);
  }

  async read(): Promise<Session> {
    return (await this.file.read()) ?? { tabs: [], active: null };
  }

  /** Signals `file/disk-full` or `file/not-writable`. */
  async write(session: Session): Promise<void> {
    await this.file.write(session);
  }
}
