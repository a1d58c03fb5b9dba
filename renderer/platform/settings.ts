import { create } from 'zustand';
import { DEFAULT_SETTINGS } from '../../shared/protocol/default-settings';
import type { Settings } from '../../shared/protocol/window';
import { call } from './api';
import { useLanguageStore, type Language } from './language';

interface SettingsState {
  readonly settings: Settings;
  /** The system's language, for `system`. */
  readonly locale: string;
}

export const useSettingsStore = create<SettingsState>()(() => ({ settings: DEFAULT_SETTINGS, locale: 'en' }));

export function useSettings(): Settings {
  return useSettingsStore((state) => state.settings);
}

function languageOf(setting: Settings['language'], locale: string): Language {
  if (setting !== 'system') return setting;
  return /^zh/i.test(locale) ? 'zh-TW' : 'en';
}

/** Shows what the settings say: theme and language. */
function apply({ settings, locale }: SettingsState): void {
  const dark =
    settings.theme === 'dark' ||
    (settings.theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  useLanguageStore.getState().setLanguage(languageOf(settings.language, locale));
}

/** Reads the settings once, before the first frame, and follows the system's theme. */
export async function startSettings(): Promise<void> {
  const [info, settings] = await Promise.all([call('app/info', null), call('settings/read', null)]);
  useSettingsStore.setState({
    locale: info?.locale ?? 'en',
    ...(settings === undefined ? {} : { settings }),
  });
  const follow = (): void => apply(useSettingsStore.getState());
  useSettingsStore.subscribe(follow);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow);
  follow();
}

/** Changes settings here at once, and on the disk. */
export function changeSettings(change: Partial<Settings>): void {
  useSettingsStore.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
  void call('settings/change', change);
}
