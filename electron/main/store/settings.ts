import type * as z from 'zod';
import { DEFAULT_SETTINGS } from '../../../shared/protocol/default-settings';
import { settingsSchema, type Settings } from '../../../shared/protocol/window';
import { JsonFile } from './json-file';

const someSchema = settingsSchema.partial();
type Some = z.infer<typeof someSchema>;

/**
 * The person's settings. A file that lacks a setting (of an older Inlay) takes its default; one with something that
 * does not belong is set aside, and all defaults are taken.
 */
export class SettingsStore {
  private readonly file: JsonFile<Some>;
  private held: Settings;

  /**
   * @param presets take the place of the defaults
   */
  constructor(path: string, tell: (text: string) => void, presets: Some = {}) {
    this.file = new JsonFile(path, someSchema, tell);
    this.held = over(DEFAULT_SETTINGS, presets);
  }

  /** Reads the file; to be called once, before all else. */
  async load(): Promise<Settings> {
    this.held = over(this.held, (await this.file.read()) ?? {});
    return this.held;
  }

  get current(): Settings {
    return this.held;
  }

  /** Changes some settings. Signals `file/disk-full` or `file/not-writable`; they hold until the app ends anyway. */
  async change(some: Some): Promise<Settings> {
    this.held = over(this.held, some);
    await this.file.write(this.held);
    return this.held;
  }
}

/** A key that is there but undefined came over the wire so, and says nothing. */
function over(settings: Settings, some: Some): Settings {
  const said = Object.entries(some).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(said) as Partial<Settings>) };
}

/** What the environment presets: `INLAY_LANGUAGE` and `INLAY_THEME`. What is no such setting is left out. */
export function presetsOf(env: Readonly<Record<string, string | undefined>>): Some {
  const { shape } = settingsSchema;
  const language = shape.language.safeParse(env['INLAY_LANGUAGE']);
  const theme = shape.theme.safeParse(env['INLAY_THEME']);
  return {
    ...(language.success && { language: language.data }),
    ...(theme.success && { theme: theme.data }),
  };
}
